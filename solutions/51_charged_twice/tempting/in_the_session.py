"""The session remembers what this till has paid.

Tempting because a session is what Flask offers for remembering. But it is a cookie, and the cookie is in
the answer. If the answer gets lost, the cookie is lost with it, and the second try comes without it.

Fails:
- test_a_second_try_after_a_lost_answer_charges_nothing
- test_two_tries_at_the_same_time_charge_once
- test_two_tries_at_the_same_time_are_one_payment_or_told_to_wait
"""

from threading import Lock

from flask import Flask
from flask import jsonify
from flask import request
from flask import session
from terminal import Terminal


def create_app(config=None):
    """Make the app; `TERMINAL` in its configuration charges the cards."""
    app = Flask(__name__)
    app.config.from_mapping(TERMINAL=Terminal(), SECRET_KEY="dev")
    app.config.from_mapping(config or {})
    terminal = app.config["TERMINAL"]
    one_at_a_time = Lock()

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
            if key is not None and session.get("key") == key:
                if session["amount"] != amount:
                    return {"error": "This key belongs to another amount."}, 422
                return {"receipt": session["receipt"]}, 201
            try:
                receipt = terminal.charge(amount)
            except ConnectionError:
                return {"error": "The terminal has no line to the bank. Try again."}, 503
            session.update(key=key, amount=amount, receipt=receipt)
        return {"receipt": receipt}, 201

    return app
