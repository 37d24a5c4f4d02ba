"""What was promised about HEAD: it looks as GET does, and it never pays or prints."""

import pytest

from dojo.suite import expect
from dojo.suite import promise

LOOKING = {
    "HEAD": ("HEAD", {}),
    "HEAD with the fields of the form": ("HEAD", {"data": {"tip": "5"}}),
    "HEAD with a tip in the address": ("HEAD", {"query_string": {"tip": "5"}}),
    "HEAD from a browser": ("HEAD", {"headers": {"User-Agent": "Mozilla/5.0"}}),
    "GET with the fields of the form": ("GET", {"data": {"tip": "5"}}),
    "GET that names POST in the address": ("GET", {"query_string": {"_method": "POST"}}),
    "GET that names POST in the header": ("GET", {"headers": {"X-HTTP-Method-Override": "POST"}}),
    "OPTIONS": ("OPTIONS", {}),
    "PUT with the fields of the form": ("PUT", {"data": {"tip": "5"}}),
    "DELETE": ("DELETE", {}),
    "QUERY with the fields of the form": ("QUERY", {"data": {"tip": "5"}}),
}

FOUND = {
    "the page of tables": "/",
    "an open bill": "/tables/4/bill",
    "another open bill": "/tables/7/bill",
    "a paid bill": "/tables/2/bill",
    "a receipt": "/tables/2/receipt",
}

MISSED = {
    "the bill of no table": "/tables/99/bill",
    "the receipt of an open bill": "/tables/4/receipt",
    "the receipt of no table": "/tables/99/receipt",
    "an address without a page": "/tables/4/bills",
}


@pytest.fixture
def rung():
    """What the till was told, as pairs of table and amount."""
    return []


@pytest.fixture
def slips():
    """What the printer printed."""
    return []


@pytest.fixture
def config(rung, slips):
    """The machines on the counter, replaced by lists."""
    return {
        "TILL": lambda table, amount: rung.append((table, amount)),
        "PRINTER": lambda text: slips.append(text),
    }


@pytest.mark.parametrize(("method", "rest"), LOOKING.values(), ids=LOOKING.keys())
def test_looking_at_a_bill_does_not_pay_it(client, rung, method, rest):
    for table in (4, 7, 4):
        response = client.open(f"/tables/{table}/bill", method=method, **rest)
        done = f"{method} was sent to the bill of table {table}."
        promise(rung == [], done, "the till is told nothing", f"it was told {rung}", response)
    done = f"Table 7 paid after {method} had been sent to its bill."
    expect(client.post("/tables/7/bill", data={"tip": "1"}), done).redirect("/tables/7/bill")
    promise(rung == [(7, 18)], done, "the till was told: table 7, 18", f"{rung}")


@pytest.mark.parametrize(("method", "rest"), LOOKING.values(), ids=LOOKING.keys())
def test_looking_at_a_receipt_does_not_print_it(client, slips, method, rest):
    client.post("/tables/4/bill", data={"tip": "0"})
    response = client.open("/tables/4/receipt", method=method, **rest)
    done = f"{method} was sent to the receipt of table 4, which had paid."
    promise(slips == [], done, "nothing is printed", f"{len(slips)} printed", response)


@pytest.mark.parametrize("path", FOUND.values(), ids=FOUND.keys())
def test_the_monitor_finds_what_a_guest_finds(client, path):
    client.head(path)  # what was so a minute ago may be so no longer
    client.post("/tables/2/bill", data={"tip": "0"})
    done = f"HEAD was sent to {path}, where GET finds something."
    expect(client.head(path), done).status(200).empty()


@pytest.mark.parametrize("path", MISSED.values(), ids=MISSED.keys())
def test_the_monitor_misses_what_a_guest_misses(client, path):
    client.post("/tables/2/bill", data={"tip": "0"})
    done = f"HEAD was sent to {path}, where GET finds nothing."
    expect(client.head(path), done).status(404).empty()


@pytest.mark.parametrize("path", FOUND.values(), ids=FOUND.keys())
def test_the_monitor_reads_the_header_fields_that_a_guest_reads(client, path):
    client.head(path)
    client.post("/tables/2/bill", data={"tip": "0"})
    head, page = client.head(path), client.get(path)
    done = f"HEAD and GET were sent to {path}."
    for name, value in page.headers:
        if name != "Content-Length" or name in head.headers:
            expect(head, done).header(name, value)
    for name in {*head.headers.keys()} - {*page.headers.keys()}:
        expect(head, done).no_header(name, promised=f"no {name}, as for GET")
