"""What the staff do at blueplate.example: they sign in, and get letters with a link."""

import pytest

from dojo.suite import expect
from dojo.suite import links_in
from dojo.suite import promise

HOUSE = "https://blueplate.example"


@pytest.fixture
def post_office(beside):
    return beside("post_office").PostOffice()


@pytest.fixture
def config(post_office):
    return {"POST_OFFICE": post_office}


def test_hanna_signs_in_with_her_pin(client):
    response = client.post("/sign-in", data={"name": "hanna", "pin": "2704"}, base_url=HOUSE)
    done = "Hanna signed in at blueplate.example."
    expect(response, done).status(200).says("Good evening, hanna.")


def test_a_wrong_pin_does_not_sign_in(client):
    response = client.post("/sign-in", data={"name": "hanna", "pin": "0000"}, base_url=HOUSE)
    done = "Somebody signed in as Hanna with a wrong PIN."
    expect(response, done).status(403)


def letter_to_hanna(client, post_office, done):
    """Ask for a letter at blueplate.example; gives back its one link."""
    response = client.post("/forgot", data={"name": "hanna"}, base_url=HOUSE)
    expect(response, done).status(200).says("Look into your mailbox.")
    links = [link for name, text in post_office.letters for link in links_in(text)]
    home = [link.host for link in links] == ["blueplate.example"]
    seen = f"{post_office.letters}"
    promise(home, done, "a letter with a link to blueplate.example", seen, response)
    return links[0]


def test_the_link_in_the_letter_opens_a_form_for_a_new_pin(client, post_office):
    done = "Hanna asked for a letter at blueplate.example and opened its link."
    link = letter_to_hanna(client, post_office, done)
    page = expect(client.get(link.target, base_url=HOUSE), done).status(200).page()
    promise(len(page.forms) == 1, done, "a form", "none")


def test_the_link_in_the_letter_sets_a_new_pin_once(client, post_office):
    done = "Hanna set a new PIN with the link in her letter."
    link = letter_to_hanna(client, post_office, done)
    response = client.post(link.target, data={"pin": "4711"}, base_url=HOUSE)
    expect(response, done).status(200).says("You have a new PIN.")
    response = client.post("/sign-in", data={"name": "hanna", "pin": "4711"}, base_url=HOUSE)
    expect(response, f"{done} Then she signed in with it.").status(200)
    response = client.post(link.target, data={"pin": "0000"}, base_url=HOUSE)
    expect(response, f"{done} Then somebody used the link again.").status(404)


def test_a_name_that_is_not_on_the_staff_gets_no_letter(client, post_office):
    response = client.post("/forgot", data={"name": "nobody"}, base_url=HOUSE)
    done = "Somebody asked for a letter to a name that is not on the staff."
    expect(response, done).status(200).says("Look into your mailbox.")
    promise(post_office.letters == [], done, "no letter", f"{post_office.letters}", response)
