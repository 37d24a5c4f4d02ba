"""A decorator around each view calls all three in an order that everybody can read.

Tempting because calls within calls hold no surprise, and every list is right. But a 404 comes from
no view: it leaves the house without stamp, packing and signature.

Fails:
- test_an_unknown_address_is_explained_in_plain_text
- test_an_error_is_signed_as_it_arrives
"""

import gzip
import hmac
from functools import wraps

from flask import Flask
from flask import request
from flask import Response
from office import prices
from werkzeug.exceptions import HTTPException

STAMP = b"# The Blue Plate. Prices are without tax.\n"


def create_app(config=None):
    """Make the app; KEY signs its responses, and PRICES() asks the office what things cost."""
    app = Flask(__name__)
    app.config.from_mapping(KEY="the key that the shops know", PRICES=prices)
    app.config.from_mapping(config or {})

    def stamp(response):
        if response.mimetype in ("text/csv", "text/plain"):
            response.data += STAMP
        return response

    def squeeze(response):
        response.vary.add("Accept-Encoding")
        if response.data and request.accept_encodings.quality("gzip"):
            response.data = gzip.compress(response.data, mtime=0)
            response.content_encoding = "gzip"
        return response

    def sign(response):
        signature = hmac.new(app.config["KEY"].encode(), response.data, "sha256")
        response.headers["Price-Signature"] = signature.hexdigest()
        return response

    def sent_off(view):
        @wraps(view)
        def send_off(**values):
            return sign(squeeze(stamp(app.make_response(view(**values)))))

        return send_off

    @app.get("/prices")
    @sent_off
    def price_list():
        return app.config["PRICES"]()

    @app.get("/prices.csv")
    @sent_off
    def price_table():
        rows = [f"{article},{price}\n" for article, price in app.config["PRICES"]().items()]
        return Response("".join(["article,price\n", *rows]), mimetype="text/csv")

    @app.errorhandler(HTTPException)
    def explain(error):
        response = error.get_response()
        response.data, response.mimetype = f"{error.description}\n", "text/plain"
        return response

    return app
