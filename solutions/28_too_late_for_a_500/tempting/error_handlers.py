"""Flask has error handlers for this: whatever fails, they make the page.

Tempting because the try and except lines go away, and in any other view it would be right. A file
that breaks off is now cut off, as it should be, since the exception escapes. But the handlers are
asked only for what fails while Flask is at work. The lines are drawn by the server, when the status
200 has been handed over.

Fails:
- test_a_book_that_cannot_be_opened_is_a_5xx
- test_a_book_whose_first_row_cannot_be_read_is_a_5xx
- test_a_night_without_a_book_is_not_found
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
    return json_lines(takings_of(current_app.config["LEDGER"], night))


def tips(night):
    return json_lines(tips_of(current_app.config["LEDGER"], night))


def takings_of(ledger, night):
    yield {"file": "takings", "night": night}
    with ledger.takings(night) as book:
        for receipt, cents in book:
            yield {"receipt": receipt, "cents": cents}


def tips_of(ledger, night):
    yield {"file": "tips", "night": night}
    with ledger.tips(night) as book:
        for waiter, cents in book:
            yield {"waiter": waiter, "cents": cents}


def json_lines(objects):
    """A response with one line for each object, sent as they come."""
    lines = (json.dumps(each, ensure_ascii=False) + "\n" for each in objects)
    return Response(lines, mimetype="application/x-ndjson")


def no_such_book(error):
    return {"error": "There is no book of this night."}, 404


def not_now(error):
    return {"error": "The ledger cannot be read. Come again later."}, 503
