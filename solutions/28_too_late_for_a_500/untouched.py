"""What the accountant's importer fetches from the Blue Plate at night: the takings."""

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
    return json_lines(takings_of(current_app.config["LEDGER"], night))


def takings_of(ledger, night):
    yield {"file": "takings", "night": night}
    try:
        with ledger.takings(night) as book:
            for receipt, cents in book:
                yield {"receipt": receipt, "cents": cents}
    except FileNotFoundError:
        return problem(404, "There is no book of this night.")
    except OSError:
        return problem(503, "The ledger cannot be read. Come again later.")


def json_lines(objects):
    """A response with one line for each object, sent as they come."""
    lines = (json.dumps(each) + "\n" for each in objects)
    return Response(lines, mimetype="application/x-ndjson")


def problem(status, words):
    """The page that tells the importer what went wrong."""
    return Response(json.dumps({"error": words}), status, mimetype="application/json")
