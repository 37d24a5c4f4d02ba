"""I look whether the key is known before I charge, so nobody pays twice.

Tempting because it is so when one try comes after the other. But the charge takes a while, and a till
with a bad line does not wait for its end. The second try looks before the first one is noted, and both
charge.

Fails:
- test_two_tries_at_the_same_time_charge_once
- test_two_tries_at_the_same_time_are_one_payment_or_told_to_wait
"""

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

    @app.get("/payments")
    def payments():
        return jsonify(terminal.charges)

    @app.post("/payments")
    def pay():
        amount = request.get_json().get("amount")
        if not isinstance(amount, int) or amount <= 0:
            return {"error": "Which amount?"}, 400
        key = request.headers.get("Idempotency-Key")
        if key in paid:
            known, receipt = paid[key]
            if known != amount:
                return {"error": "This key belongs to another amount."}, 422
            return {"receipt": receipt}, 201
        try:
            receipt = terminal.charge(amount)
        except ConnectionError:
            return {"error": "The terminal has no line to the bank. Try again."}, 503
        if key is not None:
            paid[key] = amount, receipt
        return {"receipt": receipt}, 201

    return app
