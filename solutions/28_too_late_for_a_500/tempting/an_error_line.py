"""When a status is too late, a last line can say that something broke.

Tempting because it is friendly to people who look into the file, and the early failures are right.
But a program reads the file. The line catches the exception, so the body gets its regular end: 200,
whole, booked.

Fails:
- test_a_file_that_breaks_off_is_not_taken_for_a_whole_one
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
    return night_file(night, current_app.config["LEDGER"].takings(night))


def night_file(night, book):
    """A file whose first row has been read while its status could still be another one."""
    try:
        first = list(islice(book, 1))
    except OSError:
        book.close()
        raise

    def lines():
        yield json.dumps({"file": "takings", "night": night}) + "\n"
        try:
            for receipt, cents in chain(first, book):
                yield json.dumps({"receipt": receipt, "cents": cents}) + "\n"
        except OSError:
            yield json.dumps({"error": "This file is not whole."}) + "\n"

    response = Response(lines(), mimetype="application/x-ndjson")
    response.call_on_close(book.close)
    return response


def no_such_book(error):
    return {"error": "There is no book of this night."}, 404


def not_now(error):
    return {"error": "The ledger cannot be read. Come again later."}, 503
