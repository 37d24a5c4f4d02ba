"""What the house was promised: what is for the office alone is closed to everybody else."""

import pytest
from werkzeug.exceptions import NotFound

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import REQUEST

PINS = {"mara": "1618", "Zoë": "00:42"}
WAGES = {"Ida": 2718, "山田 花子": 31415, "Jorinde": 1414}
HOURS = {("Ida", 2025, 2): 16180, ("山田 花子", 2025, 2): 17320}
TEXTS = {7: ["Jörg, 0160 0815"], 20486: ["Evelyn, 0171 4711"]}
SECRETS = ["2718", "31415", "1414", "16180", "17320", "Jorinde", "0815", "Evelyn", "4711"]

APPLICATIONS = {
    "for a job": "/jobs/20486/applications",
    "for another job": "/jobs/7/applications",
    "for a job that there is not": "/jobs/1/applications",
}
EARNINGS = {
    "everybody": "/wages",
    "one of the kitchen": "/wages/山田 花子",
    "another one": "/wages/Jorinde",
    "somebody who is not here": "/wages/otto",
}
PAYSLIPS = {
    "of a waiter": "/payslips/Ida/2025/2",
    "of one of the kitchen": "/payslips/山田 花子/2025/2",
    "of a month without hours": "/payslips/Ida/2025/3",
    "of somebody who is not here": "/payslips/otto/2025/2",
}
READ = ["/jobs/20486/applications", "/wages", "/wages/山田 花子", "/payslips/Ida/2025/2"]
DEEDS = {
    "to close a job": ("DELETE", "/jobs/20486"),
    "to change a wage": ("PUT", "/wages/Ida"),
    "to print a payslip": ("POST", "/payslips/Ida/2025/2"),
}

STRANGERS = {
    "a name and a wrong PIN": {"auth": ("mara", "1619")},
    "a name and somebody else's PIN": {"auth": ("mara", "00:42")},
    "a name and no PIN": {"auth": ("mara", "")},
    "a PIN and no name": {"auth": ("", "1618")},
    "a name that nobody has": {"auth": ("otto", "1618")},
    "a name in capitals": {"auth": ("MARA", "1618")},
    "a token": {"headers": {"Authorization": "Bearer 1618"}},
    "Basic and no more": {"headers": {"Authorization": "Basic"}},
    "name and PIN as they are": {"headers": {"Authorization": "Basic mara:1618"}},
    "name and PIN in the address": {"query_string": {"username": "mara", "password": "1618"}},
    "name and PIN in the form": {"data": {"username": "mara", "password": "1618", "wage": "99"}},
    "a browser's headers": {"headers": {"Referer": "http://localhost/wages", "Accept": "*/*"}},
}
LATER_STRANGERS = {
    "nothing, after the office was there": {},
    "a known name and a wrong PIN, after the office was there": {"auth": ("Zoë", "00:43")},
    "a PIN that was changed, after the office was there": {"auth": ("Zoë", "00:42")},
}


class Ledger:
    """A ledger that notes each look at what is private, and each thing that it was told to do."""

    def __init__(self):
        self.looks, self.deeds, self.pins = [], [], dict(PINS)

    def knows(self, name, pin):
        return name in self.pins and self.pins[name] == pin

    def wages(self):
        self.looks.append("all wages")
        return list(WAGES.items())

    def wage(self, name):
        return self._look(WAGES, name, "a wage")

    def change_wage(self, name, wage):
        self.deeds.append(f"{name} earns {wage}")

    def hours(self, name, year, month):
        return self._look(HOURS, (name, year, month), "somebody's hours")

    def print_payslip(self, name, year, month):
        self.deeds.append(f"the payslip of {name} was printed")

    def jobs(self):
        return [(7, "baker"), (20486, "somebody who sings")]

    def close_job(self, number):
        self.deeds.append(f"job {number} was closed")

    def apply(self, number, text):
        self.deeds.append(f"somebody applied for job {number}")

    def applications(self, number):
        return self._look(TEXTS, number, "the applications")

    def _look(self, entries, key, what):
        self.looks.append(what)
        if key not in entries:
            raise NotFound()
        return entries[key]


