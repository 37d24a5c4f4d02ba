"""A platform that begins in version 2 stays in version 2."""

from urllib.parse import urlsplit

import pytest

from dojo.suite import BODY
from dojo.suite import expect
from dojo.suite import promise


def test_the_next_page_of_version_two_is_in_version_two(client):
    page = client.get("/v2/dishes?size=1").json
    response = client.get(page["next"])
    done = "A platform asked for the first page of version 2 and followed next."
    expect(response, done).status(200).says("EUR", promised="prices with a currency")


def lead(address, path, done, response, mark=BODY):
    """Promise that this address, a full one or a path, leads to this path."""
    got = urlsplit(address).path
    promise(got == path, done, f"an address that leads to {path}", address, response, mark)


ADDRESSES = {
    "the next page": ("/dishes?size=1", "next", "/dishes"),
    "the address of a dish": ("/dishes/2", "self", "/dishes/2"),
    "the reviews of a dish": ("/dishes/2", "reviews", "/dishes/2/reviews"),
    "the dish of the reviews": ("/dishes/2/reviews", "dish", "/dishes/2"),
}


@pytest.mark.parametrize("what", ADDRESSES)
def test_an_address_in_version_two_leads_to_version_two(client, what):
    asked, field, path = ADDRESSES[what]
    response = client.get(f"/v2{asked}")
    done = f"A platform asked for /v2{asked} and looked for {what}."
    address = expect(response, done).status(200).json()[field]
    lead(address, f"/v2{path}", done, response)


POSTED = {
    "a dish": ("/dishes", {"name": "leek pie", "course": "main", "price": 11}, "/dishes/8"),
    "a review": ("/dishes/2/reviews", {"words": "Fine."}, "/dishes/2/reviews"),
}


@pytest.mark.parametrize("what", POSTED)
def test_what_is_posted_in_version_two_has_its_location_there(client, what):
    path, sent, location = POSTED[what]
    response = client.post(f"/v2{path}", json=sent)
    done = f"A platform posted {what} in version 2."
    expect(response, done).status(201).header("Location")
    lead(response.headers["Location"], f"/v2{location}", done, response, "Location")


@pytest.mark.parametrize("what", ADDRESSES)
def test_below_a_prefix_the_addresses_of_version_two_have_it_too(client, what):
    asked, field, path = ADDRESSES[what]
    response = client.get(f"/v2{asked}", base_url="http://localhost/shop")
    done = f"A platform asked for /shop/v2{asked} and looked for {what}."
    address = expect(response, done).status(200).json()[field]
    lead(address, f"/shop/v2{path}", done, response)
