"""abort raises an exception, so my views return their refusals instead.

Tempting because then the handler for Exception does not see them. But Flask raises exceptions, too.
A wrong address and a wrong method never come to a view, and both still wake Otto up.

Fails:
- test_a_wrong_address_is_not_found
- test_a_wrong_method_is_not_allowed
- test_the_pager_does_not_ring_for_a_mistake[a wrong address]
"""

from flask import Blueprint
from flask import current_app
from flask import Flask
from flask import request
from supplier import data_sheet

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
        if dish not in DISHES:
            return "We have no such dish.", 404
        for ingredient in DISHES[dish]:
            found.update(current_app.config["SUPPLIER"](ingredient)["allergens"])
    except TimeoutError:
        return "Our supplier takes its time.", 503, {"Retry-After": "30"}
    return {"dish": dish, "allergens": sorted(found)}


@desk.get("/bookings/")
def bookings():
    day = request.args.get("day")
    if day is None:
        return "Which day?", 400
    return [booking for booking in current_app.extensions["book"] if booking["day"] == day]


@desk.post("/bookings/")
def book():
    name, day = request.form.get("name"), request.form.get("day")
    guests = request.form.get("guests", 0, type=int)
    if name is None or day is None or guests < 1:
        return "There is something missing.", 400
    pages = current_app.extensions["book"]
    if sum(booking["guests"] for booking in pages if booking["day"] == day) + guests > SEATS:
        return "We are full.", 409
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
