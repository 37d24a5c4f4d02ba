"""The view reads what it needs, and the lines refuse what is missing when they come to it.

Tempting because everything that needs the request is read in time, and all good requests get their
files. But abort() is an exception. Raised by the lines, it meets no Flask that would make a 400 of
it: the status has been 200 since the first line, and the file breaks off.

Fails:
- test_whom_nobody_has_named_gets_no_file
- test_a_language_that_is_none_of_the_three_is_refused
"""

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
        return session.get("who")

    @app.get("/menu.csv")
    def menu():
        def lines():
            yield line("dish", "price")
            for dish in books.menu():
                yield line(*dish)

        return lines(), CSV

    @app.get("/orders.csv")
    def orders():
        who, table = whose(), request.args.get("table")

        def lines():
            yield line("number", "table", "dish", "price")
            rows = 0
            for order in books.orders():
                if table in (None, str(order[1])):
                    rows += 1
                    yield line(*order)
            yield line("for", who or abort(400, "Who is this file for?"), rows)

        return lines(), CSV

    @app.get("/guestbook.csv")
    def guest_book():
        columns, who = g.columns, whose()

        def lines():
            yield line(*columns or abort(400, "This language is not spoken here."))
            rows = 0
            for entry in books.guest_book():
                rows += 1
                yield line(*entry)
            yield line("for", who or abort(400, "Who is this file for?"), rows)

        return lines(), CSV

    return app
