"""Two people want different things: that is a conflict, and the status for it is 409.

Tempting because 409 is the usual answer to an edit conflict, and nothing is overwritten. But the request
had a condition, and it was false. HTTP has 412 for this. A client that waits for 412 does not read the
dish again.

Fails:
- test_a_change_of_an_older_version_is_refused
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
        if not request.if_match:
            abort(428)
        with one_pen:
            if not request.if_match.contains(str(card.dishes[number].version)):
                abort(409)
            card.write(number, text)
            return show(number)

    return app
