"""The names were mixed up, so the name moves out of the globals.

Tempting because most tickets are about names. The wish is in a global as well. Nobody sees on the
screen that a wish was somebody else's.

Fails:
- test_a_wish_is_for_one_dish_only
- test_two_guests_order_at_the_same_time
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

    return app
