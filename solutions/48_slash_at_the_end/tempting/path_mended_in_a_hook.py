"""Before each request I add the slash to its path, and then the rule fits.

Tempting because a hook with `before_request` comes before every view. But the rule is chosen before
the hooks run. What the hook writes into the request comes too late.

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

    @app.before_request
    def add_the_slash():
        if request.path == "/orders":
            request.path = "/orders/"

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
