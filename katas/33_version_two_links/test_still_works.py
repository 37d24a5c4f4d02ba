"""What the platforms of version 1 rely on, and what version 2 does as it was promised."""

import pytest

from dojo.suite import expect
from dojo.suite import load_module
from dojo.suite import promise

MAIN = "main /v2/"
DISHES = [
    ("Crème caramel", "dessert", 8),
    ("mussels", MAIN, 16),
    ("bread & butter", "starter", 3),
    ("goulash", MAIN, 12),
    ("花巻", "starter", 5),
]


@pytest.fixture
def config(kata_folder):
    return {"PANTRY": load_module(kata_folder, kata_folder / "pantry.py").Pantry(DISHES)}


def names(page):
    return [dish["name"] for dish in page["dishes"]]


def test_version_one_is_read_page_by_page(client):
    done = "A platform of version 1 read the catalogue in pages of two."
    page = expect(client.get("/v1/dishes?size=2"), done).status(200).json()
    seen, prices = names(page), [dish["price"] for dish in page["dishes"]]
    while page["next"] and len(seen) < 9:
        response = client.get(page["next"])
        page = expect(response, done).status(200).json()
        seen += names(page)
        prices += [dish["price"] for dish in page["dishes"]]
    promise(seen == [name for name, *_ in DISHES], done, "every dish, once", f"{seen}")
    due = [price for *_, price in DISHES]
    promise(prices == due, done, f"prices are numbers: {due}", f"{prices}")


def test_version_one_leads_from_a_dish_to_its_reviews_and_back(client):
    done = "A platform of version 1 went from a dish to its reviews and back."
    dish = expect(client.get("/v1/dishes/2"), done).status(200).json()
    sent = client.post(dish["reviews"], json={"words": "warm"})
    expect(sent, "A review was posted in version 1.").status(201).header("Location")
    reviews = expect(client.get(dish["reviews"]), done).status(200).json()
    promise(reviews["reviews"] == [{"words": "warm"}], done, "the review", str(reviews))
    again = expect(client.get(reviews["dish"]), done).status(200).json()
    promise(again == dish, done, f"{dish}", f"{again}")


def test_a_dish_that_is_posted_in_version_one_is_at_its_location(client):
    done = "A dish was posted in version 1."
    sent = {"name": "plum tart", "course": "dessert", "price": 6}
    response = client.post("/v1/dishes", json=sent)
    dish = expect(response, done).status(201).header("Location").json()
    got = client.get(response.headers["Location"])
    expect(got, "The address in Location was asked for.").status(200).json(dish)
    seen = {name: dish.get(name) for name in sent}
    promise(seen == sent, done, f"{sent}", f"{seen}", response)


@pytest.mark.parametrize("prefix", ["/shop", "/v2/shop"])
def test_version_one_works_below_a_prefix(client, prefix):
    base = f"http://localhost{prefix}"
    query = f"?course={MAIN}&size=1"
    done = f"Platforms asked for /v2/dishes{query} and then /v1/dishes{query} below {prefix}."
    expect(client.get(f"/v2/dishes{query}", base_url=base), done).status(200)
    response = client.get(f"/v1/dishes{query}", base_url=base)
    page = expect(response, done).status(200).json()
    links = [page["next"], *(d[field] for d in page["dishes"] for field in ("self", "reviews"))]
    here = f"{prefix}/v1/"
    wrong = [link for link in links if not link.removeprefix("http://localhost").startswith(here)]
    promise(not wrong, done, f"addresses below {here}", f"{wrong}", response)
    prices = [dish["price"] for dish in page["dishes"]]
    promise(prices == [16], done, "prices are numbers: [16]", f"{prices}", response)


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_a_dish_that_is_not_there_is_not_found_in_either_version(client, version):
    done = f"Dish 99, which is not there, was asked for in {version}."
    expect(client.get(f"/{version}/dishes/99"), done).status(404)
    expect(client.get(f"/{version}/dishes/99/reviews"), done).status(404)
    expect(client.post(f"/{version}/dishes/99/reviews", json={"words": "?"}), done).status(404)
    done = f"Dish 99, which is not there, was asked for in {version}, and then dish 2 in v1."
    response = client.get("/v1/dishes/2")
    address = expect(response, done).status(200).json()["self"].removeprefix("http://localhost")
    promise(address == "/v1/dishes/2", done, "/v1/dishes/2", address, response)
