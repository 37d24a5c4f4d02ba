"""The key is noted before the charge, and taken away if it fails. Meanwhile the answer is 409."""

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
    tries, noting = {}, Lock()  # by the key of a bill: its amount, and the receipt or None

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
        with noting:
            first = tries.setdefault(key, mine := [amount, None])
        known, receipt = first
        if known != amount:
            return {"error": "This key belongs to another amount."}, 422
        if first is not mine:
            if receipt is None:
                return {"error": "The first try is running."}, 409, {"Retry-After": "1"}
            return {"receipt": receipt}, 201
        try:
            answer, status = charge(amount)
            mine[1] = answer.get("receipt")
            return answer, status
        finally:
            if mine[1] is None:
                del tries[key]

    return app
