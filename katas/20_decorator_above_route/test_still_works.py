"""What the office and the web site rely on: the ledger is read and written as it should be."""

import pytest
from werkzeug.exceptions import NotFound

from dojo.suite import expect
from dojo.suite import promise

MARA = ("mara", "1618")
WAGES = {"Zoë": 23, "花子": 31}
HOURS = {("Zoë", 2025, 1): 7, ("花子", 2024, 12): 100}
JOBS = {7: "baker", 42: "somebody who sings"}

VISITORS = {
    "nobody in particular": {},
    "somebody with a wrong PIN": {"auth": ("mara", "1619")},
    "somebody with a token": {"headers": {"Authorization": "Bearer 1618"}},
    "the office": {"auth": MARA},
}


class Ledger:
    """A ledger that notes what it was told to do."""

    def __init__(self):
        self.deeds = []
        self._wages = dict(WAGES)
        self._applications = {7: ["Ida, 0160 0815"], 42: []}

    def knows(self, name, pin):
        return (name, pin) == MARA

    def wages(self):
        return list(self._wages.items())

    def wage(self, name):
        return entry(self._wages, name)

    def change_wage(self, name, wage):
        entry(self._wages, name)
        self._wages[name] = wage
        self.deeds.append(f"{name} earns {wage}")

    def hours(self, name, year, month):
        return entry(HOURS, (name, year, month))

    def print_payslip(self, name, year, month):
        self.hours(name, year, month)
        self.deeds.append(f"payslip of {name} for {month}/{year}")

    def jobs(self):
        return list(JOBS.items())

    def close_job(self, number):
        entry(JOBS, number)
        self.deeds.append(f"job {number} closed")

    def apply(self, number, text):
        entry(self._applications, number).append(text)
        self.deeds.append(f"{text!r} for job {number}")

    def applications(self, number):
        return list(entry(self._applications, number))


def entry(entries, key):
    if key not in entries:
        raise NotFound()
    return entries[key]


@pytest.fixture
def ledger():
    return Ledger()


@pytest.fixture
def config(ledger):
    return {"LEDGER": ledger}


def check_deeds(ledger, done, *deeds):
    """The ledger was told these things and nothing else, each once."""
    seen = "; ".join(ledger.deeds) or "nothing"
    promise(ledger.deeds == list(deeds), done, "; ".join(deeds) or "nothing happens", seen)


def urls(client, address, done, key, **visitor):
    """The addresses in a list, by `key` of each entry."""
    entries = expect(client.get(address, **visitor), done).status(200).json()
    return {found.get(key): found.get("url") for found in entries}


@pytest.mark.parametrize("visitor", VISITORS.values(), ids=VISITORS.keys())
def test_everybody_finds_the_open_jobs_and_applies(client, ledger, visitor):
    done = "The web site asked for the open jobs."
    found = urls(client, "/jobs", done, "title", **visitor)
    seen = ", ".join(f"{title}" for title in found)
    promise(set(found) == set(JOBS.values()), done, ", ".join(JOBS.values()), seen)
    expect(client.head("/jobs", **visitor), "The head of /jobs was asked for.").status(200).empty()
    deeds = []
    for number, title in JOBS.items():
        text = f"I am Jörg, {title} & more"
        done = f"An application was sent to the address of the job {title!r}, {found[title]}."
        response = client.post(found[title], data={"text": text}, **visitor)
        expect(response, done).status(201)
        deeds.append(f"{text!r} for job {number}")
        check_deeds(ledger, done, *deeds)
    for fields in ({}, {"text": ""}):
        done = f"An application was sent with the fields {fields}."
        expect(client.post("/jobs/7/applications", data=fields, **visitor), done).status(400)
        check_deeds(ledger, done, *deeds)
    done = "An application was sent for a job that there is not."
    response = client.post("/jobs/1/applications", data={"text": "me"}, **visitor)
    expect(response, done).status(404)


