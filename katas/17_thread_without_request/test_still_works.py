"""What guests and the office rely on: enquiries are taken, changed and kept, and nobody waits."""

import pytest

from dojo.suite import expect
from dojo.suite import promise

IDA = {"mail": "ida@example.org", "guests": "30"}
TAKEN = {"number": 1, "mail": "ida@example.org", "guests": 30}


@pytest.fixture
def config(beside, background):
    """The post office is busy."""
    return {"POST": background.put(beside("post").PostOffice(seconds=0), "connect")}


def test_an_enquiry_is_taken(guest):
    response = guest.post("/enquiries", data=IDA)
    expect(response, "Ida sent an enquiry.").status(202).json(TAKEN)
    response = guest.get("/enquiries/1")
    expect(response, "Ida sent an enquiry. Then the office looked.").status(200).json(TAKEN)


def test_the_number_of_guests_can_be_changed(guest):
    guest.post("/enquiries", data=IDA)
    response = guest.open("/enquiries/1", method="PATCH", json={"guests": 45})
    done = "Ida's enquiry for 30 guests is now for 45."
    expect(response, done).status(202).json({**TAKEN, "guests": 45})
    response = guest.get("/enquiries/1")
    expect(response, f"{done} Then the office looked.").status(200).json({**TAKEN, "guests": 45})


REFUSED = {
    "an enquiry without an address": {"guests": "30"},
    "an enquiry for 0 guests": {"mail": "ida@example.org", "guests": "0"},
}


@pytest.mark.parametrize("what", REFUSED)
def test_an_enquiry_that_says_too_little_is_refused(guest, what):
    response = guest.post("/enquiries", data=REFUSED[what])
    expect(response, f"Somebody sent {what}.").status(400)


def test_an_enquiry_that_is_not_there_is_not_found(guest):
    response = guest.get("/enquiries/7")
    expect(response, "The office looked at enquiry 7. There is none.").status(404)
    response = guest.open("/enquiries/7", method="PATCH", json={"guests": 45})
    expect(response, "Somebody changed enquiry 7. There is none.").status(404)


def test_no_answer_waits_for_the_post_office(guest, background):
    response = guest.post("/enquiries", data={**IDA, "wishes": "no nuts"})
    done = "Ida sent an enquiry. The post office was busy."
    expect(response, done).status(202)
    seen = "an answer when the post office was free"
    promise(not background.was_waited_for, done, "an answer at once", seen, response)
