"""The signature does not fit what is packed, so packing and signing change places.

Tempting because most shops take gzip, and theirs was the loudest complaint; their lists in JSON are
right now. Nobody has looked at the third function: it is called last, and puts its stamp under what
has been packed and signed.

Fails:
- test_a_stamped_list_is_signed_with_its_stamp
- test_a_stamped_list_can_be_unpacked_and_is_the_same
- test_a_list_that_is_stamped_and_packed_is_signed_as_it_travels
- test_an_order_is_confirmed_with_stamp_and_signature
- test_what_goes_wrong_is_signed_as_it_travels
"""

import gzip
import hmac
from itertools import count

from flask import abort
from flask import Flask
from flask import request
from flask import Response
from office import prices
from werkzeug.exceptions import HTTPException

STAMP = b"# The Blue Plate. Prices are without tax.\n"


def create_app(config=None):
    """Make the app; KEY signs its answers, and PRICES() asks the office what things cost."""
    app = Flask(__name__)
    app.config.from_mapping(KEY="the key that the shops know", PRICES=prices)
    app.config.from_mapping(config or {})
    numbers = count(1)
    orders = {}

    @app.after_request
    def stamp(response):
        if response.mimetype in ("text/csv", "text/plain"):
            response.data += STAMP
        return response

    @app.after_request
    def sign(response):
        signature = hmac.new(app.config["KEY"].encode(), response.data, "sha256")
        response.headers["Price-Signature"] = signature.hexdigest()
        return response

    @app.after_request
    def squeeze(response):
        response.vary.add("Accept-Encoding")
        if response.data and request.accept_encodings.quality("gzip"):
            response.data = gzip.compress(response.data, mtime=0)
            response.content_encoding = "gzip"
        return response

    @app.get("/prices")
    def price_list():
        return app.config["PRICES"]()

    @app.get("/prices.csv")
    def price_table():
        rows = [f"{article},{price}\n" for article, price in app.config["PRICES"]().items()]
        return Response("".join(["article,price\n", *rows]), mimetype="text/csv")

    @app.post("/orders")
    def order():
        article, number = request.form.get("article"), request.form.get("count", type=int)
        price = app.config["PRICES"]().get(article)
        if price is None or number is None or number < 1:
            abort(400, "This is not an order that we understand.")
        taken = next(numbers)
        orders[taken] = article, number
        text = f"Order {taken}: {number} x {article}, {number * price}\n"
        return Response(text, 201, mimetype="text/plain")

    @app.delete("/orders/<int:number>")
    def cancel(number):
        if orders.pop(number, None) is None:
            abort(404, "There is no such order.")
        return "", 204

    @app.errorhandler(HTTPException)
    def explain(error):
        response = error.get_response()
        response.data, response.mimetype = f"{error.description}\n", "text/plain"
        return response

    return app
