"""An HTTP error has a code, so I answer with the code, and with 500 where there is none.

Tempting because it is short, and refusals have the right number. But other exceptions have a code,
too. The supplier has no data sheet for samphire, and urllib's exception for that has the code 404:
the caller with an allergy is told that there is no such dish, and nobody is called. And the new
answer has lost its headers.

Fails:
- test_the_pager_rings_once_for_a_fault[has no data sheet for samphire]
- test_a_wrong_method_is_not_allowed
- test_a_slow_supplier_is_worth_another_try
- test_the_pager_does_not_ring_for_a_slow_supplier
"""

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
    code = getattr(error, "code", 500)
    if code < 500:
        return {"error": "This does not work."}, code
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
