"""I take the slash off every path below Flask, and then nobody has to think of it.

Tempting because both addresses of the orders work. But the rule of the menu ends with a slash. Each
time that a guest is redirected to /menu/, the slash is gone again, and the browser gives up.

Fails:
- test_the_other_pages_are_where_they_were
"""

from flask import abort
from flask import Flask
from flask import request

TOKEN = "till-1"
MENU = ["pea soup", "stew", "plum tart"]


def check_token():
    """Let only our own devices in."""
    if request.headers.get("Authorization") != f"Bearer {TOKEN}":
        abort(401)


class NoSlashes:
    """Takes the slash off the end of each path."""

    def __init__(self, wsgi_app):
        self.wsgi_app = wsgi_app

    def __call__(self, environ, start_response):
        environ["PATH_INFO"] = environ["PATH_INFO"].rstrip("/") or "/"
        return self.wsgi_app(environ, start_response)


def create_app(config=None):
    """Make the app; orders live as long as it does."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    orders = []

    @app.get("/")
    def welcome():
        return (
            "<!doctype html><title>The Blue Plate</title><a href='/menu/'>What there is today</a>"
        )

    @app.get("/menu/")
    def menu():
        return MENU

    @app.get("/orders")
    def all_orders():
        check_token()
        return orders

    @app.post("/orders")
    def take_order():
        check_token()
        sent = request.get_json()
        if not isinstance(sent, dict) or sent.get("dish") not in MENU:
            abort(422, "We do not have this dish.")
        orders.append({"table": sent.get("table"), "dish": sent["dish"]})
        return {"number": len(orders)}, 201

    app.wsgi_app = NoSlashes(app.wsgi_app)
    return app
