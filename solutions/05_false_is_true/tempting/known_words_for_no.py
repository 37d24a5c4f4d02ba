"""I list the words for no; everything else is a yes.

Tempting because the tickets are about a no that became a yes, and each word for no is in the list. But
the old rule is still there: any text is a yes, unless somebody thought of it.

Fails:
- test_a_word_that_is_not_in_the_table_does_not_mean_yes
"""

from flask import abort
from flask import Blueprint
from flask import current_app
from flask import Flask
from flask import request
from kitchen import Kitchen

NO = ("false", "0", "no", "off")

menu = Blueprint("menu", __name__)


def kitchen():
    """What this app asks about dishes and drinks."""
    return current_app.config["KITCHEN"]


def is_yes(text):
    """True unless the text says no; nothing at all is for `get` to decide."""
    if not text:
        raise ValueError("nothing was said")
    return text.lower() not in NO


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
        vegetarian=request.args.get("vegetarian", type=is_yes),
        nuts=request.args.get("nuts", type=is_yes),
        available=request.args.get("available", True, type=is_yes),
        max_price=request.args.get("max_price", type=int),
    )


@menu.get("/drinks")
def search_drinks():
    """The drinks that fit."""
    return found(
        kitchen().drinks(),
        alcohol=request.args.get("alcohol", type=is_yes),
        available=request.args.get("available", True, type=is_yes),
        max_price=request.args.get("max_price", type=int),
    )


@menu.post("/dishes/<int:number>")
def mark_dish(number):
    """Mark a dish as available or as out."""
    if number not in [dish["number"] for dish in kitchen().dishes()]:
        abort(404)
    available = request.form.get("available", type=is_yes)
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
