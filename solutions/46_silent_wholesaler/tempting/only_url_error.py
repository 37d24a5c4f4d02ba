"""`urlopen` raises `URLError` when a call fails, so that is what I catch.

Tempting because the documentation of `urlopen` names this error, and a refused connection is one. But a
time-out while Python waits for the answer is a `TimeoutError`, which is no `URLError`. The cook gets 500.

Fails:
- test_who_asks_for_the_prices_is_told_of_the_silence
- test_an_answer_that_stops_in_the_middle_is_silence_too
"""

import json
from urllib.error import URLError
from urllib.request import urlopen

from flask import abort
from flask import Flask
from wholesaler import half_dead

MENU = {"trout": 19, "stew": 14, "fish pie": 12}


def create_app(config=None):
    """Make the app; WHOLESALER in its configuration is the address of a price list, in JSON.

    PATIENCE is how many seconds a guest waits for the wholesaler.
    """
    app = Flask(__name__)
    app.config.from_mapping(PATIENCE=2)
    app.config.from_mapping(config or {"WHOLESALER": half_dead()})

    def price_list():
        try:
            with urlopen(app.config["WHOLESALER"], timeout=app.config["PATIENCE"]) as answer:
                return json.load(answer)
        except URLError:
            abort(503, "The wholesaler does not answer.", retry_after=30)

    @app.get("/menu")
    def menu():
        return MENU

    @app.get("/prices")
    def prices():
        return price_list()

    @app.get("/prices/<item>")
    def price(item):
        known = price_list()
        if item not in known:
            abort(404)
        return {item: known[item]}

    return app
