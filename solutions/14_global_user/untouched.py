"""The tablets on the terrace of the Blue Plate: guests order for themselves."""

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
        guest = request.values.get("guest", guest)
        without = request.values.get("without", without)

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

    return app
