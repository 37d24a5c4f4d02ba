"""The session is too small for a basket, so the basket gets a cookie of its own.

Tempting because the limit seems to be one of Flask's session. It is the browser's, for each cookie. And
a plain cookie is not zipped, so it is full much earlier. The first large order is lost already.

Sees: {}
Fails:
- test_lunches_of_large_orders_are_in_the_basket_or_refused
- test_soups_that_were_taken_are_in_the_basket
- test_each_lunch_of_a_large_basket_has_a_code_that_stays
"""

import json
from collections import Counter
from secrets import token_urlsafe

from flask import abort
from flask import Flask
from flask import jsonify
from flask import request

MENU = ("soup", "stew", "bread")


def kept():
    return json.loads(request.cookies.get("basket", "[]"))


def count(lunches):
    return dict(Counter(lunch["dish"] for lunch in lunches))


def create_app(config=None):
    """Make the app; a mapping changes its configuration."""
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="dev")
    app.config.from_mapping(config or {})

    @app.get("/basket")
    def look():
        return count(kept())

    @app.post("/basket")
    def put_in():
        dish = request.form.get("dish")
        if dish not in MENU:
            abort(400, "This is not on the menu.")
        quantity = request.form.get("quantity", type=int, default=1)
        if not 1 <= quantity <= 100:
            abort(400, "Please order 1 to 100 at a time.")
        new = [{"dish": dish, "code": token_urlsafe(12)} for _ in range(quantity)]
        lunches = kept() + new
        response = jsonify(count(lunches))
        response.set_cookie("basket", json.dumps(lunches), httponly=True)
        return response, 201

    @app.get("/codes")
    def codes():
        return jsonify(kept())

    return app