@pytest.fixture
def ledger():
    return Ledger()


@pytest.fixture
def config(ledger):
    return {"LEDGER": ledger}


def check_untouched(ledger, response, done):
    """The ledger was neither read nor told anything, and nothing from it is in the answer."""
    found = [word for word in SECRETS if word in response.get_data(as_text=True)]
    seen = f"{' and '.join(found[:2])} in the answer"
    promise(not found, done, "nothing from the ledger", seen, response)
    seen = "; ".join(ledger.deeds)
    promise(not ledger.deeds, done, "nothing happens", seen, response, REQUEST)
    seen = f"it was asked for {' and '.join(ledger.looks)}"
    promise(not ledger.looks, done, "the ledger is not read", seen, response, REQUEST)


def check_closed(ledger, response, done):
    """A stranger is told who may come in, and nothing else."""
    check_untouched(ledger, response, done)
    expect(response, done).status(401)
    got = response.headers.get("WWW-Authenticate", "")
    promised, seen = "WWW-Authenticate: Basic …", f"WWW-Authenticate: {got or 'missing'}"
    kept = got.lower().startswith("basic")
    promise(kept, done, promised, seen, response, "WWW-Authenticate")


def check_reading(client, ledger, address):
    """A stranger learns nothing at this address, whatever the way of looking."""
    for method in ("GET", "HEAD", "GET"):
        done = f"A stranger sent {method} to {address}."
        check_closed(ledger, client.open(address, method=method), done)
    done = f"A stranger sent OPTIONS to {address}."
    check_untouched(ledger, client.options(address), done)


@pytest.mark.parametrize("which", APPLICATIONS)
def test_a_stranger_does_not_read_what_others_have_written(client, ledger, which):
    check_reading(client, ledger, APPLICATIONS[which])


@pytest.mark.parametrize("who", EARNINGS)
def test_a_stranger_does_not_read_what_people_earn(client, ledger, who):
    check_reading(client, ledger, EARNINGS[who])


@pytest.mark.parametrize("which", PAYSLIPS)
def test_a_stranger_does_not_read_a_payslip(client, ledger, which):
    check_reading(client, ledger, PAYSLIPS[which])


@pytest.mark.parametrize("deed", DEEDS)
def test_a_stranger_sets_nothing_going_that_is_for_the_office(client, ledger, deed):
    method, address = DEEDS[deed]
    for name, job in (("Ida", "20486"), ("山田 花子", "7"), ("otto", "1")):
        there = address.replace("Ida", name).replace("20486", job)
        done = f"A stranger sent OPTIONS to {there}."
        check_untouched(ledger, client.options(there), done)
        for fields in ({"wage": "99"}, {}) if method == "PUT" else ({},):
            done = f"A stranger wanted {deed} and sent {method} to {there}."
            response = client.open(there, method=method, data=fields)
            check_closed(ledger, response, done)


@pytest.mark.parametrize("what", [*STRANGERS, *LATER_STRANGERS])
def test_whatever_a_stranger_brings_along_opens_nothing(app, ledger, what):
    known = app.test_client()
    for method, address in [("GET", address) for address in READ] + list(DEEDS.values()):
        fields = {"wage": "99"} if method == "PUT" else None
        if what in LATER_STRANGERS:
            done = f"Zoë of the office sent {method} to {address}."
            ledger.pins["Zoë"] = "00:42"
            response = known.open(address, method=method, data=fields, auth=("Zoë", "00:42"))
            expect(response, done).status(range(200, 300), 302, 303)
            ledger.pins["Zoë"] = "00:44"
            ledger.looks.clear()
            ledger.deeds.clear()
        for client in (known, app.test_client()) if what in LATER_STRANGERS else (known,):
            done = f"{method} {address} was sent with {what}."
            brought = {"data": fields} | (STRANGERS | LATER_STRANGERS)[what]
            response = client.open(address, method=method, **brought)
            check_closed(ledger, response, done)
