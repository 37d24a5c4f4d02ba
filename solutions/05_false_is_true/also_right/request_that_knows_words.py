"""A request class with a method that reads yes and no."""

from flask import abort
from flask import Blueprint
from flask import current_app
from flask import Flask
from flask import Request
from flask import request
from kitchen import Kitchen
from werkzeug.exceptions import BadRequest

YES = ("true", "1", "yes", "on")
NO = ("false", "0", "no", "off")

menu = Blueprint("menu", __name__)


class WordRequest(Request):
    """A request whose fields can be yes, no, or left open."""

    def says(self, name, default=None):
        """True, False, or the default. Raises BadRequest for any other word."""
        word = (self.form if self.method == "POST" else self.args).get(name) or ""
        match word.casefold():
            case "":
                return default
            case word if word in YES:
                return True
            case word if word in NO:
                return False
        raise BadRequest(f"{name} says neither yes nor no.")


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
        vegetarian=request.says("vegetarian"),
        nuts=request.says("nuts"),
        available=request.says("available", True),
        max_price=request.args.get("max_price", type=int),
    )


@menu.get("/drinks")
def search_drinks():
    """The drinks that fit."""
    return found(
        kitchen().drinks(),
        alcohol=request.says("alcohol"),
        available=request.says("available", True),
        max_price=request.args.get("max_price", type=int),
    )


@menu.post("/dishes/<int:number>")
def mark_dish(number):
    """Mark a dish as available or as out."""
    if number not in [dish["number"] for dish in kitchen().dishes()]:
        abort(404)
    available = request.says("available")
    if available is None:
        abort(400, "Is this dish available, or is it out?")
    kitchen().mark(number, available)
    return "", 204


def create_app(config=None):
    """Make the app; `KITCHEN` in its configuration is the kitchen's list."""
    app = Flask(__name__)
    app.request_class = WordRequest
    app.config["KITCHEN"] = Kitchen()
    app.config.from_mapping(config or {})
    app.register_blueprint(menu)
    return app
