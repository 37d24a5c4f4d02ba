"""A hook reads all yes-and-no fields before the views run."""

from flask import abort
from flask import Blueprint
from flask import current_app
from flask import Flask
from flask import g
from flask import request
from kitchen import Kitchen

WORDS = {
    **dict.fromkeys(["true", "1", "yes", "on"], True),
    **dict.fromkeys(["false", "0", "no", "off"], False),
}

FIELDS = ["vegetarian", "nuts", "alcohol", "available"]

menu = Blueprint("menu", __name__)


def kitchen():
    """What this app asks about dishes and drinks."""
    return current_app.config["KITCHEN"]


@menu.before_request
def read_the_words():
    """Put what the fields say on `g`, and refuse what they cannot say."""
    said = request.form if request.method == "POST" else request.args
    words = {name: said[name].lower() for name in FIELDS if said.get(name)}
    if not set(words.values()) <= WORDS.keys():
        abort(400, "One of these is neither yes nor no.")
    g.wishes = {name: WORDS[word] for name, word in words.items()}


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
        vegetarian=g.wishes.get("vegetarian"),
        nuts=g.wishes.get("nuts"),
        available=g.wishes.get("available", True),
        max_price=request.args.get("max_price", type=int),
    )


@menu.get("/drinks")
def search_drinks():
    """The drinks that fit."""
    return found(
        kitchen().drinks(),
        alcohol=g.wishes.get("alcohol"),
        available=g.wishes.get("available", True),
        max_price=request.args.get("max_price", type=int),
    )


@menu.post("/dishes/<int:number>")
def mark_dish(number):
    """Mark a dish as available or as out."""
    if number not in [dish["number"] for dish in kitchen().dishes()]:
        abort(404)
    available = g.wishes.get("available")
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