def test_the_office_reads_applications_and_closes_jobs(client, ledger):
    for number, texts in {7: ["Ida, 0160 0815"], 42: []}.items():
        address = f"/jobs/{number}/applications"
        done = f"The office asked for {address}."
        expect(client.get(address, auth=MARA), done).status(200).json(texts)
        expect(client.head(address, auth=MARA), done).status(200).empty()
    check_deeds(ledger, "The office read applications.")
    done = "The office closed job 42."
    expect(client.delete("/jobs/42", auth=MARA), done).status(204)
    check_deeds(ledger, done, "job 42 closed")


def test_the_office_looks_after_the_wages(client, ledger):
    done = "The office asked for all wages."
    found = urls(client, "/wages", done, "name", auth=MARA)
    promise(set(found) == set(WAGES), done, "Zoë and 花子", ", ".join(map(str, found)))
    expect(client.head("/wages", auth=MARA), done).status(200).empty()
    for name, wage in WAGES.items():
        done = f"The office asked for the wage of {name}, {found[name]}."
        answer = {"name": name, "wage": wage}
        expect(client.get(found[name], auth=MARA), done).status(200).json(answer)
        expect(client.head(found[name], auth=MARA), done).status(200).empty()
    check_deeds(ledger, "The office read wages.")
    done = "The office changed the wage of Zoë to 24."
    response = client.put(found["Zoë"], data={"wage": "24"}, auth=MARA)
    expect(response, done).status(200).json({"name": "Zoë", "wage": 24})
    check_deeds(ledger, done, "Zoë earns 24")
    for fields in ({}, {"wage": ""}, {"wage": "much"}, {"wage": "0"}):
        done = f"The office sent PUT to the wage of Zoë, with the fields {fields}."
        expect(client.put(found["Zoë"], data=fields, auth=MARA), done).status(400)
        check_deeds(ledger, done, "Zoë earns 24")


@pytest.mark.parametrize(("name", "year", "month"), HOURS, ids=["in January", "in December"])
def test_the_office_reads_and_prints_a_payslip(client, ledger, name, year, month):
    hours = HOURS[name, year, month]
    address = f"/payslips/{name}/{year}/{month}"
    done = f"The office asked for {address}."
    answer = {"hours": hours, "pay": hours * WAGES[name]}
    expect(client.get(address, auth=MARA), done).status(200).json(answer)
    expect(client.head(address, auth=MARA), done).status(200).empty()
    check_deeds(ledger, done)
    done = f"The office sent POST to {address}."
    response = client.post(address, auth=MARA)
    expect(response, done).redirect()
    check_deeds(ledger, done, f"payslip of {name} for {month}/{year}")
    done = "The office printed a payslip and went where the answer led to."
    response = client.get(response.headers["Location"], auth=MARA)
    expect(response, done).status(200).json(answer)


NOT_THERE = {
    "the applications for a job that there is not": ("GET", "/jobs/1/applications"),
    "a job that there is not": ("DELETE", "/jobs/1"),
    "the wage of somebody who is not here": ("GET", "/wages/otto"),
    "a change to that wage": ("PUT", "/wages/otto"),
    "the payslip of somebody who is not here": ("GET", "/payslips/otto/2025/1"),
    "the payslip of another year": ("GET", "/payslips/Zoë/2024/1"),
    "the payslip of another month": ("GET", "/payslips/Zoë/2025/12"),
    "the payslip of another one": ("POST", "/payslips/花子/2025/1"),
}


@pytest.mark.parametrize("what", NOT_THERE)
def test_what_is_not_in_the_ledger_is_not_found(client, ledger, what):
    method, address = NOT_THERE[what]
    done = f"The office sent {method} to {address}, which is not in the ledger."
    response = client.open(address, method=method, data={"wage": "20"}, auth=MARA)
    expect(response, done).status(404)
    check_deeds(ledger, done)
