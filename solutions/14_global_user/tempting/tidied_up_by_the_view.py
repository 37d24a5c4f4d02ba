"""A context variable belongs to the context, and my view empties it when it is done.

Tempting because Flask itself is built on context variables, and after every order that went well
there is nothing left. A thread has one such context for all its requests, though, unless somebody
makes another; and a view that is left by abort(), by an error of the till, or that is never
reached, does not get to its last lines.

Fails:
- test_a_request_that_came_to_nothing_leaves_nothing_behind[an order for a dish that is not on the menu]
- test_a_request_that_came_to_nothing_leaves_nothing_behind[an order while the till was down]
- test_a_request_that_came_to_nothing_leaves_nothing_behind[an order to an address that is not there]
- test_a_request_that_came_to_nothing_leaves_nothing_behind[OPTIONS to the orders]
"""

from contextvars import ContextVar

from flask import abort
from flask import Flask
from flask import request
from till import Till

guest = ContextVar("guest", default=None)
without = ContextVar("without", default="")


def create_app(config=None):
    """Make the app; `TILL` in its configuration is the till that it asks."""
    app = Flask(__name__)
    app.config["TILL"] = Till()
    app.config.from_mapping(config or {})
    till = app.config["TILL"]

    def greeting():
        return f"Hello, {guest.get()}" if guest.get() else "Hello"

    def ring_up(dish):
        price = till.price(dish)
        if price is None:
            abort(400, "This is not on the menu.")
        till.ring_up(guest.get(), dish, without.get(), price)
        return price

    @app.before_request
    def see_who_taps():
        if "guest" in request.values:
            guest.set(request.values["guest"])
        if "without" in request.values:
            without.set(request.values["without"])

    def tidy_up():
        guest.set(None)
        without.set("")

    @app.get("/welcome")
    def welcome():
        bill = till.bill(guest.get()) if guest.get() else []
        screen = {"greeting": greeting(), "bill": bill}
        tidy_up()
        return screen

    @app.post("/orders")
    def order():
        if not guest.get():
            abort(400, "Who is this for?")
        dish = request.form.get("dish", "")
        price = ring_up(dish)
        taken = {"guest": guest.get(), "dish": dish, "without": without.get(), "price": price}
        tidy_up()
        return taken, 201

    @app.errorhandler(ConnectionError)
    def till_is_silent(error):
        return {"error": "The till does not answer. Nothing was ordered."}, 503

    return app
