"""asyncio has time-outs for everything, so I await the call with `wait_for`.

Tempting because `wait_for` cancels what lasts too long. But a thread cannot be cancelled: the call goes on
in it, and `asyncio.run` waits for the threads of its loop before it gives the error back.

Fails:
- test_who_asks_for_the_prices_is_told_of_the_silence
- test_an_answer_that_stops_in_the_middle_is_silence_too
- test_the_next_guest_gets_the_menu
- test_the_prices_come_when_the_wholesaler_speaks_again
"""

import asyncio
import json
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

    def ask_wholesaler():
        with urlopen(app.config["WHOLESALER"]) as answer:
            return json.load(answer)

    async def ask_in_time():
        call = asyncio.to_thread(ask_wholesaler)
        return await asyncio.wait_for(call, app.config["PATIENCE"])

    def price_list():
        try:
            return asyncio.run(ask_in_time())
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
