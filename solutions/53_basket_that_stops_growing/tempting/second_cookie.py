"""One cookie is too small, so what does not fit goes into a second one.

Tempting because a browser keeps many cookies of one site, and the third order is there now. The second
cookie gets full like the first, and again nobody is told. All cookies go up with each request, and
servers have a limit for that, too.

Fails:
- test_soups_that_were_taken_are_in_the_basket
- test_each_lunch_of_a_large_basket_has_a_code_that_stays
"""

from collections import Counter
from secrets import token_urlsafe

from flask import abort
from flask import Flask
from flask import jsonify
from flask import request
from flask import session
from itsdangerous import URLSafeSerializer

MENU = ("soup", "stew", "bread")
FIRST = 150  # lunches in the session; all others are in the second cookie


def count(lunches):
    return dict(Counter(lunch["dish"] for lunch in lunches))


def create_app(config=None):
    """Make the app; a mapping changes its configuration."""
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="dev")
    app.config.from_mapping(config or {})
    serializer = URLSafeSerializer(app.config["SECRET_KEY"], salt="more lunches")

    def kept():
        more = request.cookies.get("more")
        return session.get("lunches", []) + (serializer.loads(more) if more else [])

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
        session["lunches"] = lunches[:FIRST]
        response = jsonify(count(lunches))
        if lunches[FIRST:]:
            response.set_cookie("more", serializer.dumps(lunches[FIRST:]), httponly=True)
        return response, 201

    @app.get("/codes")
    def codes():
        return jsonify(kept())

    return app
