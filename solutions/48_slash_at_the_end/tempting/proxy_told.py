"""The redirect leads to the wrong address, because Flask does not know of the proxy.

Tempting because behind a proxy it is true: scheme and host in `Location` are those that the app
sees, and ProxyFix mends them. But a better redirect is a redirect. The order has not arrived.

Fails:
- test_an_order_without_the_slash_is_taken
- test_the_kitchen_reads_an_order_that_came_without_the_slash
- test_the_orders_can_be_read_without_the_slash
- test_orders_to_both_addresses_are_in_one_list
- test_an_order_without_the_token_is_refused_without_the_slash
"""

from flask import abort
from flask import Flask
from flask import request
from werkzeug.middleware.proxy_fix import ProxyFix

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

    app.wsgi_app = ProxyFix(app.wsgi_app, x_proto=1, x_host=1)
    return app
