"""It is a checkbox: ticked is something, not ticked is nothing.

Tempting because browsers do it so: a box that is ticked is sent, the others are not, and it is
enough to look whether anything came. Phones are no checkboxes. They send the field and say no in
it, and that is something, too.

Fails:
- test_no_is_no_when_dishes_are_searched
- test_no_is_no_when_drinks_are_searched
- test_a_search_with_a_word_that_is_neither_yes_nor_no_is_refused
- test_a_dish_that_is_switched_off_is_out
- test_a_switch_that_says_neither_on_nor_off_is_refused[another language]
- test_a_switch_that_says_neither_on_nor_off_is_refused[another script]
- test_a_switch_that_says_neither_on_nor_off_is_refused[one letter of yes]
- test_a_switch_that_says_neither_on_nor_off_is_refused[one letter of false]
- test_a_switch_that_says_neither_on_nor_off_is_refused[a number]
- test_a_switch_that_says_neither_on_nor_off_is_refused[a number below zero]
- test_a_switch_that_says_neither_on_nor_off_is_refused[a longer zero]
- test_a_switch_that_says_neither_on_nor_off_is_refused[nothing in JSON]
- test_a_switch_that_says_neither_on_nor_off_is_refused[nothing in Python]
- test_a_switch_that_says_neither_on_nor_off_is_refused[both]
- test_a_switch_that_says_neither_on_nor_off_is_refused[a longer yes]
- test_a_switch_that_says_neither_on_nor_off_is_refused[a longer no]
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
