"""A local is mine, so I copy the global into a local in the first line of the view.

Tempting because the slow till comes after the copy. The copy is still too late: between the hook that
writes the global and the first line of the view, another request can write its own name.

Fails:
- test_two_guests_order_at_the_same_time[the way to the view]
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

    def greeting(who):
        return f"Hello, {who}" if who else "Hello"

    def ring_up(who, dish, leave_out):
        price = till.price(dish)
        if price is None:
            abort(400, "This is not on the menu.")
        till.ring_up(who, dish, leave_out, price)
        return price

    @app.before_request
    def see_who_taps():
        global guest, without
        guest = request.values.get("guest")
        without = request.values.get("without", "")

    @app.get("/welcome")
    def welcome():
        who = guest
        bill = till.bill(who) if who else []
        return {"greeting": greeting(who), "bill": bill}

    @app.post("/orders")
    def order():
        who, leave_out = guest, without
        if not who:
            abort(400, "Who is this for?")
        dish = request.form.get("dish", "")
        price = ring_up(who, dish, leave_out)
        return {"guest": who, "dish": dish, "without": leave_out, "price": price}, 201

    return app
