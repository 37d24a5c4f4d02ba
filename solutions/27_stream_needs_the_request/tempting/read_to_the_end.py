"""A list of all lines is a response like any other, and it is made while the request is there.

Tempting because it is one word, everything works at once, and with the books on a developer's desk
nobody notices a difference. But the whole book is in memory before the first line goes out, and it
is read even for those who are refused. The machine is small, and the books are long.

Fails:
- test_a_file_goes_out_while_its_book_is_read
- test_whom_nobody_has_named_gets_no_file
"""

import csv
import io

from books import Books
from flask import abort
from flask import Flask
from flask import g
from flask import request
from flask import Response
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
        def lines():
            yield line("number", "table", "dish", "price")
            rows = 0
            for order in books.orders():
                if request.args.get("table") in (None, str(order[1])):
                    rows += 1
                    yield line(*order)
            yield line("for", whose(), rows)

        return Response(list(lines()), headers=CSV)

    @app.get("/guestbook.csv")
    def guest_book():
        def lines():
            yield line(*g.columns or abort(400, "This language is not spoken here."))
            rows = 0
            for entry in books.guest_book():
                rows += 1
                yield line(*entry)
            yield line("for", whose(), rows)

        return Response(list(lines()), headers=CSV)

    return app
