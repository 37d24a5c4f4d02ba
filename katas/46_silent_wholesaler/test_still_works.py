"""What guests rely on: the menu, the prices of the day, and to be told when there are none."""

import pytest

from dojo.suite import expect

PRICES = {"trout": 7, "beef": 5}


@pytest.fixture
def config(far_service):
    far_service.answers(PRICES)
    return {"WHOLESALER": far_service.url}


def test_the_menu_can_be_read_at_any_time(client):
    response = client.get("/menu")
    menu = {"trout": 19, "stew": 14, "fish pie": 12}
    expect(response, "A guest asked for the menu.").status(200).json(menu)


def test_the_prices_are_those_of_the_wholesaler(client):
    response = client.get("/prices")
    expect(response, "The cook asked for the prices.").status(200).json(PRICES)


def test_the_price_of_one_thing_is_told(client):
    response = client.get("/prices/trout")
    expect(response, "The cook asked for the price of trout.").status(200).json({"trout": 7})
    response = client.get("/prices/caviar")
    done = "The cook asked for the price of caviar. The wholesaler has none."
    expect(response, done).status(404)


def test_a_wholesaler_that_is_gone_is_an_answer(client, far_service):
    far_service.is_gone()
    response = client.get("/prices")
    done = "Nobody listened at the wholesaler's address. The cook asked for the prices."
    expect(response, done).status(503).header("Retry-After")


def test_a_wholesaler_that_fails_is_an_answer(client, far_service):
    far_service.answers({}, status=500)
    response = client.get("/prices")
    done = "The wholesaler answered 500. The cook asked for the prices."
    expect(response, done).status(503).header("Retry-After")
