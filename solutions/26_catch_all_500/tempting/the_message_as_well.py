"""Now that it is for crashes only, the screen may as well be told which one.

Tempting because it saves a call to ask what was on the screen. But what stands in an exception was
written for the house: names of machines, files, tables. The call centre reads it out to callers.

Fails:
- test_the_screen_is_told_of_a_fault_and_nothing_about_it
"""

from flask import abort
from flask import Blueprint
from flask import current_app
from flask import Flask
from flask import jsonify
from flask import request
from supplier import data_sheet
from werkzeug.exceptions import HTTPException
from werkzeug.exceptions import ServiceUnavailable

DISHES = {
    "apple pie": ["flour", "butter", "apples"],
    "fish pie": ["cod", "samphire", "butter"],
    "pea soup": ["peas", "cream"],
    "stew": ["beef", "celery"],
}
SEATS = 24

desk = Blueprint("desk", __name__)


@desk.get("/dishes/")
def dishes():
    """What callers can ask about."""
    return list(DISHES)


@desk.get("/dishes/<dish>/allergens")
def allergens(dish):
    """What is in a dish, by the supplier's data sheets."""
    if dish not in DISHES:
        abort(404)
    found = set()
    try:
        for ingredient in DISHES[dish]:
            found.update(current_app.config["SUPPLIER"](ingredient)["allergens"])
    except TimeoutError as error:
        raise ServiceUnavailable("Our supplier takes its time.", retry_after=30) from error
    return jsonify(dish=dish, allergens=sorted(found))


@desk.get("/bookings/")
def bookings():
    """Who comes on a day."""
    day = request.args["day"]
    return [booking for booking in current_app.extensions["book"] if booking["day"] == day]


@desk.post("/bookings/")
def book():
    """Book a table, if there are seats, and text the guest."""
    name, day = request.form["name"], request.form["day"]
    guests = request.form.get("guests", 0, type=int)
    if guests < 1:
        abort(400)
    pages = current_app.extensions["book"]
    if sum(booking["guests"] for booking in pages if booking["day"] == day) + guests > SEATS:
        abort(409)
    current_app.config["TEXTER"](f"{name}, your table for {guests} is booked: {day}.")
    pages.append({"name": name, "day": day, "guests": guests})
    return pages[-1], 201


def wake_somebody(error):
    """Call whoever is on duty, and tell the call centre that it is not their fault."""
    if isinstance(error, HTTPException):
        return error
    current_app.config["PAGER"](f"{request.method} {request.path}: {error!r}")
    return {"error": f"Something is broken here: {error}"}, 500


def create_app(config=None):
    """Make the app. SUPPLIER(ingredient) gives a data sheet, TEXTER(text) and PAGER(text) send."""
    app = Flask(__name__)
    app.config.from_mapping(SUPPLIER=data_sheet, TEXTER=print, PAGER=print)
    app.config.from_mapping(config or {})
    app.extensions["book"] = []
    app.register_blueprint(desk)
    app.register_error_handler(Exception, wake_somebody)
    return app
