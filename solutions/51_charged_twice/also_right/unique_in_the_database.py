"""The database takes each key once, from all processes: who cannot insert it came second."""

import os
import sqlite3
from contextlib import closing
from tempfile import mkdtemp

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
    file = os.path.join(app.config.get("DATA_DIR") or mkdtemp(), "payments.db")

    def ask(statement, *values):
        """Run one statement and commit; give back the first row, or None."""
        with closing(sqlite3.connect(file, isolation_level=None)) as database:
            return database.execute(statement, values).fetchone()

    ask("CREATE TABLE IF NOT EXISTS tries (key TEXT PRIMARY KEY, amount INT, receipt TEXT)")

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
        try:
            ask("INSERT INTO tries (key, amount) VALUES (?, ?)", key, amount)
        except sqlite3.IntegrityError:
            first = ask("SELECT amount, receipt FROM tries WHERE key = ?", key)
            if first and first[0] != amount:
                return {"error": "This key belongs to another amount."}, 422
            if first is None or first[1] is None:
                return {"error": "Another try is running."}, 409
            return {"receipt": first[1]}, 201
        receipt = None
        try:
            answer, status = charge(amount)
            receipt = answer.get("receipt")
        finally:
            if receipt is None:
                ask("DELETE FROM tries WHERE key = ?", key)
            else:
                ask("UPDATE tries SET receipt = ? WHERE key = ?", receipt, key)
        return answer, status

    return app
