"""The lines know of no request: they are a function that the view hands everything."""

import csv
import io

from books import Books
from flask import abort
from flask import Flask
from flask import g
from flask import request
from flask import session

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
    app.config.from_mapping(SECRET_KEY="the key of the office", BOOKS=Books())
    app.config.from_mapping(config or {})
    books = app.config["BOOKS"]

    @app.before_request
    def see_language():
        g.columns = COLUMNS.get(request.args.get("lang", "en"))

    def whose():
        """Who the file is for. Whoever has said so once need not say it again."""
        if request.args.get("who"):
            session["who"] = request.args["who"]
        return session.get("who") or abort(400, "Who is this file for?")

    @app.get("/menu.csv")
    def menu():
        return file_of(["dish", "price"], books.menu()), CSV

    @app.get("/orders.csv")
    def orders():
        who, rows = whose(), books.orders()
        if "table" in request.args:
            table = request.args["table"]
            rows = (order for order in rows if str(order[1]) == table)
        return file_of(["number", "table", "dish", "price"], rows, who), CSV

    @app.get("/guestbook.csv")
    def guest_book():
        if g.columns is None:
            abort(400, "This language is not spoken here.")
        return file_of(g.columns, books.guest_book(), whose()), CSV

    return app
