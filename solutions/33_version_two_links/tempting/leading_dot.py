"""A leading dot in url_for means: in this version.

Tempting because the documentation says it, and for the dishes it is true. But the dot stands for
the blueprint that answers. For the reviews this is the nested blueprint, which has no view for a
dish. There url_for finds nothing, and the answer is a 500.

Fails:
- test_a_review_of_version_one_is_found_from_the_dish
- test_an_address_in_version_two_leads_to_version_two[the dish of the reviews]
- test_what_is_posted_in_version_two_has_its_location_there[a review]
- test_below_a_prefix_the_addresses_of_version_two_have_it_too[the dish of the reviews]
"""

from flask import abort
from flask import Blueprint
from flask import current_app
from flask import Flask
from flask import request
from flask import url_for
from pantry import Pantry

catalogue = Blueprint("catalogue", __name__)
reviews = Blueprint("reviews", __name__, url_prefix="/dishes/<int:number>/reviews")


def pantry():
    """The dishes and what was said about them."""
    return current_app.config["PANTRY"]


def as_data(number):
    """A dish as platforms see it; in version 2 a price has a currency."""
    dish = pantry().dish(number) or abort(404)
    price = dish["price"]
    if request.path.startswith("/v2/"):
        price = {"amount": price, "currency": "EUR"}
    return {
        "number": number,
        "name": dish["name"],
        "course": dish["course"],
        "price": price,
        "self": url_for(".one_dish", number=number),
        "reviews": url_for(".reviews.all_reviews", number=number),
    }


@catalogue.get("/dishes")
def all_dishes():
    page = max(request.args.get("page", 1, type=int), 1)
    size = min(max(request.args.get("size", 3, type=int), 1), 20)
    numbers = pantry().numbers()
    shown = numbers[(page - 1) * size : page * size]
    following = None
    if numbers[page * size :]:
        following = url_for(".all_dishes", page=page + 1, size=size)
    return {"dishes": [as_data(number) for number in shown], "next": following}


@catalogue.get("/dishes/<int:number>")
def one_dish(number):
    return as_data(number)


@catalogue.post("/dishes")
def add_dish():
    sent = request.get_json()
    number = pantry().add(sent["name"], sent["course"], sent["price"])
    return as_data(number), 201, {"Location": url_for(".one_dish", number=number)}


@reviews.get("")
def all_reviews(number):
    back = as_data(number)["self"]
    return {"dish": back, "reviews": pantry().reviews(number)}


@reviews.post("")
def add_review(number):
    here = as_data(number)["reviews"]
    pantry().review(number, request.get_json()["words"])
    return all_reviews(number), 201, {"Location": here}


catalogue.register_blueprint(reviews)


def create_app(config=None):
    """Make the app. `PANTRY` in its configuration keeps the dishes."""
    app = Flask(__name__)
    app.config["PANTRY"] = Pantry()
    app.config.from_mapping(config or {})
    app.register_blueprint(catalogue, url_prefix="/v1")
    app.register_blueprint(catalogue, url_prefix="/v2", name="catalogue_2")
    return app
