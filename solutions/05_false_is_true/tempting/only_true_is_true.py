"""I compare the text with true; everything else is false.

Tempting because it is one comparison, and it is the best-known answer. But `1`, `yes` and `on` become a
no, and so does an empty field.

Fails:
- test_a_guest_who_says_yes_to_nuts_sees_the_dishes_with_nuts[1]
- test_a_guest_who_says_yes_to_nuts_sees_the_dishes_with_nuts[yes]
- test_a_guest_who_says_yes_to_nuts_sees_the_dishes_with_nuts[On]
- test_a_dish_that_is_switched_on_is_on_the_menu
- test_an_empty_field_in_a_search_counts_as_missing
- test_an_empty_switch_is_refused
"""

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


def is_true(text):
    """Whether the text is the word for True."""
    return text.lower() == "true"


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
        vegetarian=request.args.get("vegetarian", type=is_true),
        nuts=request.args.get("nuts", type=is_true),
        available=request.args.get("available", True, type=is_true),
        max_price=request.args.get("max_price", type=int),
    )


@menu.get("/drinks")
def search_drinks():
    """The drinks that fit."""
    return found(
        kitchen().drinks(),
        alcohol=request.args.get("alcohol", type=is_true),
        available=request.args.get("available", True, type=is_true),
        max_price=request.args.get("max_price", type=int),
    )


@menu.post("/dishes/<int:number>")
def mark_dish(number):
    """Mark a dish as available or as out."""
    if number not in [dish["number"] for dish in kitchen().dishes()]:
        abort(404)
    available = request.form.get("available", type=is_true)
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
