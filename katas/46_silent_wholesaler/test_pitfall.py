"""What every guest was promised: an answer in time, also when the wholesaler says nothing."""

import pytest

from dojo.suite import expect
from dojo.suite import promise

PRICES = {"trout": 7, "beef": 5}


@pytest.fixture
def config(far_service):
    return {"WHOLESALER": far_service.url, "PATIENCE": 0.2}


def test_who_asks_for_the_prices_is_told_of_the_silence(one_thread, far_service):
    far_service.falls_silent()
    done = "The wholesaler was silent. The cook asked for the prices."
    response = one_thread.get("/prices", done)
    expect(response, done).status(503).header("Retry-After")


def test_an_answer_that_stops_in_the_middle_is_silence_too(one_thread, far_service):
    far_service.falls_silent_in(PRICES)
    done = "The wholesaler sent half a price list. The cook asked for the price of beef."
    response = one_thread.get("/prices/beef", done)
    expect(response, done).status(503)


def ask_in_vain(one_thread, far_service):
    """Somebody asks for the prices, and the wholesaler takes the call and says nothing."""
    far_service.falls_silent()
    one_thread.begin("/prices")
    done = "The cook asked for the prices."
    promise(far_service.was_called(), done, "a call to the wholesaler", "no call")


def test_the_next_guest_gets_the_menu(one_thread, far_service):
    ask_in_vain(one_thread, far_service)
    done = "The cook asked a silent wholesaler for the prices. Then a guest asked for the menu."
    response = one_thread.get("/menu", done)
    expect(response, done).status(200).says("fish pie")


def test_the_prices_come_when_the_wholesaler_speaks_again(one_thread, far_service):
    ask_in_vain(one_thread, far_service)
    far_service.answers(PRICES)
    done = "The wholesaler was silent once. Then it spoke again, and the cook asked again."
    response = one_thread.get("/prices", done)
    expect(response, done).status(200).json(PRICES)
