"""Werkzeug knows conditional requests: I make the answers conditional.

Tempting because `make_conditional()` reads `If-Match`, compares it with the ETag and even answers 412.
But it does this for GET and HEAD alone. For PUT it does nothing, and if it did, it would come too late:
the text is on the card by then.

Fails:
- test_a_change_of_an_older_version_is_refused
- test_a_change_that_names_no_version_is_refused
- test_a_refused_change_writes_nothing
- test_two_changes_of_one_version_at_the_same_time_are_one_change
"""

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
        return response.make_conditional(request)

    @app.put("/menu/<int:number>")
    def change(number):
        if number not in card.dishes:
            abort(404)
        text = request.get_json().get("text")
        if not isinstance(text, str) or not text.strip():
            return {"error": "Which text?"}, 400
        card.write(number, text)
        return show(number)

    return app
