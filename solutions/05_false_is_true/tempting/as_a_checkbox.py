"""It is a checkbox: if something was sent, it is a yes.

Tempting because browsers do this: a ticked box is sent, the others are not. But the phones send the
field for a no too, and the word no is also something.

Fails:
- test_a_guest_who_says_no_to_nuts_sees_the_dishes_without_nuts
- test_a_guest_who_says_no_sees_what_fits
- test_a_dish_that_is_switched_off_is_not_on_the_menu
- test_a_word_that_is_not_in_the_table_does_not_mean_yes
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


def ticked(fields, name, default=None):
    """True when something was sent."""
    return True if fields.get(name) else default


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
        vegetarian=ticked(request.args, "vegetarian"),
        nuts=ticked(request.args, "nuts"),
        available=ticked(request.args, "available", True),
        max_price=request.args.get("max_price", type=int),
    )


@menu.get("/drinks")
def search_drinks():
    """The drinks that fit."""
    return found(
        kitchen().drinks(),
        alcohol=ticked(request.args, "alcohol"),
        available=ticked(request.args, "available", True),
        max_price=request.args.get("max_price", type=int),
    )


@menu.post("/dishes/<int:number>")
def mark_dish(number):
    """Mark a dish as available or as out."""
    if number not in [dish["number"] for dish in kitchen().dishes()]:
        abort(404)
    available = ticked(request.form, "available")
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
