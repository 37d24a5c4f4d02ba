"""Flask can hand a function a copy of the request, so my lines take one along.

Tempting because copy_current_request_context is made for work that goes on when the request has
ended. It keeps the copy for the call of a function. The call of a generator function ends at once:
it gives a generator and runs none of its lines, and when they are run the copy is gone as well.

Fails:
- test_the_orders_that_were_asked_for_are_in_the_file
- test_the_guest_book_speaks_the_language_that_was_asked_for
- test_a_file_goes_out_while_its_book_is_read
- test_files_that_are_on_their_way_at_once_do_not_mix
- test_whom_nobody_has_named_gets_no_file
- test_a_language_that_is_none_of_the_three_is_refused
- test_whoever_has_been_named_once_need_not_be_named_again
"""

import csv
import io

from books import Books
from flask import abort
from flask import copy_current_request_context
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
        @copy_current_request_context
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
        @copy_current_request_context
        def lines():
            yield line(*g.columns or abort(400, "This language is not spoken here."))
            rows = 0
            for entry in books.guest_book():
                rows += 1
                yield line(*entry)
            yield line("for", whose(), rows)

        return lines(), CSV

    return app
