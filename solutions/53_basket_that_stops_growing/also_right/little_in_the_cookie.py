"""The cookie holds how many of what were ordered, and one secret from which all codes are made."""

import hmac
from secrets import token_urlsafe

from flask import abort
from flask import Flask
from flask import jsonify
from flask import request
from flask import session

MENU = ("soup", "stew", "bread")


def code(seed, dish, number):
    return hmac.digest(seed.encode(), f"{dish} {number}".encode(), "sha256").hex()[:16]


def create_app(config=None):
    """Make the app; a mapping changes its configuration."""
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="dev")
    app.config.from_mapping(config or {})

    @app.get("/basket")
    def look():
        return session.get("counts", {})

    @app.post("/basket")
    def put_in():
        dish = request.form.get("dish")
        if dish not in MENU:
            abort(400, "This is not on the menu.")
        quantity = request.form.get("quantity", type=int, default=1)
        if not 1 <= quantity <= 100:
            abort(400, "Please order 1 to 100 at a time.")
        session.setdefault("seed", token_urlsafe(16))
        counts = session.get("counts", {})
        session["counts"] = {**counts, dish: counts.get(dish, 0) + quantity}
        return session["counts"], 201

    @app.get("/codes")
    def codes():
        return jsonify(
            [
                {"dish": dish, "code": code(session["seed"], dish, number)}
                for dish, quantity in session.get("counts", {}).items()
                for number in range(quantity)
            ]
        )

    return app
