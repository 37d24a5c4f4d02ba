"""HTTP errors are those with a code, so the code is the status, and 500 is for those without one.

Tempting because it is one line, and mistakes at the screen are told with the right number. But a
code is on many exceptions. That the supplier has no sheet for samphire becomes "we have no such
dish", and nobody hears of it. And the answer is made anew: Allow and Retry-After are lost, and for
the slow supplier somebody is called after all.

Fails:
- test_a_fault_that_carries_a_number_is_a_fault_all_the_same[an HTTPError with code 404]
- test_a_fault_that_carries_a_number_is_a_fault_all_the_same[an HTTPError with code 403]
- test_a_fault_that_carries_a_number_is_a_fault_all_the_same[an HTTPError with code 503]
- test_a_fault_that_carries_a_number_is_a_fault_all_the_same[an HTTPError with code 302]
- test_a_fault_that_carries_a_number_is_a_fault_all_the_same[an error with code 200]
- test_a_fault_that_carries_a_number_is_a_fault_all_the_same[an error much like a 404]
- test_the_screen_is_told_of_a_fault_and_nothing_about_it
- test_a_method_that_an_address_does_not_have_is_not_allowed
- test_a_slow_supplier_is_worth_another_try
"""

from flask import abort
from flask import Blueprint
from flask import current_app
from flask import Flask
from flask import jsonify
from flask import request
from supplier import data_sheet
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
    code = getattr(error, "code", 500)
    if code >= 500:
        current_app.config["PAGER"](f"{request.method} {request.path}: {error!r}")
        return {"error": "Something is broken here. Somebody is being called."}, code
    return {"error": "This does not work."}, code


def create_app(config=None):
    """Make the app. SUPPLIER(ingredient) gives a data sheet, TEXTER(text) and PAGER(text) send."""
    app = Flask(__name__)
    app.config.from_mapping(SUPPLIER=data_sheet, TEXTER=print, PAGER=print)
    app.config.from_mapping(config or {})
    app.extensions["book"] = []
    app.register_blueprint(desk)
    app.register_error_handler(Exception, wake_somebody)
    return app
