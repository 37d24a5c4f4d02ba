"""The key says which payment it is, so I need not look at the rest.

Tempting because it is right for each honest second try. But a till that uses a key again for another bill
gets a receipt for the first one. It says that 45 are paid, and 40 were charged.

Fails:
- test_another_amount_with_the_same_key_is_refused
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
                return {"receipt": paid[key]}, 201
            try:
                receipt = terminal.charge(amount)
            except ConnectionError:
                return {"error": "The terminal has no line to the bank. Try again."}, 503
            if key is not None:
                paid[key] = receipt
        return {"receipt": receipt}, 201

    return app
