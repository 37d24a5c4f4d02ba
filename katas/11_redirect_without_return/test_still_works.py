"""Who works here comes in, and the managers do what they do every evening."""

from dojo.suite import expect

OTTO = {"name": "otto", "pin": "1931"}  # a waiter
BERTA = {"name": "berta", "pin": "5150"}  # a manager


def test_a_waiter_reads_the_telephone_numbers(client):
    client.post("/sign-in", data=OTTO)
    response = client.get("/office/")
    done = "Otto, a waiter, signed in and opened /office/."
    expect(response, done).status(200).says("Hanna: 555 0123", "Otto: 555 0188")


def test_the_form_leads_to_the_office(browser):
    browser.get("/sign-in")
    response = browser.send("/sign-in", **OTTO)
    done = "Otto opened /sign-in in a browser, filled in the form and sent it."
    expect(response, done).status(200).says("Good evening, otto")


def test_a_wrong_pin_is_refused(client):
    response = client.post("/sign-in", data={"name": "otto", "pin": "1932"})
    done = "Somebody sent the name Otto and a wrong PIN to /sign-in."
    expect(response, done).status(403)


def test_a_manager_reads_the_takings(client):
    client.post("/sign-in", data=BERTA)
    response = client.get("/office/takings")
    done = "Berta, a manager, signed in and opened /office/takings."
    expect(response, done).status(200).says("terrace: 1093", "bar: 412", "In all: 1505")


def test_a_manager_closes_the_day(client):
    client.post("/sign-in", data=BERTA)
    response = client.post("/office/closing")
    done = "Berta, a manager, signed in and closed the day."
    expect(response, done).redirect("/office/takings")
    expect(client.get("/office/takings"), done).status(200).says("In all: 0")
