"""What the accountant's importer fetches from the Blue Plate at night: the takings.

The view draws the first line, and that needs a row. What fails later is not caught.
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
    return app


def nights():
    return current_app.config["LEDGER"].nights()


def takings(night):
    return json_lines(takings_of(current_app.config["LEDGER"], night))


def takings_of(ledger, night):
    with ledger.takings(night) as book:
        first = list(islice(book, 1))
        yield {"file": "takings", "night": night}
        for receipt, cents in chain(first, book):
            yield {"receipt": receipt, "cents": cents}


def json_lines(objects):
    """A response with one line for each object, sent as they come. The first is drawn here."""
    begun = chain([next(objects)], objects)
    lines = (json.dumps(each) + "\n" for each in begun)
    response = Response(lines, mimetype="application/x-ndjson")
    response.call_on_close(objects.close)
    return response


def no_such_book(error):
    return {"error": "There is no book of this night."}, 404


def not_now(error):
    return {"error": "The ledger cannot be read. Come again later."}, 503
