"""The desk of the Blue Plate: the call centre books tables here and looks up allergens."""

from flask import abort
from flask import Blueprint
from flask import current_app
from flask import Flask
from flask import request
from supplier import data_sheet
from werkzeug.exceptions import ServiceUnavailable

DISHES = {
    "apple pie": ["flour", "butter", "apples"],
    "fish pie": ["cod", "samphire", "butter"],
    "stew": ["beef", "celery"],
}
SEATS = 24

desk = Blueprint("desk", __name__)


@desk.get("/dishes/<dish>/allergens")
def allergens(dish):
    found = set()
    try:
        for ingredient in DISHES.get(dish) or abort(404):
            found.update(current_app.config["SUPPLIER"](ingredient)["allergens"])
    except TimeoutError as error:
        raise ServiceUnavailable("Our supplier takes its time.", retry_after=30) from error
    return {"dish": dish, "allergens": sorted(found)}


@desk.get("/bookings/")
def bookings():
    day = request.args["day"]
    return [booking for booking in current_app.extensions["book"] if booking["day"] == day]


@desk.post("/bookings/")
def book():
    name, day = request.form["name"], request.form["day"]
    guests = request.form.get("guests", 0, type=int)
    if guests < 1:
        abort(400)
    pages = current_app.extensions["book"]
    if sum(booking["guests"] for booking in pages if booking["day"] == day) + guests > SEATS:
        abort(409)
    pages.append({"name": name, "day": day, "guests": guests})
    return pages[-1], 201


def wake_somebody(error):
    """Call whoever is on duty, and tell the call centre that it is not their fault."""
    current_app.config["PAGER"](f"{request.method} {request.path}: {error!r}")
    return {"error": "Something is broken here. Somebody is being called."}, 500


def create_app(config=None):
    """Make the app. SUPPLIER(ingredient) gives a data sheet, PAGER(text) calls somebody."""
    app = Flask(__name__)
    app.config.from_mapping(SUPPLIER=data_sheet, PAGER=print)
    app.config.from_mapping(config or {})
    app.extensions["book"] = []
    app.register_blueprint(desk)
    app.register_error_handler(Exception, wake_somebody)
    return app
