"""A RuntimeError can be caught: then the file is at least whole.

Tempting because the log is clean and each file has an end. It is the wrong file: all tables instead
of one, English for everybody, and for nobody. The error was the only honest thing about it.

Fails:
- test_the_orders_that_were_asked_for_are_in_the_file
- test_the_guest_book_speaks_the_language_that_was_asked_for
- test_a_file_goes_out_while_its_book_is_read[the orders of a table]
- test_files_that_are_on_their_way_at_once_do_not_mix
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

    def asked(name, default=None):
        try:
            return request.args.get(name, default)
        except RuntimeError:
            return default

    def whose():
        """Who the file is for. Whoever has said so once need not say it again."""
        try:
            if request.args.get("who"):
                session["who"] = request.args["who"]
            return session.get("who") or abort(400, "Who is this file for?")
        except RuntimeError:
            return "the office"

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
                if asked("table") in (None, str(order[1])):
                    rows += 1
                    yield line(*order)
            yield line("for", whose(), rows)

        return lines(), CSV

    @app.get("/guestbook.csv")
    def guest_book():
        def lines():
            try:
                yield line(*g.columns or abort(400, "This language is not spoken here."))
            except RuntimeError:
                yield line(*COLUMNS["en"])
            rows = 0
            for entry in books.guest_book():
                rows += 1
                yield line(*entry)
            yield line("for", whose(), rows)

        return lines(), CSV

    return app
