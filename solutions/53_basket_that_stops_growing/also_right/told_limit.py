"""A basket has at most 150 lunches, and an order that would make it larger is refused: 413."""

from collections import Counter
from secrets import token_urlsafe

from flask import abort
from flask import Flask
from flask import jsonify
from flask import request
from flask import session

MENU = ("soup", "stew", "bread")
MOST = 150  # lunches: about 3000 bytes of cookie


def count(lunches):
    return dict(Counter(lunch["dish"] for lunch in lunches))


def create_app(config=None):
    """Make the app; a mapping changes its configuration."""
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="dev")
    app.config.from_mapping(config or {})

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
        if len(lunches) > MOST:
            abort(413, f"A basket has at most {MOST} lunches. Please use a second one.")
        session["lunches"] = lunches
        return count(lunches), 201

    @app.get("/codes")
    def codes():
        return jsonify(session.get("lunches", []))

    return app
