"""Who sends a cookie or a PIN is somebody; everybody else gets the same.

Tempting because it asks who is there before it says `public`. But a new guest sends nothing, and the
answer makes them somebody: it carries a cookie. And a refusal is for whoever said nothing.

Fails:
- test_also_for_guests_with_baskets_the_app_is_asked_once
- test_two_new_guests_have_two_baskets
- test_a_table_reads_its_own_special[no table]
- test_a_stranger_who_is_refused_does_not_lock_hanna_out
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
        personal = request.cookies or request.authorization
        kept = "private, no-store" if personal else "public, max-age=300"
        response.headers["Cache-Control"] = kept
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
