"""The lunches are in a database, and the session holds the number of the basket."""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from secrets import token_urlsafe
from tempfile import mkdtemp

from flask import abort
from flask import Flask
from flask import jsonify
from flask import request
from flask import session

MENU = ("soup", "stew", "bread")


def count(lunches):
    return dict(Counter(lunch["dish"] for lunch in lunches))


def create_app(config=None):
    """Make the app; a mapping changes its configuration."""
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="dev", DATABASE=Path(mkdtemp()) / "baskets.db")
    app.config.from_mapping(config or {})

    def database():
        return closing(sqlite3.connect(app.config["DATABASE"]))

    with database() as db, db:
        db.execute("CREATE TABLE IF NOT EXISTS lunches (basket, dish, code PRIMARY KEY)")

    def basket():
        query = "SELECT dish, code FROM lunches WHERE basket = ? ORDER BY rowid"
        with database() as db:
            rows = db.execute(query, [session.get("basket")]).fetchall()
        return [{"dish": dish, "code": code} for dish, code in rows]

    @app.get("/basket")
    def look():
        return count(basket())

    @app.post("/basket")
    def put_in():
        dish = request.form.get("dish")
        if dish not in MENU:
            abort(400, "This is not on the menu.")
        quantity = request.form.get("quantity", type=int, default=1)
        if not 1 <= quantity <= 100:
            abort(400, "Please order 1 to 100 at a time.")
        number = session.setdefault("basket", token_urlsafe(16))
        new = [(number, dish, token_urlsafe(12)) for _ in range(quantity)]
        with database() as db, db:
            db.executemany("INSERT INTO lunches VALUES (?, ?, ?)", new)
        return count(basket()), 201

    @app.get("/codes")
    def codes():
        return jsonify(basket())

    return app
