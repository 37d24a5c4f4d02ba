"""What guests were promised: a mail about their own request, sent when they have their answer."""

import io

import pytest

from dojo.suite import expect
from dojo.suite import promise


@pytest.fixture
def config(beside, background):
    """The post office is busy until the tests look at the mails later."""
    return {"POST": background.put(beside("post").PostOffice(seconds=0), "connect")}


def test_an_enquiry_is_confirmed_by_mail(guest, background):
    guest.post("/enquiries", data={"mail": "ida@example.org", "guests": "30"})
    response = background.later(lambda: guest.get("/mails"))
    done = "Ida sent an enquiry. Later, the office looked at the mails."
    sent = [mail["to"] for mail in expect(response, done).status(200).json()]
    seen = f"mails to {', '.join(sent)}" if sent else "no mail"
    promise(sent == ["ida@example.org"], done, "a mail to Ida", seen, response)


def check_mails(guest, background, done, *due):
    """Later there are so many mails, and for each of these there is one that says all its words."""
    response = background.later(
        lambda: guest.get("/mails"), lambda mails: len(mails.json) >= len(due)
    )
    texts = [mail["text"] for mail in expect(response, done).status(200).json()]
    promise(len(texts) == len(due), done, f"mails: {len(due)}", f"mails: {len(texts)}", response)
    for words in due:
        kept = any(all(word in text for word in words) for text in texts)
        said, missing = ", ".join(words), [word for word in words if word not in "".join(texts)]
        seen = f"no mail that says: {', '.join(missing or words)}"
        promise(kept, done, f"a mail that says: {said}", seen, response)


@pytest.mark.parametrize("field", ["wishes", "note"])
def test_the_mail_of_an_enquiry_has_what_was_written(guest, background, field):
    written = (io.BytesIO(b"no nuts"), "note.txt") if field == "note" else "no nuts"
    form = {"mail": "ida@example.org", "guests": "30", field: written}
    guest.post("/enquiries", data=form)
    done = f"Ida sent an enquiry. In its {field} she wrote 'no nuts'."
    check_mails(guest, background, done, ["30 guests", "no nuts"])


def test_a_change_is_confirmed_as_well(guest, background):
    guest.post("/enquiries", data={"mail": "ida@example.org", "guests": "30"})
    guest.open("/enquiries/1", method="PATCH", json={"guests": 45, "remark": "and a dog"})
    done = "Ida sent an enquiry for 30 guests. Before its mail went out, she changed it to 45."
    check_mails(guest, background, done, ["30 guests"], ["45 guests", "and a dog"])


def test_two_guests_are_each_told_of_their_own_enquiry(guest, background):
    for name, guests, wishes in (("ida", 30, "no nuts"), ("jon", 12, "by the river")):
        form = {"mail": f"{name}@example.org", "guests": guests, "wishes": wishes}
        guest.post("/enquiries", data=form)
    done = "Ida and Jon sent enquiries before the first mail went out."
    due = ["30 guests", "no nuts", "/1"], ["12 guests", "by the river", "/2"]
    check_mails(guest, background, done, *due)


def test_the_link_leads_to_the_host_that_the_guest_wrote_to(guest, background):
    form, host = {"mail": "ida@example.org", "guests": "30"}, "https://blueplate.example"
    guest.post("/enquiries", data=form, base_url=host)
    done = f"Ida sent an enquiry to {host}/enquiries."
    check_mails(guest, background, done, [f"{host}/enquiries/1"])
