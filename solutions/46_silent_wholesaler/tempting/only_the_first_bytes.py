"""When `urlopen` has come back, the wholesaler has answered. So that is what I limit.

Tempting because `urlopen` is the call that hung. But it comes back when the headers are there. The body is
read in `json.load`, and a wholesaler that falls silent in the middle holds the thread there.

Fails:
- test_an_answer_that_stops_in_the_middle_is_silence_too
"""

import json
from concurrent.futures import ThreadPoolExecutor
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

    callers = ThreadPoolExecutor(max_workers=4)

    def price_list():
        try:
            call = callers.submit(urlopen, app.config["WHOLESALER"])
            with call.result(timeout=app.config["PATIENCE"]) as answer:
                return json.load(answer)
        except OSError:
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
