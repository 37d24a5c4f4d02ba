"""The payments of the Blue Plate: a till sends an amount, and the terminal charges the card."""

from flask import Flask
from flask import jsonify
from flask import request
from terminal import Terminal


def create_app(config=None):
    """Make the app; `TERMINAL` in its configuration charges the cards."""
    app = Flask(__name__)
    app.config.from_mapping(TERMINAL=Terminal())
    app.config.from_mapping(config or {})
    terminal = app.config["TERMINAL"]

    @app.get("/payments")
    def payments():
        return jsonify(terminal.charges)

    @app.post("/payments")
    def pay():
        amount = request.get_json().get("amount")
        if not isinstance(amount, int) or amount <= 0:
            return {"error": "Which amount?"}, 400
        try:
            receipt = terminal.charge(amount)
        except ConnectionError:
            return {"error": "The terminal has no line to the bank. Try again."}, 503
        return {"receipt": receipt}, 201

    return app
