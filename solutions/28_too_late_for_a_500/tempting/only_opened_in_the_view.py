"""What can fail is the opening of the book, so I open it in the view.

Tempting because a silent cellar and a missing book are answered as promised, and a line that breaks
later cuts the file off. An open book is no row, though. When the very first row cannot be
read the first line of the file is out already, with the status 200.

Fails:
- test_a_book_whose_first_row_cannot_be_read_is_a_5xx
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
    return json_lines(takings_of, current_app.config["LEDGER"].takings(night), night)


def tips(night):
    return json_lines(tips_of, current_app.config["LEDGER"].tips(night), night)


def takings_of(book, night):
    yield {"file": "takings", "night": night}
    for receipt, cents in book:
        yield {"receipt": receipt, "cents": cents}


def tips_of(book, night):
    yield {"file": "tips", "night": night}
    for waiter, cents in book:
        yield {"waiter": waiter, "cents": cents}


def json_lines(objects_of, book, night):
    """A response with one line for each object that comes from the book, sent as they come."""
    lines = (json.dumps(each, ensure_ascii=False) + "\n" for each in objects_of(book, night))
    response = Response(lines, mimetype="application/x-ndjson")
    response.call_on_close(book.close)
    return response


def no_such_book(error):
    return {"error": "There is no book of this night."}, 404


def not_now(error):
    return {"error": "The ledger cannot be read. Come again later."}, 503
