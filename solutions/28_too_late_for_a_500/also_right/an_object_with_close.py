"""An object gives the lines: it is begun when it is made, and the server closes it."""

import json
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
    app.add_url_rule("/nights", view_func=nights)
    app.add_url_rule("/nights/<night>/takings", view_func=takings)
    return app


def nights():
    return current_app.config["LEDGER"].nights()


class Lines:
    """The lines of a file. It has its first row when it is made; the server closes it."""

    def __init__(self, book, head):
        self.book, self.ahead = book, [head]
        try:
            self.ahead += [self.named(row) for row in islice(book, 1)]
        except OSError:
            self.close()
            raise

    def named(self, row):
        receipt, cents = row
        return {"receipt": receipt, "cents": cents}

    def __iter__(self):
        return self

    def __next__(self):
        each = self.ahead.pop(0) if self.ahead else self.named(next(self.book))
        return json.dumps(each) + "\n"

    def close(self):
        self.book.close()


def takings(night):
    """The file of a night, or the page that says why there is none."""
    try:
        book = current_app.config["LEDGER"].takings(night)
        lines = Lines(book, {"file": "takings", "night": night})
    except FileNotFoundError:
        return problem(404, "There is no book of this night.")
    except OSError:
        return problem(503, "The ledger cannot be read. Come again later.")
    return Response(lines, mimetype="application/x-ndjson")


def problem(status, words):
    """The page that tells the importer what went wrong."""
    return Response(json.dumps({"error": words}), status, mimetype="application/json")
