"""Money is lost at the order, so the order is where it needs mending.

Tempting because the order is what guests pay for, and with names of its own it is right. The
welcome screen still reads the global: it greets one guest with another one's name, and shows the
bill of whoever was there before.

Fails:
- test_two_guests_who_are_greeted_at_once_hear_their_own_names
- test_whoever_gives_no_name_is_not_taken_for_the_guest_before
- test_a_tablet_that_is_handed_on_keeps_nothing_of_the_guest_before
- test_a_request_that_came_to_nothing_leaves_nothing_behind
"""

from flask import abort
from flask import Flask
from flask import request
from till import Till

guest = None


def create_app(config=None):
    """Make the app; `TILL` in its configuration is the till that it asks."""
    app = Flask(__name__)
    app.config["TILL"] = Till()
    app.config.from_mapping(config or {})
    till = app.config["TILL"]

    def greeting():
        return f"Hello, {guest}" if guest else "Hello"

    def ring_up(guest, dish, without):
        price = till.price(dish)
        if price is None:
            abort(400, "This is not on the menu.")
        till.ring_up(guest, dish, without, price)
        return price

    @app.before_request
    def see_who_taps():
        global guest
        guest = request.values.get("guest", guest)

    @app.get("/welcome")
    def welcome():
        bill = till.bill(guest) if guest else []
        return {"greeting": greeting(), "bill": bill}

    @app.post("/orders")
    def order():
        guest = request.form.get("guest")
        without = request.form.get("without", "")
        if not guest:
            abort(400, "Who is this for?")
        dish = request.form.get("dish", "")
        price = ring_up(guest, dish, without)
        return {"guest": guest, "dish": dish, "without": without, "price": price}, 201

    @app.errorhandler(ConnectionError)
    def till_is_silent(error):
        return {"error": "The till does not answer. Nothing was ordered."}, 503

    return app
