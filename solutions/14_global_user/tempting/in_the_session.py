"""What belongs to one visitor goes into the session.

Tempting because two browsers never share a session. But a session lasts longer than a request. Guests
hand a tablet round the table, and the next guest is taken for the one before.

Fails:
- test_an_order_without_a_name_is_refused[the same tablet]
"""

from flask import abort
from flask import Flask
from flask import request
from flask import session
from till import Till


def create_app(config=None):
    """Make the app; `TILL` in its configuration is the till that it asks."""
    app = Flask(__name__)
    app.config["TILL"] = Till()
    app.config["SECRET_KEY"] = "the key of the terrace"
    app.config.from_mapping(config or {})
    till = app.config["TILL"]

    def greeting():
        return f"Hello, {session['guest']}" if session["guest"] else "Hello"

    def ring_up(dish):
        price = till.price(dish)
        if price is None:
            abort(400, "This is not on the menu.")
        till.ring_up(session["guest"], dish, session["without"], price)
        return price

    @app.before_request
    def see_who_taps():
        session["guest"] = request.values.get("guest", session.get("guest"))
        session["without"] = request.values.get("without", session.get("without", ""))

    @app.get("/welcome")
    def welcome():
        bill = till.bill(session["guest"]) if session["guest"] else []
        return {"greeting": greeting(), "bill": bill}

    @app.post("/orders")
    def order():
        if not session["guest"]:
            abort(400, "Who is this for?")
        dish = request.form.get("dish", "")
        price = ring_up(dish)
        return {
            "guest": session["guest"],
            "dish": dish,
            "without": session["without"],
            "price": price,
        }, 201

    return app
