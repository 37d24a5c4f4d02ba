"""The first row is read with next(), and whatever goes wrong there is a 503.

Tempting because it is the right place and the right moment, and every failure of the line is told
in time. A book without rows fails as well in the eyes of next(): it raises StopIteration, on a
night on which nothing was wrong but the weather.

Fails:
- test_a_night_without_a_row_is_a_file_of_one_line
"""

import json
from itertools import chain

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
    try:
        first = [next(book)]
    except Exception as error:
        book.close()
        raise OSError("the first row cannot be read") from error
    objects = (dict(zip(fields, row, strict=True)) for row in chain(first, book))
    lines = (json.dumps(each, ensure_ascii=False) + "\n" for each in chain([head], objects))
    response = Response(lines, mimetype="application/x-ndjson")
    response.call_on_close(book.close)
    return response


def no_such_book(error):
    return {"error": "There is no book of this night."}, 404


def not_now(error):
    return {"error": "The ledger cannot be read. Come again later."}, 503
