"""From its environ the request can be built again, when the generator needs it.

Tempting because the address and its query are in there, and the orders are right now. But it is
another request with another g. No before_request function has run for it, so the guest book finds no
columns.

Fails:
- test_the_guest_book_arrives_in_its_language
"""

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

        environ = request.environ

        def lines():
            with app.request_context(environ):
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

        environ = request.environ

        def lines():
            with app.request_context(environ):
                yield line(*g.columns)
                rows = 0
                for entry in books.guest_book():
                    rows += 1
                    yield line(*entry)
                yield line("for", request.args["who"], rows)

        return lines(), CSV

    return app
