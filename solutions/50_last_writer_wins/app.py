"""The menu of the Blue Plate: the staff read a dish, and change what the card says of it."""

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
                abort(412)
            card.write(number, text)
            return show(number)

    return app
