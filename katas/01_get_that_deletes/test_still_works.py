"""What the waiters and the kitchen do every evening."""

from dojo.suite import expect

ANN = {"number": 1, "guest": "Ann Berg", "time": "19:00", "state": "expected"}
KARIM = {"number": 2, "guest": "Karim Haddad", "time": "18:30", "state": "seated"}
IDA = {"number": 3, "guest": "Ida Lund", "time": "17:00", "state": "left"}


def test_the_kitchen_reads_the_book(client):
    response = client.get("/api/reservations")
    done = "The kitchen asked for all reservations."
    expect(response, done).status(200).json([ANN, KARIM, IDA])


def test_the_book_leads_to_the_page_of_each_reservation(browser):
    browser.get("/")
    response = browser.click("Karim Haddad")
    done = "A waiter opened the book and clicked on Karim Haddad."
    expect(response, done).status(200).says("Karim Haddad", "18:30", "seated")


def test_a_new_reservation_gets_the_next_number(browser, client):
    browser.get("/")
    browser.send("/reservations", guest="Bertha Olsen", time="20:15")
    done = "A waiter filled in the form in the book for Bertha Olsen and sent it."
    bertha = {"number": 4, "guest": "Bertha Olsen", "time": "20:15", "state": "expected"}
    expect(client.get("/api/reservations"), done).status(200).json([ANN, KARIM, IDA, bertha])


def test_a_waiter_seats_the_guests(browser, client):
    browser.get("/reservations/1")
    browser.click("seat")
    done = "A waiter opened the page of reservation 1 and clicked on seat."
    seated = {**ANN, "state": "seated"}
    expect(client.get("/api/reservations"), done).status(200).json([seated, KARIM, IDA])


def test_a_waiter_cancels_a_reservation(browser, client):
    browser.get("/reservations/1")
    browser.click("cancel")
    done = "A waiter opened the page of reservation 1 and clicked on cancel."
    expect(client.get("/api/reservations"), done).status(200).json([KARIM, IDA])
    expect(client.get("/reservations/1"), f"{done} Then the page was opened.").status(404)
