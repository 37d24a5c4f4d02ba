"""What is for the office is closed to strangers, who have no valid name and PIN."""

import pytest

from dojo.suite import expect

BERTA = ("berta", "5150")


def test_a_stranger_does_not_see_all_wages(client):
    response = client.get("/wages")
    done = "A stranger asked for all wages."
    expect(response, done).status(401).header("WWW-Authenticate")


FOR_THE_OFFICE = {
    "the applications for a job": "/jobs/1/applications",
    "the wage of Otto": "/wages/otto",
    "the wage of somebody who is not there": "/wages/nobody",
    "a payslip": "/payslips/otto/2026/11",
}


@pytest.mark.parametrize("what", FOR_THE_OFFICE)
def test_a_stranger_does_not_see_what_is_for_the_office(client, what):
    response = client.get(FOR_THE_OFFICE[what])
    done = f"A stranger asked for {what}."
    expect(response, done).status(401)


@pytest.mark.parametrize("what", ["the applications for a job", "a payslip"])
def test_head_is_closed_to_a_stranger_where_get_is(client, what):
    response = client.head(FOR_THE_OFFICE[what])
    done = f"A stranger sent HEAD for {what}."
    expect(response, done).status(401)


def test_a_stranger_does_not_set_a_wage(client):
    response = client.put("/wages/otto", data={"wage": "99"})
    done = "A stranger sent PUT to set the wage of Otto to 99."
    expect(response, done).status(401)


def test_a_wage_stays_as_it_was_when_a_stranger_tries_to_set_it(client):
    client.put("/wages/otto", data={"wage": "99"})
    response = client.get("/wages/otto", auth=BERTA)
    done = "A stranger sent PUT to set the wage of Otto to 99. Then Berta looked."
    expect(response, done).status(200).says("14", promised="14, as before")


STRANGERS = {"without a PIN": None, "with a wrong PIN": ("berta", "0000")}


@pytest.mark.parametrize("how", STRANGERS)
def test_a_stranger_does_not_print_a_payslip(client, how):
    response = client.post("/payslips/otto/2026/11", auth=STRANGERS[how])
    done = f"A stranger sent POST to print a payslip, {how}."
    expect(response, done).status(401)
