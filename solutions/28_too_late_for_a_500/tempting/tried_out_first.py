"""I try out first whether the book can be read, and stream it when that went well.

Tempting because each failure that is there before the file begins is told with its status, and the
part that streams stays as it was. But what was tried out is one opening, and what is sent comes
from another. Between the two a bad line has time to fall silent, and the status is 200 again.

Fails:
- test_a_line_that_falls_silent_later_harms_no_file
"""

import json

from flask import current_app
from flask import Flask
from flask import Response
from ledger import Ledger


def create_app(config=None):
    """Make the app; LEDGER in its configuration is the ledger of the house."""
    app = Flask(__name__)
    app.config.from_mapping(LEDGER=Ledger())
    app.config.from_mapping(config or {})
    app.register_error_handler(FileNotFoundError, no_such_book)
    app.register_error_handler(OSError, not_now)
    app.add_url_rule("/nights", view_func=nights)
    app.add_url_rule("/nights/<night>/takings", view_func=takings)
    app.add_url_rule("/nights/<night>/tips", view_func=tips)
    return app


def nights():
    return current_app.config["LEDGER"].nights()


def takings(night):
    head = {"file": "takings", "night": night}
    return night_file(head, current_app.config["LEDGER"].takings, ("receipt", "cents"))


def tips(night):
    head = {"file": "tips", "night": night}
    return night_file(head, current_app.config["LEDGER"].tips, ("waiter", "cents"))


def night_file(head, open_book, fields):
    """A file that can be read, as far as trying it out can tell."""
    with open_book(head["night"]) as book:
        next(book, None)

    def lines():
        yield json.dumps(head, ensure_ascii=False) + "\n"
        with open_book(head["night"]) as book:
            for row in book:
                yield json.dumps(dict(zip(fields, row, strict=True)), ensure_ascii=False) + "\n"

    return Response(lines(), mimetype="application/x-ndjson")


def no_such_book(error):
    return {"error": "There is no book of this night."}, 404


def not_now(error):
    return {"error": "The ledger cannot be read. Come again later."}, 503
