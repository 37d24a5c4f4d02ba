"""What the platforms of version 2 were promised: who begins in it stays in it."""

from functools import partial
from urllib.parse import urlencode
from urllib.parse import urljoin
from urllib.parse import urlsplit

import pytest

from dojo.suite import at_once
from dojo.suite import BODY
from dojo.suite import expect
from dojo.suite import load_module
from dojo.suite import promise

HEARTY = "süß & salzig /v1/"
DISHES = [
    ("Crème caramel", "dessert", 8),
    ("mussels", HEARTY, 16),
    ("/v1/ plate", HEARTY, 11),
    ("bread & butter", "starter", 3),
    ("goulash", HEARTY, 12),
    ("花巻", "starter", 5),
    ("beef /v2/ beef", HEARTY, 21),
]
PIES = [(f"pie {number}", "dessert", 20 + number) for number in range(15)]
ORIGIN = "https://blueplate.example:8443"
EACH_PLACE = pytest.mark.parametrize(
    "prefix", ["", "/shop", "/v1/shop"], ids=["at the root", "below /shop", "below /v1/shop"]
)


@pytest.fixture
def config(kata_folder):
    return {"PANTRY": load_module(kata_folder, kata_folder / "pantry.py").Pantry(DISHES)}


class Platform:
    """A platform that reaches the app below a prefix and follows the addresses that it is given."""

    def __init__(self, client, prefix):
        self.client, self.base = client, ORIGIN + prefix

    def ask(self, method, path, **sent):
        return self.client.open(path, method=method, base_url=self.base, **sent)

    def follow(self, done, response, address, method="GET", mark=BODY, **sent):
        """Ask for an address that stood in a response; it is one of version 2."""
        asked = ORIGIN + urlsplit(response.request.url).path
        url = urljoin(asked, address) if isinstance(address, str) else ""
        here = f"{self.base}/v2/"
        said = f"an address that begins with {here.removeprefix(ORIGIN)}"
        promise(url.startswith(here), done, said, str(address), response, mark)
        return self.ask(method, url.removeprefix(self.base), **sent)


@pytest.fixture
def platform(client, prefix):
    return Platform(client, prefix)


def check_prices(done, response, dishes):
    """The dishes have the prices of version 2."""
    prices = {dish["name"]: dish["price"] for dish in dishes}
    all_dishes = [*DISHES, *PIES]
    due = {name: {"amount": p, "currency": "EUR"} for name, _, p in all_dishes if name in prices}
    promise(prices == due, done, f"prices as {due}", f"{prices}", response)


@EACH_PLACE
@pytest.mark.parametrize(
    ("query", "size", "dishes"),
    [
        ("", 3, DISHES),
        ("?size=50", 20, [*DISHES, *PIES]),
        (
            "?" + urlencode({"course": HEARTY, "size": 1}),
            1,
            [dish for dish in DISHES if dish[1] == HEARTY],
        ),
    ],
    ids=["all", "twenty at most", "one course, dish by dish"],
)
def test_whoever_follows_next_reads_the_whole_catalogue_in_one_version(
    platform, config, query, size, dishes
):
    done = f"A platform asked for /v2/dishes{query} and followed next to the end."
    due, seen = [name for name, *_ in dishes], []
    for dish in dishes[len(DISHES) :]:
        config["PANTRY"].add(*dish)
    response = platform.ask("GET", f"/v2/dishes{query}")
    for _ in range(len(due) + 1):
        page = expect(response, done).status(200).json()
        check_prices(done, response, page["dishes"])
        here, left = len(page["dishes"]), len(due) - len(seen)
        kept = here == min(size, left) > 0
        promise(kept, done, f"{left} more dishes, in pages of {size}", f"{here} here", response)
        seen += [dish["name"] for dish in page["dishes"]]
        if page["next"] is None:
            break
        response = platform.follow(done, response, page["next"])
    promise(seen == due, done, f"every dish, once: {', '.join(due)}", ", ".join(seen), response)


