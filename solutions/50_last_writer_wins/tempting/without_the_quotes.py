"""I compare the header with the version.

Tempting because both look like 1. But an ETag has quotation marks, and `set_etag()` adds them. The
header is `"1"`, so it never equals 1, and nobody can change anything.

Fails:
- test_a_dish_that_was_read_can_be_changed
- test_the_etag_of_the_answer_is_good_for_the_next_change
- test_a_change_of_another_dish_is_not_in_the_way
- test_a_refused_change_writes_nothing
- test_two_changes_of_one_version_at_the_same_time_are_one_change
"""

from threading import Lock

from flask import abort
from flask import Flask
from flask import jsonify
from flask import request
from menu_card import MenuCard


def create_app(config=None):
    """Make the app; `CARD` in its configuration is the menu card in the window."""
    app = Flask(__name__)
    app.config.from_mapping(CARD=MenuCard())
    app.config.from_mapping(config or {})
    card = app.config["CARD"]
    one_pen = Lock()

    @app.get("/menu")
    def menu():
        return {str(number): dish.text for number, dish in card.dishes.items()}

    @app.get("/menu/<int:number>")
    def show(number):
        if number not in card.dishes:
            abort(404)
        dish = card.dishes[number]
        response = jsonify(text=dish.text)
        response.set_etag(str(dish.version))
        return response

    @app.put("/menu/<int:number>")
    def change(number):
        if number not in card.dishes:
            abort(404)
        text = request.get_json().get("text")
        if not isinstance(text, str) or not text.strip():
            return {"error": "Which text?"}, 400
        if "If-Match" not in request.headers:
            abort(428)
        with one_pen:
            if request.headers["If-Match"] != str(card.dishes[number].version):
                abort(412)
            card.write(number, text)
            return show(number)

    return app
