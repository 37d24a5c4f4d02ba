"""The view opens the book and reads a row; the response closes it, however it ends."""

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
    return night_file(night, current_app.config["LEDGER"].takings(night))


def night_file(night, book):
    """A file whose first row has been read while its status could still be another one."""
    try:
        first = list(islice(book, 1))
    except OSError:
        book.close()
        raise
    head = {"file": "takings", "night": night}
    objects = ({"receipt": receipt, "cents": cents} for receipt, cents in chain(first, book))
    lines = (json.dumps(each) + "\n" for each in chain([head], objects))
    response = Response(lines, mimetype="application/x-ndjson")
    response.call_on_close(book.close)
    return response


def no_such_book(error):
    return {"error": "There is no book of this night."}, 404


def not_now(error):
    return {"error": "The ledger cannot be read. Come again later."}, 503
