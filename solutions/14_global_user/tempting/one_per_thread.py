"""Threads mix it up, so I give each thread a variable of its own.

Tempting because two requests at the same time really do not meet any more; and the development
server starts a thread for each connection, so by hand all is well. A server for production keeps
its threads. What one request leaves in a thread is found by the next one that gets the thread, and
that is the next guest.

Fails:
- test_whoever_gives_no_name_is_not_taken_for_the_guest_before
- test_a_tablet_that_is_handed_on_keeps_nothing_of_the_guest_before
- test_what_is_left_out_of_one_dish_is_not_left_out_of_the_next
- test_a_request_that_came_to_nothing_leaves_nothing_behind
"""

import threading

from flask import abort
from flask import Flask
from flask import request
from till import Till

tapping = threading.local()


def create_app(config=None):
    """Make the app; `TILL` in its configuration is the till that it asks."""
    app = Flask(__name__)
    app.config["TILL"] = Till()
    app.config.from_mapping(config or {})
    till = app.config["TILL"]

    def greeting():
        return f"Hello, {tapping.guest}" if tapping.guest else "Hello"

    def ring_up(dish):
        price = till.price(dish)
        if price is None:
            abort(400, "This is not on the menu.")
        till.ring_up(tapping.guest, dish, tapping.without, price)
        return price

    @app.before_request
    def see_who_taps():
        tapping.guest = request.values.get("guest", getattr(tapping, "guest", None))
        tapping.without = request.values.get("without", getattr(tapping, "without", ""))

    @app.get("/welcome")
    def welcome():
        bill = till.bill(tapping.guest) if tapping.guest else []
        return {"greeting": greeting(), "bill": bill}

    @app.post("/orders")
    def order():
        if not tapping.guest:
            abort(400, "Who is this for?")
        dish = request.form.get("dish", "")
        price = ring_up(dish)
        return {
            "guest": tapping.guest,
            "dish": dish,
            "without": tapping.without,
            "price": price,
        }, 201

    @app.errorhandler(ConnectionError)
    def till_is_silent(error):
        return {"error": "The till does not answer. Nothing was ordered."}, 503

    return app
