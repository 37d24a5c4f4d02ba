"""Whoever asks for a letter and however they ask, its link leads to the house."""

import pytest

from dojo.suite import links_in
from dojo.suite import promise
from dojo.suite import REQUEST


@pytest.fixture
def post_office(beside):
    return beside("post_office").PostOffice()


@pytest.fixture
def config(post_office):
    return {"POST_OFFICE": post_office}


def test_a_letter_does_not_lead_to_another_host(client, post_office):
    response = client.post("/forgot", data={"name": "hanna"}, base_url="https://evil.example")
    done = "Somebody asked for a letter to Hanna. The request had the host evil.example."
    kept = "evil.example" not in f"{post_office.letters}"
    promise(kept, done, "no link to evil.example", "a letter with it", response, REQUEST)


def check_letters(post_office, response, done):
    """All links that were sent lead to the house. No letter at all is fine, too."""
    hosts = [link.host for _, text in post_office.letters for link in links_in(text)]
    home = all(host == "blueplate.example" for host in hosts)
    said = "no letter, or a link to blueplate.example"
    promise(home, done, said, f"a link to {', '.join(hosts)}", response, REQUEST)


@pytest.mark.parametrize("host", ["evilblueplate.example", "blueplate.example.evil.example"])
def test_a_letter_does_not_lead_to_a_host_with_a_similar_name(client, post_office, host):
    response = client.post("/forgot", data={"name": "hanna"}, base_url=f"https://{host}")
    done = f"Somebody asked for a letter to Hanna. The request had the host {host}."
    check_letters(post_office, response, done)


ALSO_SENT = {
    "another host in X-Forwarded-Host": {"X-Forwarded-Host": "evil.example"},
    "the house in X-Forwarded-Host": {"X-Forwarded-Host": "blueplate.example"},
    "the house in Referer and Origin": {
        "Referer": "https://blueplate.example/forgot",
        "Origin": "https://blueplate.example",
    },
}


@pytest.mark.parametrize("what", ALSO_SENT)
def test_other_headers_do_not_lead_a_letter_to_another_host(client, post_office, what):
    form, there = {"name": "hanna"}, "https://evil.example"
    response = client.post("/forgot", data=form, base_url=there, headers=ALSO_SENT[what])
    done = f"Somebody asked for a letter to Hanna, with the host evil.example and {what}."
    check_letters(post_office, response, done)
