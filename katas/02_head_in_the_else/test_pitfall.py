"""HEAD is like GET without the body: it does not pay and does not print."""

import pytest

from dojo.suite import expect
from dojo.suite import promise


@pytest.fixture
def printer():
    """The receipts that were printed."""
    return []


@pytest.fixture
def config(printer):
    """A printer that writes down what it gets, in place of the app's own."""
    return {"PRINTER": printer.append}


def test_head_finds_an_open_bill(client):
    response = client.head("/tables/4/bill")
    done = "A monitor sent HEAD to the bill of table 4."
    expect(response, done).status(200)


def test_head_does_not_pay_a_bill(client):
    client.head("/tables/4/bill")
    response = client.get("/tables/4/receipt")
    done = "A monitor sent HEAD to the bill of table 4. Then somebody asked for the receipt."
    expect(response, done).status(404, promised="404 Not Found, for nobody has paid")


def test_head_does_not_print_a_receipt(client, printer):
    client.post("/tables/4/bill", data={"tip": "4"})
    response = client.head("/tables/4/receipt")
    done = "Table 4 paid. Then a monitor sent HEAD to the receipt."
    promise(printer == [], done, "nothing is printed", f"{len(printer)} printed", response)


@pytest.mark.parametrize("what", ["bill", "receipt"])
def test_after_paying_head_finds_what_get_finds(client, what):
    client.post("/tables/4/bill", data={"tip": "4"})
    response = client.head(f"/tables/4/{what}")
    done = f"Table 4 paid. Then a monitor sent HEAD to the {what}."
    expect(response, done).status(200)


def test_head_gets_the_cache_control_of_an_open_bill(client):
    response = client.head("/tables/4/bill")
    done = "A monitor sent HEAD to the bill of table 4."
    expect(response, done).header("Cache-Control", "no-store")


def test_head_gets_the_content_type_of_a_receipt(client):
    client.post("/tables/4/bill", data={"tip": "4"})
    response = client.head("/tables/4/receipt")
    done = "Table 4 paid. Then a monitor sent HEAD to the receipt."
    expect(response, done).media_type("text/plain")
