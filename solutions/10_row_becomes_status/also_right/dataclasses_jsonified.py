"""Rows become dataclasses, which are no tuples, and jsonify knows how to write them."""

import json
import sqlite3
from dataclasses import dataclass

from cellar import new_cellar
from flask import abort
from flask import Flask
from flask import g
from flask import jsonify


@dataclass
class Stock:
    """How much there is of a wine."""

    name: object
    bottles: object


@dataclass
class Note:
    """What the merchant says of a wine."""

    name: object
    note: object


@dataclass
class Label:
    """What stands on the bottle."""

    name: object
    year: object
    country: object


@dataclass
class Blend:
    """What is in the bottle."""

    name: object
    grapes: object

    def __post_init__(self):
        self.grapes = json.loads(self.grapes)


def create_app(config=None):
    """Make the app; CELLAR in its configuration is the path of the cellar's database."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    if "CELLAR" not in app.config:
        app.config["CELLAR"] = new_cellar()

    def cellar():
        if "cellar" not in g:
            g.cellar = sqlite3.connect(app.config["CELLAR"])
        return g.cellar

    @app.teardown_appcontext
    def close_cellar(error):
        if "cellar" in g:
            g.cellar.close()

    def one(kind, query, code):
        row = cellar().execute(query, [code]).fetchone()
        if row is None:
            abort(404)
        return jsonify(kind(*row))

    @app.get("/wines")
    def wines():
        return cellar().execute("SELECT code, name FROM wines ORDER BY code").fetchall()

    @app.get("/wines/<code>")
    def wine(code):
        query = "SELECT name, bottles FROM wines WHERE code = ?"
        return one(Stock, query, code)

    @app.get("/wines/<code>/note")
    def note(code):
        query = "SELECT name, note FROM wines WHERE code = ?"
        return one(Note, query, code)

    @app.get("/wines/<code>/label")
    def label(code):
        query = "SELECT name, year, country FROM wines WHERE code = ?"
        return one(Label, query, code)

    @app.get("/wines/<code>/grapes")
    def grapes(code):
        query = "SELECT name, grapes FROM wines WHERE code = ?"
        return one(Blend, query, code)

    @app.post("/wines/<code>/take")
    def take(code):
        query = "UPDATE wines SET bottles = bottles - 1 WHERE code = ? AND bottles > 0"
        with cellar() as db:
            taken = db.execute(query, [code]).rowcount
        left = wine(code)
        if not taken:
            abort(409, "There is no bottle of it left.")
        return left

    return app
