"""Flask has stream_with_context for this: wrapped in it, a generator is in the request again.

Tempting because it is the documented remedy for this very RuntimeError, and both files come, whole
and row by row. The wrapper keeps the request; it does not bring back the moment in which a status
or a cookie could be chosen. The 400 breaks a file off instead, and the session forgets every name.

Fails:
- test_whom_nobody_has_named_gets_no_file
- test_a_language_that_is_none_of_the_three_is_refused
- test_whoever_has_been_named_once_need_not_be_named_again
"""

import csv
import io

from books import Books
from flask import abort
from flask import Flask
from flask import g
from flask import request
from flask import session
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
        def lines():
            yield line("dish", "price")
            for dish in books.menu():
                yield line(*dish)

        return lines(), CSV

    @app.get("/orders.csv")
    def orders():
        @stream_with_context
        def lines():
            yield line("number", "table", "dish", "price")
            rows = 0
            for order in books.orders():
                if request.args.get("table") in (None, str(order[1])):
                    rows += 1
                    yield line(*order)
            yield line("for", whose(), rows)

        return lines(), CSV

    @app.get("/guestbook.csv")
    def guest_book():
        @stream_with_context
        def lines():
            yield line(*g.columns or abort(400, "This language is not spoken here."))
            rows = 0
            for entry in books.guest_book():
                rows += 1
                yield line(*entry)
            yield line("for", whose(), rows)

        return lines(), CSV

    return app
