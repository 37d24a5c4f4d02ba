"""Each view reads what it needs and hands it on: names of the call, not of the module."""

from flask import abort
from flask import Flask
from flask import request
from till import Till


def create_app(config=None):
    """Make the app; `TILL` in its configuration is the till that it asks."""
    app = Flask(__name__)
    app.config["TILL"] = Till()
    app.config.from_mapping(config or {})
    till = app.config["TILL"]

    def greeting(guest):
        return f"Hello, {guest}" if guest else "Hello"

    def ring_up(guest, dish, without):
        price = till.price(dish)
        if price is None:
            abort(400, "This is not on the menu.")
        till.ring_up(guest, dish, without, price)
        return price

    @app.get("/welcome")
    def welcome():
        guest = request.args.get("guest")
        bill = till.bill(guest) if guest else []
        return {"greeting": greeting(guest), "bill": bill}

    @app.post("/orders")
    def order():
        guest = request.form.get("guest")
        without = request.form.get("without", "")
        if not guest:
            abort(400, "Who is this for?")
        dish = request.form.get("dish", "")
        price = ring_up(guest, dish, without)
        return {"guest": guest, "dish": dish, "without": without, "price": price}, 201

    return app
