"""The old value was the trouble: I empty the variable at the start of each request.

Tempting because it ends everything that can be seen with one hand: try it with curl, line after
line, and every answer is right. There is still one variable for all. A request that begins while
another one waits for the till overwrites a name that is still needed.

Fails:
- test_two_guests_who_order_at_once_each_get_their_own
- test_two_guests_who_are_greeted_at_once_hear_their_own_names
- test_a_full_terrace_orders_at_once_and_each_dish_finds_its_guest
"""

from flask import abort
from flask import Flask
from flask import request
from till import Till

guest = None
without = ""


def create_app(config=None):
    """Make the app; `TILL` in its configuration is the till that it asks."""
    app = Flask(__name__)
    app.config["TILL"] = Till()
    app.config.from_mapping(config or {})
    till = app.config["TILL"]

    def greeting():
        return f"Hello, {guest}" if guest else "Hello"

    def ring_up(dish):
        price = till.price(dish)
        if price is None:
            abort(400, "This is not on the menu.")
        till.ring_up(guest, dish, without, price)
        return price

    @app.before_request
    def see_who_taps():
        global guest, without
        guest = request.values.get("guest")
        without = request.values.get("without", "")

    @app.get("/welcome")
    def welcome():
        bill = till.bill(guest) if guest else []
        return {"greeting": greeting(), "bill": bill}

    @app.post("/orders")
    def order():
        if not guest:
            abort(400, "Who is this for?")
        dish = request.form.get("dish", "")
        price = ring_up(dish)
        return {"guest": guest, "dish": dish, "without": without, "price": price}, 201

    @app.errorhandler(ConnectionError)
    def till_is_silent(error):
        return {"error": "The till does not answer. Nothing was ordered."}, 503

    return app
