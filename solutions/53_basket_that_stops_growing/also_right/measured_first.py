"""The app measures the cookie before it takes an order, and refuses what would not fit."""

from collections import Counter
from secrets import token_urlsafe

from flask import abort
from flask import Flask
from flask import jsonify
from flask import request
from flask import session

MENU = ("soup", "stew", "bread")
LONGEST = 4000  # bytes of name and value; browsers drop a cookie of more than 4096


def count(lunches):
    return dict(Counter(lunch["dish"] for lunch in lunches))


def create_app(config=None):
    """Make the app; a mapping changes its configuration."""
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="dev")
    app.config.from_mapping(config or {})

    def fits(content):
        serializer = app.session_interface.get_signing_serializer(app)
        return len(app.config["SESSION_COOKIE_NAME"] + serializer.dumps(content)) <= LONGEST

    @app.get("/basket")
    def look():
        return count(session.get("lunches", []))

    @app.post("/basket")
    def put_in():
        dish = request.form.get("dish")
        if dish not in MENU:
            abort(400, "This is not on the menu.")
        quantity = request.form.get("quantity", type=int, default=1)
        if not 1 <= quantity <= 100:
            abort(400, "Please order 1 to 100 at a time.")
        new = [{"dish": dish, "code": token_urlsafe(12)} for _ in range(quantity)]
        lunches = session.get("lunches", []) + new
        if not fits({**session, "lunches": lunches}):
            abort(413, "This basket is full.")
        session["lunches"] = lunches
        return count(lunches), 201

    @app.get("/codes")
    def codes():
        return jsonify(session.get("lunches", []))

    return app
