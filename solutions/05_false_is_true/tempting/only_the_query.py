"""The addresses are wrong: the guests write false there.

Tempting because two of three tickets are about searches. But a form field is text too. The cook's
`off` still switches the dish on.

Fails:
- test_a_dish_that_is_switched_off_is_not_on_the_menu
- test_an_empty_switch_is_refused
- test_a_word_that_is_not_in_the_table_does_not_mean_yes
"""

from flask import abort
from flask import Blueprint
from flask import current_app
from flask import Flask
from flask import request
from kitchen import Kitchen

WORDS = {
    **dict.fromkeys(["true", "1", "yes", "on"], True),
    **dict.fromkeys(["false", "0", "no", "off"], False),
}

menu = Blueprint("menu", __name__)


def kitchen():
    """What this app asks about dishes and drinks."""
    return current_app.config["KITCHEN"]


def yes_or_no(fields, name, default=None):
    """What a field says, True or False; the default when it says nothing."""
    word = fields.get(name, "").lower()
    if not word:
        return default
    if word not in WORDS:
        abort(400, f"{name} is yes or no. This is neither: {word}")
    return WORDS[word]


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
        vegetarian=yes_or_no(request.args, "vegetarian"),
        nuts=yes_or_no(request.args, "nuts"),
        available=yes_or_no(request.args, "available", True),
        max_price=request.args.get("max_price", type=int),
    )


@menu.get("/drinks")
def search_drinks():
    """The drinks that fit."""
    return found(
        kitchen().drinks(),
        alcohol=yes_or_no(request.args, "alcohol"),
        available=yes_or_no(request.args, "available", True),
        max_price=request.args.get("max_price", type=int),
    )


@menu.post("/dishes/<int:number>")
def mark_dish(number):
    """Mark a dish as available or as out."""
    if number not in [dish["number"] for dish in kitchen().dishes()]:
        abort(404)
    available = request.form.get("available", type=bool)
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
