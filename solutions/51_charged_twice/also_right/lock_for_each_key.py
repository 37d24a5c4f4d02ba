"""Tries with the same key wait for each other; other bills do not have to."""

from collections import defaultdict
from threading import Lock

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
    paid = {}  # by the key of a bill: its amount and receipt
    locks, making = defaultdict(Lock), Lock()

    def charge(amount):
        """Charge a card; give back the answer for the till."""
        try:
            return {"receipt": terminal.charge(amount)}, 201
        except ConnectionError:
            return {"error": "The terminal has no line to the bank. Try again."}, 503

    @app.get("/payments")
    def payments():
        return jsonify(terminal.charges)

    @app.post("/payments")
    def pay():
        amount = request.get_json().get("amount")
        if not isinstance(amount, int) or amount <= 0:
            return {"error": "Which amount?"}, 400
        key = request.headers.get("Idempotency-Key")
        if key is None:
            return charge(amount)
        with making:
            turn = locks[key]
        with turn:
            if key not in paid:
                answer, status = charge(amount)
                if status != 201:
                    return answer, status
                paid[key] = amount, answer
            known, answer = paid[key]
        if known != amount:
            return {"error": "This key belongs to another amount."}, 422
        return answer, 201

    return app
