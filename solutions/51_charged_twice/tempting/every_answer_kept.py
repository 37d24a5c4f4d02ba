"""The same key gets the same answer, whatever it was.

Tempting because that is what an idempotent request sounds like. But 503 said: nothing happened, try
again. When this answer is kept, trying again can never help, and the bill is never paid.

Sees: 503 Service Unavailable
Fails:
- test_a_payment_that_failed_can_be_tried_again
"""

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
    answers, one_at_a_time = {}, Lock()  # by the key of a bill: its amount and answer

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
        with one_at_a_time:
            if key not in answers:
                answers[key] = amount, charge(amount)
            known, answer = answers[key]
        if known != amount:
            return {"error": "This key belongs to another amount."}, 422
        return answer

    return app
