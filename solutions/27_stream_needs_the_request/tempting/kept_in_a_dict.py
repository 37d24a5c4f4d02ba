"""What the lines need later, the view leaves for them in a dict of the app.

Tempting because the lines need no request any more, and with one person in the office every file is
right. There is one dict, and lines that are drawn later find what the latest request left in it.

Fails:
- test_files_that_are_on_their_way_at_once_do_not_mix
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
    asked = {}

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
        asked.update(who=whose(), table=request.args.get("table"))

        def lines():
            yield line("number", "table", "dish", "price")
            rows = 0
            for order in books.orders():
                if asked["table"] in (None, str(order[1])):
                    rows += 1
                    yield line(*order)
            yield line("for", asked["who"], rows)

        return lines(), CSV

    @app.get("/guestbook.csv")
    def guest_book():
        columns = g.columns or abort(400, "This language is not spoken here.")
        asked.update(who=whose(), columns=columns)

        def lines():
            yield line(*asked["columns"])
            rows = 0
            for entry in books.guest_book():
                rows += 1
                yield line(*entry)
            yield line("for", asked["who"], rows)

        return lines(), CSV

    return app
