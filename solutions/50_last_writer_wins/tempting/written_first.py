"""I write the text, and if the version was an old one, the answer says so.

Tempting because the status is right: 412. But Otto is told that nothing happened, and his text hangs in
the window. A condition has to be judged before the work is done.

Fails:
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
        with one_pen:
            tag = str(card.dishes[number].version)
            card.write(number, text)
        if not request.if_match:
            abort(428)
        if not request.if_match.contains(tag):
            abort(412)
        return show(number)

    return app
