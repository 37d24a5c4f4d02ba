"""Flask keeps the request open for the generators: stream_with_context."""

import csv
import io

from books import Books
from flask import abort
from flask import Flask
from flask import g
from flask import request
from flask import stream_with_context

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
        def lines():
            yield line("dish", "price")
            for dish in books.menu():
                yield line(*dish)

        return lines(), CSV

    @app.get("/orders.csv")
    def orders():
        if not request.args.get("who"):
            abort(400, "Who is this file for?")

        @stream_with_context
        def lines():
            yield line("number", "table", "dish", "price")
            rows = 0
            for order in books.orders():
                if request.args.get("table") in (None, str(order[1])):
                    rows += 1
                    yield line(*order)
            yield line("for", request.args["who"], rows)

        return lines(), CSV

    @app.get("/guestbook.csv")
    def guest_book():
        if not request.args.get("who"):
            abort(400, "Who is this file for?")
        if g.columns is None:
            abort(400, "This language is not spoken here.")

        @stream_with_context
        def lines():
            yield line(*g.columns)
            rows = 0
            for entry in books.guest_book():
                rows += 1
                yield line(*entry)
            yield line("for", request.args["who"], rows)

        return lines(), CSV

    return app
