"""A book that was opened in the view is closed by the with in the generator.

Tempting because the with is right there, around all rows, and it does close the book of each file
that was begun. A generator that was never begun has no with to leave. When the first row fails, or
when only the head was asked for, nobody draws a line, and the book stays open.

Fails:
- test_no_book_stays_open_when_the_answer_has_ended
"""

import json
from itertools import chain
from itertools import islice

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
    book = current_app.config["LEDGER"].takings(night)
    return night_file({"file": "takings", "night": night}, book, ("receipt", "cents"))


def tips(night):
    book = current_app.config["LEDGER"].tips(night)
    return night_file({"file": "tips", "night": night}, book, ("waiter", "cents"))


def night_file(head, book, fields):
    """A file whose first row has been read while its status could still be another one."""
    first = list(islice(book, 1))

    def lines():
        with book:
            yield json.dumps(head, ensure_ascii=False) + "\n"
            for row in chain(first, book):
                yield json.dumps(dict(zip(fields, row, strict=True)), ensure_ascii=False) + "\n"

    return Response(lines(), mimetype="application/x-ndjson")


def no_such_book(error):
    return {"error": "There is no book of this night."}, 404


def not_now(error):
    return {"error": "The ledger cannot be read. Come again later."}, 503
