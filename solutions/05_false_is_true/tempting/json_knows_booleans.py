"""JSON has true and false, so json.loads can read them.

Tempting because json.loads("false") is False, and no list of words is needed. But it knows two words
in one spelling. `off` and `False` are a ValueError, and `get` gives the default.

Fails:
- test_a_guest_who_says_yes_to_nuts_sees_the_dishes_with_nuts[TRUE]
- test_a_guest_who_says_yes_to_nuts_sees_the_dishes_with_nuts[yes]
- test_a_guest_who_says_yes_to_nuts_sees_the_dishes_with_nuts[On]
- test_a_dish_that_is_switched_on_is_on_the_menu
- test_a_guest_who_says_no_sees_what_fits[no, for vegetarian]
- test_a_guest_who_says_no_sees_what_fits[off, for available dishes]
- test_a_guest_who_says_no_sees_what_fits[FALSE, for available drinks]
- test_a_dish_that_is_switched_off_is_not_on_the_menu
"""

import json

from flask import abort
from flask import Blueprint
from flask import current_app
from flask import Flask
from flask import request
from kitchen import Kitchen

menu = Blueprint("menu", __name__)


def kitchen():
    """What this app asks about dishes and drinks."""
    return current_app.config["KITCHEN"]


def found(offers, max_price=None, **wishes):
    """What fits all wishes, as the phones show it; a wish that is None fits everything."""
    return [
        {"number": offer["number"], "name": offer["name"], "price": offer["price"]}
        for offer in offers
        if max_price is None or offer["price"] <= max_price
        if all(wish is None or offer[name] == wish for name, wish in wishes.items())
    ]


@menu.get("/dishes")
def search_dishes():
    """The dishes that fit."""
    return found(
        kitchen().dishes(),
        vegetarian=request.args.get("vegetarian", type=json.loads),
        nuts=request.args.get("nuts", type=json.loads),
        available=request.args.get("available", True, type=json.loads),
        max_price=request.args.get("max_price", type=int),
    )


@menu.get("/drinks")
def search_drinks():
    """The drinks that fit."""
    return found(
        kitchen().drinks(),
        alcohol=request.args.get("alcohol", type=json.loads),
        available=request.args.get("available", True, type=json.loads),
        max_price=request.args.get("max_price", type=int),
    )


@menu.post("/dishes/<int:number>")
def mark_dish(number):
    """Mark a dish as available or as out."""
    if number not in [dish["number"] for dish in kitchen().dishes()]:
        abort(404)
    available = request.form.get("available", type=json.loads)
    if available is None:
        abort(400, "Is this dish available, or is it out?")
    kitchen().mark(number, available)
    return "", 204


def create_app(config=None):
    """Make the app; `KITCHEN` in its configuration is the kitchen's list."""
    app = Flask(__name__)
    app.config["KITCHEN"] = Kitchen()
    app.config.from_mapping(config or {})
    app.register_blueprint(menu)
    return app
