"""What the platforms of version 1 rely on, and what version 2 does already."""

from urllib.parse import urlsplit

import pytest

from dojo.suite import expect
from dojo.suite import promise


def test_a_dish_of_version_one_is_found_at_its_address(client):
    response = client.get("/v1/dishes/2")
    done = "A platform asked for dish 2 in version 1 and followed self."
    dish = expect(response, done).status(200).json()
    expect(client.get(dish["self"]), done).status(200).json(dish)


def test_a_platform_reads_all_prices_of_version_one(client):
    done = "A platform of version 1 followed next to the last page."
    response, seen = client.get("/v1/dishes?size=3"), []
    for _ in range(3):
        page = expect(response, done).status(200).json()
        seen += [dish["price"] for dish in page["dishes"]]
        response = client.get(page["next"] or "/v1/dishes")
    prices = [7, 9, 19, 14, 12, 6, 7]
    promise(seen == prices, done, f"{prices}", f"{seen}")


def test_a_review_of_version_one_is_found_from_the_dish(client):
    reviews = client.get("/v1/dishes/2").json["reviews"]
    done = "A platform of version 1 went to the reviews of dish 2, posted one, and went back."
    sent = client.post(reviews, json={"words": "Fine."})
    expect(sent, done).status(201)
    found = expect(client.get(sent.headers["Location"]), done).status(200).json()
    promise(found["reviews"] == [{"words": "Fine."}], done, "the review", f"{found}")
    expect(client.get(found["dish"]), done).status(200).says("herring")


def test_a_price_of_version_two_has_a_currency(client):
    response = client.get("/v2/dishes/2")
    done = "A platform asked for dish 2 in version 2."
    price = expect(response, done).status(200).json()["price"]
    due = {"amount": 9, "currency": "EUR"}
    promise(price == due, done, f"{due}", f"{price}", response)


@pytest.mark.parametrize("field", ["self", "reviews"])
def test_below_a_prefix_the_addresses_of_version_one_have_it_too(client, field):
    response = client.get("/v1/dishes/2", base_url="http://localhost/shop")
    done = "A platform asked for /shop/v1/dishes/2."
    address = expect(response, done).status(200).json()[field]
    kept = urlsplit(address).path.startswith("/shop/v1/dishes/2")
    promise(kept, done, f"{field} begins with /shop/v1/dishes/2", address, response)


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_a_dish_that_is_not_there_is_not_found(client, version):
    done = f"A platform asked for dish 99, which is not there, in {version}."
    expect(client.get(f"/{version}/dishes/99"), done).status(404)
    expect(client.get(f"/{version}/dishes/99/reviews"), done).status(404)
