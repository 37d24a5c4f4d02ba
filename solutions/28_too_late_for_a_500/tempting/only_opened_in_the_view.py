"""What can fail is the opening of the book, so I open it in the view.

Tempting because a silent cellar and a missing book get their status now, and a night that breaks is
cut off. But an open book is no row. When the first row cannot be read, the first line is out already,
with the status 200.

Fails:
- test_a_book_whose_first_row_cannot_be_read_is_a_5xx
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
    return app


def nights():
    return current_app.config["LEDGER"].nights()


def takings(night):
    return night_file(night, current_app.config["LEDGER"].takings(night))


def night_file(night, book):
    head = {"file": "takings", "night": night}
    objects = ({"receipt": receipt, "cents": cents} for receipt, cents in book)
    lines = (json.dumps(each) + "\n" for each in chain([head], objects))
    response = Response(lines, mimetype="application/x-ndjson")
    response.call_on_close(book.close)
    return response


def no_such_book(error):
    return {"error": "There is no book of this night."}, 404


def not_now(error):
    return {"error": "The ledger cannot be read. Come again later."}, 503
