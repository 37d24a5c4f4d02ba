"""What the web site and the office do every day."""

import pytest

from dojo.suite import expect

BERTA = ("berta", "5150")


def test_everybody_sees_the_open_jobs(client):
    response = client.get("/jobs")
    done = "A stranger asked for the open jobs."
    expect(response, done).status(200).says("cook for the evenings", "somebody who washes up")


def test_everybody_can_apply_for_a_job(client):
    response = client.post("/jobs/2/applications", data={"text": "Ida, 555 0199"})
    done = "A stranger applied for job 2."
    expect(response, done).status(201)


FOR_THE_OFFICE = {
    "the applications for a job": ("/jobs/1/applications", "Mira, 555 0142"),
    "all wages": ("/wages", "hanna"),
    "a payslip": ("/payslips/otto/2026/11", "1680"),
}


@pytest.mark.parametrize("what", FOR_THE_OFFICE)
def test_the_office_sees_what_is_for_the_office(client, what):
    address, words = FOR_THE_OFFICE[what]
    response = client.get(address, auth=BERTA)
    done = f"Berta asked for {what}."
    expect(response, done).status(200).says(words)


DEEDS = {
    "set a wage": ("PUT", "/wages/otto"),
    "print a payslip": ("POST", "/payslips/otto/2026/11"),
    "close a job": ("DELETE", "/jobs/2"),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_the_office_does_what_is_for_the_office(client, deed):
    method, address = DEEDS[deed]
    response = client.open(address, method=method, data={"wage": "15"}, auth=BERTA)
    done = f"Berta sent {method} to {deed}."
    expect(response, done).status(200, 204, 302, 303)


def test_a_stranger_does_not_close_a_job(client):
    response = client.delete("/jobs/2")
    done = "A stranger sent DELETE to close job 2."
    expect(response, done).status(401).header("WWW-Authenticate")
