"""Each view opens a connection for its own work; a with block commits it or not, and closes it."""

import sqlite3
from contextlib import closing
from contextlib import contextmanager

from devices import CardReader
from devices import SlipPrinter
from flask import abort
from flask import Flask
from flask import request
from voucher_file import new_voucher_file


def create_app(config=None):
    """Make the app; VOUCHERS in its configuration is the path of the vouchers' database."""
    app = Flask(__name__)
    app.config.from_mapping(CARD_READER=CardReader(), PRINTER=SlipPrinter())
    app.config.from_mapping(config or {})
    if "VOUCHERS" not in app.config:
        app.config["VOUCHERS"] = new_voucher_file()

    @contextmanager
    def vouchers():
        with closing(sqlite3.connect(app.config["VOUCHERS"])) as db, db:
            yield db

    def balance_of(db, code):
        query = "SELECT balance FROM vouchers WHERE code = ?"
        row = db.execute(query, [code]).fetchone()
        if row is None:
            abort(404)
        return row[0]

    def amount_asked():
        amount = request.form.get("amount", type=int, default=0)
        if amount < 1:
            abort(400, "How much shall it be?")
        return amount

    def book(db, code, amount, slip):
        row = [code, amount, slip]
        db.execute("INSERT INTO bookings (code, amount, slip) VALUES (?, ?, ?)", row)
        return {"amount": amount, "slip": slip}

    @app.get("/vouchers/<code>")
    def voucher(code):
        with vouchers() as db:
            return {"balance": balance_of(db, code)}

    @app.get("/vouchers/<code>/bookings")
    def bookings(code):
        query = "SELECT amount, slip FROM bookings WHERE code = ? ORDER BY number"
        with vouchers() as db:
            balance_of(db, code)
            return [{"amount": amount, "slip": slip} for amount, slip in db.execute(query, [code])]

    @app.post("/vouchers/<code>/topups")
    def top_up(code):
        query = "UPDATE vouchers SET balance = balance + ? WHERE code = ?"
        with vouchers() as db:
            balance_of(db, code)
            amount = amount_asked()
            db.execute(query, [amount, code])
            slip = app.config["CARD_READER"].charge(request.form.get("card", ""), amount)
            if slip is None:
                abort(409, "The card was refused.")
            return book(db, code, amount, slip), 201

    @app.post("/vouchers/<code>/payments")
    def pay(code):
        query = "UPDATE vouchers SET balance = balance - ? WHERE code = ? AND balance >= ?"
        with vouchers() as db:
            balance_of(db, code)
            amount = amount_asked()
            if not db.execute(query, [amount, code, amount]).rowcount:
                abort(409, "There is less than that on the voucher.")
            slip = app.config["PRINTER"].print_slip(code, amount)
            return book(db, code, -amount, slip), 201

    return app
