"""A second try is a mistake of the till, so it gets an error: already paid.

Tempting because nobody is charged twice. But the till has made no mistake. It sends again because it has
no receipt, and it still has none. The guest stands there and cannot prove that the bill is paid.

Fails:
- test_a_second_try_gets_the_first_receipt
- test_two_tries_at_the_same_time_are_one_payment_or_told_to_wait
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
    paid, one_at_a_time = {}, Lock()  # by the key of a bill: its amount and receipt

    @app.get("/payments")
    def payments():
        return jsonify(terminal.charges)

    @app.post("/payments")
    def pay():
        amount = request.get_json().get("amount")
        if not isinstance(amount, int) or amount <= 0:
            return {"error": "Which amount?"}, 400
        key = request.headers.get("Idempotency-Key")
        with one_at_a_time:
            if key in paid:
                if paid[key][0] != amount:
                    return {"error": "This key belongs to another amount."}, 422
                return {"error": "Already paid."}, 409
            try:
                receipt = terminal.charge(amount)
            except ConnectionError:
                return {"error": "The terminal has no line to the bank. Try again."}, 503
            if key is not None:
                paid[key] = amount, receipt
        return {"receipt": receipt}, 201

    return app
