"""What the guests and the counter do every day: look at a bill, pay it, get a receipt."""

import pytest

from dojo.suite import expect
from dojo.suite import promise


@pytest.fixture
def till():
    """What the till was told: a table and an amount for each payment."""
    return []


@pytest.fixture
def printer():
    """The receipts that were printed."""
    return []


@pytest.fixture
def config(till, printer):
    return {"TILL": lambda *payment: till.append(payment), "PRINTER": printer.append}


def test_a_guest_sees_what_the_bill_says(client):
    response = client.get("/tables/4/bill")
    done = "A guest opened the bill of table 4."
    expect(response, done).status(200).header("Cache-Control", "no-store").media_type("text/html")
    expect(response, done).says("pea soup", "stew", "cider", "38")


def test_a_guest_pays_once(client, till):
    done = "A guest paid the bill of table 7 with a tip of 3."
    response = client.post("/tables/7/bill", data={"tip": "3"})
    expect(response, done).redirect("/tables/7/bill")
    response = client.post("/tables/7/bill", data={"tip": "3"})
    expect(response, f"{done} Then the same form was sent again.").status(409)
    promise(till == [(7, 20)], done, "the till is told: table 7, 20", f"{till}")


def test_a_guest_pays_without_a_tip(client, till):
    response = client.post("/tables/2/bill")
    done = "A guest paid the bill of table 2. The form had no tip."
    expect(response, done).redirect("/tables/2/bill")
    promise(till == [(2, 18)], done, "the till is told: table 2, 18", f"{till}")


def test_a_guest_who_has_paid_gets_a_receipt(client, printer):
    client.post("/tables/4/bill", data={"tip": "4"})
    done = "Table 4 paid 42 and asked for the receipt."
    response = client.get("/tables/4/receipt")
    expect(response, done).status(200).media_type("text/plain").says("42")
    done = "Table 4 paid 42 and sent POST to print the receipt."
    expect(client.post("/tables/4/receipt"), done).redirect("/tables/4/bill")
    promise(len(printer) == 1, done, "one receipt is printed", f"{len(printer)} printed")


NOT_THERE = {
    "GET for the bill of table 99": ("GET", "/tables/99/bill"),
    "HEAD for the bill of table 99": ("HEAD", "/tables/99/bill"),
    "POST to pay the bill of table 99": ("POST", "/tables/99/bill"),
    "HEAD for a receipt before paying": ("HEAD", "/tables/4/receipt"),
    "POST to print a receipt before paying": ("POST", "/tables/4/receipt"),
}


@pytest.mark.parametrize("what", NOT_THERE)
def test_what_is_not_there_is_not_found(client, what):
    method, path = NOT_THERE[what]
    response = client.open(path, method=method)
    expect(response, f"Somebody sent {what}.").status(404)
