"""A cache that gives Ann's basket to Bob must not keep anything.

Tempting because nothing can leak. But the menu is the same for everybody, and now the app writes it
for each guest. The house put the cache there for the menu.

Fails:
- test_the_app_is_asked_for_the_menu_once
- test_also_for_guests_with_baskets_the_app_is_asked_once
"""

import secrets

from flask import abort
from flask import Flask
from flask import request
from flask import session

MENU = {"pea soup": 6, "truffles": 24}
SPECIALS = {"7": "truffle omelette", "8": "fish stew"}
STAFF = {"hanna": {"pin": "2704", "tips": 127}, "otto": {"pin": "1931", "tips": 55}}


def create_app(config=None):
    """Make the app; a shared cache stands in front of it."""
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="the key of the front door")
    app.config.from_mapping(config or {})
    baskets = {}  # the dishes in each basket, by its number

    @app.after_request
    def let_the_cache_keep_it(response):
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def basket_number():
        if "number" not in session:
            session["number"] = secrets.token_hex(4)
        return session["number"]

    @app.get("/menu")
    def menu():
        return MENU

    @app.get("/special")
    def special():
        table = request.cookies.get("table")
        if table not in SPECIALS:
            abort(404)
        return {"table": table, "special": SPECIALS[table]}

    @app.get("/basket")
    def basket():
        number = basket_number()
        return {"basket": number, "dishes": baskets.get(number, [])}

    @app.post("/basket")
    def order():
        if request.form.get("dish") not in MENU:
            abort(400)
        baskets.setdefault(basket_number(), []).append(request.form["dish"])
        return basket(), 201

    @app.get("/tips")
    def tips():
        who = request.authorization
        if who is None or who.username not in STAFF or who.password != STAFF[who.username]["pin"]:
            return "Please say your name and PIN.", 401, {"WWW-Authenticate": "Basic"}
        return {"name": who.username, "tips": STAFF[who.username]["tips"]}

    return app
