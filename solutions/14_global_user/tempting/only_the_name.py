"""The names were mixed up, so the name moves out of the globals.

Tempting because all that the guests say is about names. The wish beside it stands on the same shelf
and is mixed up in the same way; but who tells the kitchen that a wish is not this guest's?

Fails:
- test_two_guests_who_order_at_once_each_get_their_own
- test_a_full_terrace_orders_at_once_and_each_dish_finds_its_guest
- test_a_tablet_that_is_handed_on_keeps_nothing_of_the_guest_before
- test_what_is_left_out_of_one_dish_is_not_left_out_of_the_next
- test_a_request_that_came_to_nothing_leaves_nothing_behind
"""

from flask import abort
from flask import Flask
from flask import g
from flask import request
from till import Till

without = ""


def create_app(config=None):
    """Make the app; `TILL` in its configuration is the till that it asks."""
    app = Flask(__name__)
    app.config["TILL"] = Till()
    app.config.from_mapping(config or {})
    till = app.config["TILL"]

    def greeting():
        return f"Hello, {g.guest}" if g.guest else "Hello"

    def ring_up(dish):
        price = till.price(dish)
        if price is None:
            abort(400, "This is not on the menu.")
        till.ring_up(g.guest, dish, without, price)
        return price

    @app.before_request
    def see_who_taps():
        global without
        g.guest = request.values.get("guest")
        without = request.values.get("without", without)

    @app.get("/welcome")
    def welcome():
        bill = till.bill(g.guest) if g.guest else []
        return {"greeting": greeting(), "bill": bill}

    @app.post("/orders")
    def order():
        if not g.guest:
            abort(400, "Who is this for?")
        dish = request.form.get("dish", "")
        price = ring_up(dish)
        return {"guest": g.guest, "dish": dish, "without": without, "price": price}, 201

    @app.errorhandler(ConnectionError)
    def till_is_silent(error):
        return {"error": "The till does not answer. Nothing was ordered."}, 503

    return app