@EACH_PLACE
def test_each_dish_knows_its_own_address_in_the_version_that_was_asked(platform):
    done = "Platforms read the catalogue in both versions, one of them followed self in version 2."
    for path in ("/v2/dishes?size=20", "/v1/dishes?size=20"):
        expect(platform.client.get(path), done).status(200)
    response = platform.ask("GET", "/v2/dishes?size=20")
    for dish in expect(response, done).status(200).json()["dishes"]:
        got = platform.follow(done, response, dish["self"])
        expect(got, done).status(200).json(dish)
        again = platform.follow(done, got, got.get_json()["self"])
        expect(again, done).status(200).json(dish)


@EACH_PLACE
def test_a_dish_that_is_posted_in_version_two_is_found_there(platform):
    done = "A platform posted a dish in version 2 and went to its Location."
    sent = {"name": "/v1/ tart", "course": "dessert", "price": 6}
    response = platform.ask("POST", "/v2/dishes", json=sent)
    dish = expect(response, done).status(201).header("Location").json()
    due = {**sent, "price": {"amount": 6, "currency": "EUR"}}
    seen = {name: dish.get(name) for name in due}
    promise(seen == due, done, f"{due}", f"{seen}", response)
    got = platform.follow(done, response, response.headers["Location"], mark="Location")
    expect(got, done).status(200).json(dish)
    platform.follow(done, response, dish["self"])
    done = "A platform posted a dish in version 2, another asked for it in version 1."
    got = platform.ask("GET", f"/v1/dishes/{dish['number']}")
    dish = expect(got, done).status(200).json()
    seen = {name: dish.get(name) for name in sent}
    promise(seen == sent, done, f"{sent}", f"{seen}", got)


@EACH_PLACE
def test_the_reviews_of_a_dish_are_found_from_it_and_lead_back(platform):
    done = "A platform went from dish 3 of version 2 to its reviews and back."
    response = platform.ask("GET", "/v2/dishes/3")
    dish = expect(response, done).status(200).json()
    response = platform.follow(done, response, dish["reviews"])
    reviews = expect(response, done).status(200).json()
    got = platform.follow(done, response, reviews["dish"])
    expect(got, done).status(200).json(dish)
    done = "The platform posted a review of it and went to its Location."
    words = "/v1/dishes/2 was better, she said"
    response = platform.follow(done, got, dish["reviews"], "POST", json={"words": words})
    sent = expect(response, done).status(201).header("Location").json()
    due = [{"words": words}]
    promise(sent["reviews"] == due, done, f"{due}", f"{sent['reviews']}", response)
    platform.follow(done, response, sent["dish"])
    got = platform.follow(done, response, response.headers["Location"], mark="Location")
    expect(got, done).status(200).json(sent)
    done = "A platform posted a review in version 2, another asked for it in version 1."
    got = platform.ask("GET", "/v1/dishes/3/reviews")
    seen = expect(got, done).status(200).json()["reviews"]
    promise(seen == due, done, f"{due}", f"{seen}", got)


def test_two_platforms_at_once_stay_each_in_its_version(app, config, meeting):
    pantry = config["PANTRY"]
    find = pantry.dish
    pantry.dish = lambda number: meeting.wait() or find(number)
    done = "Two platforms asked for dish 2 at the same time, one in each version."
    paths = ["/v1/dishes/2", "/v2/dishes/2"]
    asked = [partial(app.test_client().get, path, base_url=ORIGIN) for path in paths]
    answers = at_once(*asked)
    for path, response in zip(paths, answers, strict=True):
        dish = expect(response, done).status(200).json()
        for address, due in ((dish["self"], path), (dish["reviews"], f"{path}/reviews")):
            kept = address.removeprefix(ORIGIN) == due
            promise(kept, f"{done} This is {path}.", due, address, response)
