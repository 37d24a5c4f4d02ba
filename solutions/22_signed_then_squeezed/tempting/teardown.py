"""teardown_request comes after everything, so it is the place for what has to come last.

Tempting because it really is called later than every after_request function. But it gets no
response, and by then the header has been handed to the server.

Fails:
- test_the_price_list_is_json_and_signed
- test_a_packed_list_is_signed_as_it_arrives
- test_a_plain_table_is_signed_with_its_stamp
- test_a_packed_table_is_signed_as_it_arrives
- test_an_error_is_signed_as_it_arrives
"""

import gzip
import hmac

from flask import Flask
from flask import g
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

    @app.after_request
    def squeeze(response):
        response.vary.add("Accept-Encoding")
        if response.data and request.accept_encodings.quality("gzip"):
            response.data = gzip.compress(response.data, mtime=0)
            response.content_encoding = "gzip"
        g.response = response
        return response

    @app.after_request
    def stamp(response):
        if response.mimetype in ("text/csv", "text/plain"):
            response.data += STAMP
        return response

    @app.teardown_request
    def sign(error):
        signature = hmac.new(app.config["KEY"].encode(), g.response.data, "sha256")
        g.response.headers["Price-Signature"] = signature.hexdigest()

    @app.get("/prices")
    def price_list():
        return app.config["PRICES"]()

    @app.get("/prices.csv")
    def price_table():
        rows = [f"{article},{price}\n" for article, price in app.config["PRICES"]().items()]
        return Response("".join(["article,price\n", *rows]), mimetype="text/csv")

    @app.errorhandler(HTTPException)
    def explain(error):
        response = error.get_response()
        response.data, response.mimetype = f"{error.description}\n", "text/plain"
        return response

    return app
