"""An answer that may depend on a cookie says `Vary: Cookie`, so I put it on every answer.

Tempting because it keeps tables and guests with different cookies apart. But two new guests have no
cookie, and no cookie equals no cookie: Bob still gets Ann's basket, and her cookie. PINs come in
another header. And each guest with a cookie makes the app write a menu of their own.

Fails:
- test_also_for_guests_with_baskets_the_app_is_asked_once
- test_two_new_guests_have_two_baskets
- test_otto_sees_his_own_tips
- test_who_says_no_pin_sees_no_tips
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
        response.headers["Cache-Control"] = "public, max-age=300"
        response.vary.add("Cookie")
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
