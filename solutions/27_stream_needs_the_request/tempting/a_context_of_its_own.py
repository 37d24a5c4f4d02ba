"""The log says "outside of request context", so the generator opens a context of its own.

Tempting because test_request_context is the first answer to this message on many pages, and no file
breaks off any more. But it is an empty request: nobody has asked for a table, a name or a language.

Fails:
- test_the_orders_of_a_table_arrive_whole
- test_the_guest_book_arrives_in_its_language
- test_two_files_at_the_same_time_do_not_mix
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

        def lines():
            with app.test_request_context():
                yield line("number", "table", "dish", "price")
                rows = 0
                for order in books.orders():
                    if request.args.get("table") in (None, str(order[1])):
                        rows += 1
                        yield line(*order)
                yield line("for", request.args.get("who"), rows)

        return lines(), CSV

    @app.get("/guestbook.csv")
    def guest_book():
        if not request.args.get("who"):
            abort(400, "Who is this file for?")
        if g.columns is None:
            abort(400, "This language is not spoken here.")

        def lines():
            with app.test_request_context():
                yield line(*g.get("columns", COLUMNS["en"]))
                rows = 0
                for entry in books.guest_book():
                    rows += 1
                    yield line(*entry)
                yield line("for", request.args.get("who"), rows)

        return lines(), CSV

    return app
