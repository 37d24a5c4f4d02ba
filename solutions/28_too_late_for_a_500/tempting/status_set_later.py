"""The response object is mine: when something breaks I set its status to 503.

Tempting because a response has a status_code, and setting it raises nothing. But when the lines run,
Flask has already given status and header to the server. Nobody reads what is set later, and the body
ends in order.

Fails:
- test_a_book_that_cannot_be_opened_is_a_5xx
- test_a_book_whose_first_row_cannot_be_read_is_a_5xx
- test_a_night_without_a_book_is_not_found
- test_a_file_that_breaks_off_is_not_taken_for_a_whole_one
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
    app.add_url_rule("/nights", view_func=nights)
    app.add_url_rule("/nights/<night>/takings", view_func=takings)
    return app


def nights():
    return current_app.config["LEDGER"].nights()


def takings(night):
    ledger = current_app.config["LEDGER"]

    def lines():
        try:
            for each in takings_of(ledger, night):
                yield json.dumps(each) + "\n"
        except FileNotFoundError:
            response.status_code = 404
        except OSError:
            response.status_code = 503

    response = Response(lines(), mimetype="application/x-ndjson")
    return response


def takings_of(ledger, night):
    yield {"file": "takings", "night": night}
    with ledger.takings(night) as book:
        for receipt, cents in book:
            yield {"receipt": receipt, "cents": cents}
