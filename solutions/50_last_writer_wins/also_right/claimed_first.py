"""Each version can be claimed once. Who has claimed it writes without a lock."""

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
    claims, claiming = {}, Lock()  # which version of a dish is being replaced

    def claim(number):
        """Whether this request read the newest version, and nobody else replaces that."""
        with claiming:
            version = card.dishes[number].version
            free = claims.get(number) != version and str(version) in request.if_match
            if free:
                claims[number] = version
        return free

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
        if not claim(number):
            abort(412)
        try:
            card.write(number, text)
        except BaseException:
            del claims[number]  # nothing was written: the version is still there
            raise
        return show(number)

    return app
