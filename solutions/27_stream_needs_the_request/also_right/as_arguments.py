"""The lines know of no request: they are a function, and the view hands it everything."""

import csv
import io

from books import Books
from flask import abort
from flask import Flask
from flask import g
from flask import request

CSV = {"Content-Type": "text/csv; charset=utf-8"}
COLUMNS = {
    "en": ["guest", "stars", "words"],
    "fr": ["client", "étoiles", "mots"],
    "ja": ["お客様", "星", "感想"],
}


def line(*fields):
    """One line of a CSV file."""
    text = io.StringIO()
    csv.writer(text).writerow(fields)
    return text.getvalue()


def file_of(columns, rows, who=None):
    """The lines of a file, one after the other; what they need is handed to them."""
    yield line(*columns)
    number = 0
    for row in rows:
        number += 1
        yield line(*row)
    if who is not None:
        yield line("for", who, number)


def create_app(config=None):
    """Make the app; BOOKS in its configuration are the books of the house."""
    app = Flask(__name__)
    app.config.from_mapping(BOOKS=Books())
    app.config.from_mapping(config or {})
    books = app.config["BOOKS"]

    @app.before_request
    def see_language():
        g.columns = COLUMNS.get(request.args.get("lang", "en"))

    @app.get("/menu.csv")
    def menu():
        return file_of(["dish", "price"], books.menu()), CSV

    @app.get("/orders.csv")
    def orders():
        if not request.args.get("who"):
            abort(400, "Who is this file for?")

        rows = books.orders()
        if "table" in request.args:
            table = request.args["table"]
            rows = (order for order in rows if str(order[1]) == table)
        columns = ["number", "table", "dish", "price"]
        return file_of(columns, rows, request.args["who"]), CSV

    @app.get("/guestbook.csv")
    def guest_book():
        if not request.args.get("who"):
            abort(400, "Who is this file for?")
        if g.columns is None:
            abort(400, "This language is not spoken here.")

        return file_of(g.columns, books.guest_book(), request.args["who"]), CSV

    return app
