"""A cursor is a session of its own, so each request gets a cursor.

Tempting because a cursor feels like a private thing: it has its own statement, its own rows and its
own rowcount. But a transaction belongs to the connection. commit() and rollback() end whatever was
begun on it, through any cursor.

Fails:
- test_a_wrong_address_takes_nothing_off_a_voucher
- test_a_refused_request_undoes_no_booking
- test_a_payment_does_not_book_a_refused_top_up
- test_a_refused_top_up_is_never_on_the_voucher
- test_a_voucher_pays_once_at_two_counters
- test_a_crash_in_debug_mode_is_not_booked_later
"""

import sqlite3

from devices import CardReader
from devices import SlipPrinter
from flask import abort
from flask import Flask
from flask import g
from flask import request
from voucher_file import new_voucher_file
from werkzeug.exceptions import HTTPException


def create_app(config=None):
    """Make the app; VOUCHERS in its configuration is the path of the vouchers' database."""
    app = Flask(__name__)
    app.config.from_mapping(CARD_READER=CardReader(), PRINTER=SlipPrinter())
    app.config.from_mapping(config or {})
    if "VOUCHERS" not in app.config:
        app.config["VOUCHERS"] = new_voucher_file()
    db = sqlite3.connect(app.config["VOUCHERS"], check_same_thread=False)

    @app.before_request
    def open_cursor():
        g.cursor = db.cursor()

    @app.teardown_request
    def close_cursor(error):
        if "cursor" in g:
            g.cursor.close()

    def balance_of(code):
        query = "SELECT balance FROM vouchers WHERE code = ?"
        row = g.cursor.execute(query, [code]).fetchone()
        if row is None:
            abort(404)
        return row[0]

    def amount_asked():
        amount = request.form.get("amount", type=int, default=0)
        if amount < 1:
            abort(400, "How much shall it be?")
        return amount

    def book(code, amount, slip):
        row = [code, amount, slip]
        g.cursor.execute("INSERT INTO bookings (code, amount, slip) VALUES (?, ?, ?)", row)
        db.commit()
        return {"amount": amount, "slip": slip}

    @app.errorhandler(HTTPException)
    def refuse(error):
        db.rollback()
        return error

    @app.get("/vouchers/<code>")
    def voucher(code):
        return {"balance": balance_of(code)}

    @app.get("/vouchers/<code>/bookings")
    def bookings(code):
        balance_of(code)
        query = "SELECT amount, slip FROM bookings WHERE code = ? ORDER BY number"
        return [
            {"amount": amount, "slip": slip} for amount, slip in g.cursor.execute(query, [code])
        ]

    @app.post("/vouchers/<code>/topups")
    def top_up(code):
        balance_of(code)
        amount = amount_asked()
        query = "UPDATE vouchers SET balance = balance + ? WHERE code = ?"
        g.cursor.execute(query, [amount, code])
        slip = app.config["CARD_READER"].charge(request.form.get("card", ""), amount)
        if slip is None:
            abort(409, "The card was refused.")
        return book(code, amount, slip), 201

    @app.post("/vouchers/<code>/payments")
    def pay(code):
        balance_of(code)
        amount = amount_asked()
        query = "UPDATE vouchers SET balance = balance - ? WHERE code = ? AND balance >= ?"
        if not g.cursor.execute(query, [amount, code, amount]).rowcount:
            abort(409, "There is less than that on the voucher.")
        slip = app.config["PRINTER"].print_slip(code, amount)
        return book(code, -amount, slip), 201

    return app
