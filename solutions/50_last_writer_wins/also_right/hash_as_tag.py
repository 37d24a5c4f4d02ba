"""The ETag is made from the text, and a change is compared with the text that is there now."""

from threading import Lock

from flask import abort
from flask import Flask
from flask import jsonify
from flask import request
from menu_card import MenuCard
from werkzeug.http import is_resource_modified


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
        response = jsonify(text=card.dishes[number].text)
        response.add_etag()
        return response

    @app.put("/menu/<int:number>")
    def change(number):
        if number not in card.dishes:
            abort(404)
        text = request.get_json().get("text")
        if not isinstance(text, str) or not text.strip():
            return {"error": "Which text?"}, 400
        if "If-Match" not in request.headers:
            return {"error": "Which version did you read?"}, 428
        with one_pen:
            now = show(number).headers["ETag"]
            if not is_resource_modified(request.environ, now):
                return {"error": "Somebody has changed it. Read it again."}, 412
            card.write(number, text)
            return show(number)

    return app
