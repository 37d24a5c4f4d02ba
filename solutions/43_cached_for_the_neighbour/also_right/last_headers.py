"""A WSGI middleware outside of Flask sees the headers that really go out, the cookie too.

What it cannot see, a view says by hand: the special depends on a cookie, the tips on Authorization.
"""

import secrets

from flask import abort
from flask import Flask
from flask import request
from flask import session

MENU = {"pea soup": 6, "truffles": 24}
SPECIALS = {"7": "truffle omelette", "8": "fish stew"}
STAFF = {"hanna": {"pin": "2704", "tips": 127}, "otto": {"pin": "1931", "tips": 55}}


class KeptUnlessPersonal:
    """Lets a shared cache keep what speaks of no cookie and does not say otherwise."""

    def __init__(self, wsgi_app):
        self.wsgi_app = wsgi_app

    def __call__(self, environ, start_response):
        def start(status, headers, exc_info=None):
            names = {name.lower() for name, _ in headers}
            if not names & {"set-cookie", "vary", "cache-control"}:
                headers = [*headers, ("Cache-Control", "public, max-age=300")]
            return start_response(status, headers, exc_info)

        return self.wsgi_app(environ, start)


def create_app(config=None):
    """Make the app; a shared cache stands in front of it."""
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="the key of the front door")
    app.config.from_mapping(config or {})
    baskets = {}  # the dishes in each basket, by its number

    @app.after_request
    def keep_for_one(response):
        if request.endpoint in ("special", "tips"):
            response.headers["Cache-Control"] = "private"
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

    app.wsgi_app = KeptUnlessPersonal(app.wsgi_app)
    return app
