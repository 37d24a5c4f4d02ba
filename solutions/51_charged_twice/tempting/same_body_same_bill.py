"""Two requests with the same body are the same payment.

Tempting because a second try has the same body, and no key is needed. But two guests who drank the same
coffees have the same body as well, and one of them does not pay. Only the sender knows whether it is a
second try.

Fails:
- test_two_bills_of_the_same_amount_are_charged_twice
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
    paid, one_at_a_time = {}, Lock()  # by the body: its receipt

    @app.get("/payments")
    def payments():
        return jsonify(terminal.charges)

    @app.post("/payments")
    def pay():
        amount = request.get_json().get("amount")
        if not isinstance(amount, int) or amount <= 0:
            return {"error": "Which amount?"}, 400
        body = request.get_data()
        with one_at_a_time:
            if body in paid:
                return {"receipt": paid[body]}, 201
            try:
                receipt = terminal.charge(amount)
            except ConnectionError:
                return {"error": "The terminal has no line to the bank. Try again."}, 503
            paid[body] = receipt
        return {"receipt": receipt}, 201

    return app
