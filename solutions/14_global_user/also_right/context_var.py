"""A context variable, set for every request, named or nameless, and put back at its end."""

from contextvars import ContextVar

from flask import abort
from flask import Flask
from flask import g
from flask import request
from till import Till

tapping = ContextVar("tapping")


def create_app(config=None):
    """Make the app; `TILL` in its configuration is the till that it asks."""
    app = Flask(__name__)
    app.config["TILL"] = Till()
    app.config.from_mapping(config or {})
    till = app.config["TILL"]

    def greeting():
        guest, _ = tapping.get()
        return f"Hello, {guest}" if guest else "Hello"

    def ring_up(dish):
        guest, without = tapping.get()
        price = till.price(dish)
        if price is None:
            abort(400, "This is not on the menu.")
        till.ring_up(guest, dish, without, price)
        return price

    @app.before_request
    def see_who_taps():
        guest = request.values.get("guest")
        g.token = tapping.set((guest, request.values.get("without", "")))

    @app.teardown_request
    def forget_who_taps(error):
        if token := g.pop("token", None):
            tapping.reset(token)

    @app.get("/welcome")
    def welcome():
        guest, _ = tapping.get()
        bill = till.bill(guest) if guest else []
        return {"greeting": greeting(), "bill": bill}

    @app.post("/orders")
    def order():
        guest, without = tapping.get()
        if not guest:
            abort(400, "Who is this for?")
        dish = request.form.get("dish", "")
        price = ring_up(dish)
        return {"guest": guest, "dish": dish, "without": without, "price": price}, 201

    return app
