"""What guests and the counter rely on: the bill, paying it once, and the receipt."""

import pytest

from dojo.suite import expect
from dojo.suite import promise


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


def pay_form(page, table):
    """The form that pays, or None."""
    return next((f for f in page.forms if f.target() == f"/tables/{table}/bill"), None)


def test_the_bill_names_dishes_and_sum_and_offers_to_pay(client):
    done = "The bill of table 4 was opened."
    response = client.get("/tables/4/bill")
    page = expect(response, done).status(200).header("Cache-Control", "no-store").page()
    expect(response, done).says("pea soup", "stew", "cider", "38")
    promise(pay_form(page, 4) is not None, done, "a form to pay", "no such form", response)


def test_the_form_on_the_bill_pays_it_once(client, rung):
    page = expect(client.get("/tables/7/bill"), "The bill of table 7 was opened.").page()
    form = pay_form(page, 7)
    promise(form is not None, "The bill of table 7 was opened.", "a form to pay", "no such form")
    done = "The form on the bill of table 7 was sent, with a tip of 3."
    response = form.submit(client, tip=3)
    expect(response, done).redirect("/tables/7/bill")
    promise(rung == [(7, 20)], done, "the till was told: table 7, 20", f"{rung}", response)
    again = "Table 7 had paid and sent the form again."
    expect(form.submit(client, tip=3), again).status(409)
    promise(len(rung) == 1, again, "the till is told nothing more", f"it was told {rung}")
    after = client.get("/tables/7/bill")
    page = expect(after, "The bill of table 7 was opened after paying.").status(200).page()
    seen = "still a form to pay"
    promise(pay_form(page, 7) is None, "Table 7 has paid.", "no form to pay", seen, after)


def test_paying_needs_no_tip(client, rung):
    done = "The bill of table 2 was paid with POST and no fields."
    expect(client.post("/tables/2/bill"), done).redirect("/tables/2/bill")
    promise(rung == [(2, 18)], done, "the till was told: table 2, 18", f"{rung}")


def test_whoever_has_paid_can_read_and_print_the_receipt(client, slips):
    early = "The receipt of table 4 was asked for before anybody paid."
    expect(client.get("/tables/4/receipt"), early).status(404)
    expect(client.post("/tables/4/receipt"), early).status(404)
    client.post("/tables/4/bill", data={"tip": "4"})
    done = "Table 4 paid 42 and asked for the receipt."
    expect(client.get("/tables/4/receipt"), done).status(200).media_type("text/plain").says("42")
    printing = "Table 4 paid 42 and had the receipt printed."
    expect(client.post("/tables/4/receipt"), printing).redirect("/tables/4/bill")
    kept = len(slips) == 1 and "42" in slips[0]
    promise(kept, printing, "one receipt, over 42", f"printed: {slips}")
    again = "Table 4 had the receipt printed once more."
    expect(client.post("/tables/4/receipt"), again).redirect("/tables/4/bill")
    promise(len(slips) == 2, again, "a second receipt", f"printed: {slips}")


def test_a_table_that_the_house_does_not_have_has_no_bill(client, rung):
    done = "A bill was paid at table 99, which the house does not have."
    expect(client.post("/tables/99/bill", data={"tip": "1"}), done).status(404)
    promise(rung == [], done, "the till is told nothing", f"it was told {rung}")
