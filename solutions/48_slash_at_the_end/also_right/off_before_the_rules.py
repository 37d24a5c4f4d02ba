"""The switch of the map, set before the first rule: a rule takes it over when it is added."""

from flask import abort
from flask import Flask
from flask import request

TOKEN = "till-1"
MENU = ["pea soup", "stew", "plum tart"]


def check_token():
    """Let only our own devices in."""
    if request.headers.get("Authorization") != f"Bearer {TOKEN}":
        abort(401)


def create_app(config=None):
    """Make the app; orders live as long as it does."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    app.url_map.strict_slashes = False
    orders = []

    @app.get("/")
    def welcome():
        return (
            "<!doctype html><title>The Blue Plate</title><a href='/menu/'>What there is today</a>"
        )

    @app.get("/menu/")
    def menu():
        return MENU

    @app.get("/orders/")
    def all_orders():
        check_token()
        return orders

    @app.post("/orders/")
    def take_order():
        check_token()
        sent = request.get_json()
        if not isinstance(sent, dict) or sent.get("dish") not in MENU:
            abort(422, "We do not have this dish.")
        orders.append({"table": sent.get("table"), "dish": sent["dish"]})
        return {"number": len(orders)}, 201

    return app
