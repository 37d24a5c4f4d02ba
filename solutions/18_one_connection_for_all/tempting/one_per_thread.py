"""Threads must not share it, so each thread has a connection of its own, and keeps it.

Tempting because two requests that run at the same time do not meet any more. But one thread serves
many requests. The next one commits what a crash left on the connection. And nobody closes what a
thread has opened: a server that starts a thread for each guest opens a connection for each guest.

Fails:
- test_few_connections_stay_open
- test_a_crash_in_debug_mode_is_not_booked_later
"""

import sqlite3
import threading

from devices import CardReader
from devices import SlipPrinter
from flask import abort
from flask import Flask
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

    mine = threading.local()

    def vouchers():
        if not hasattr(mine, "db"):
            mine.db = sqlite3.connect(app.config["VOUCHERS"])
        return mine.db

    @app.errorhandler(HTTPException)
    def refuse(error):
        vouchers().rollback()
        return error

    def balance_of(code):
        query = "SELECT balance FROM vouchers WHERE code = ?"
        row = vouchers().execute(query, [code]).fetchone()
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
        vouchers().execute("INSERT INTO bookings (code, amount, slip) VALUES (?, ?, ?)", row)
        vouchers().commit()
        return {"amount": amount, "slip": slip}

    @app.get("/vouchers/<code>")
    def voucher(code):
        return {"balance": balance_of(code)}

    @app.get("/vouchers/<code>/bookings")
    def bookings(code):
        balance_of(code)
        query = "SELECT amount, slip FROM bookings WHERE code = ? ORDER BY number"
        rows = vouchers().execute(query, [code])
        return [{"amount": amount, "slip": slip} for amount, slip in rows]

    @app.post("/vouchers/<code>/topups")
    def top_up(code):
        balance_of(code)
        amount = amount_asked()
        query = "UPDATE vouchers SET balance = balance + ? WHERE code = ?"
        vouchers().execute(query, [amount, code])
        slip = app.config["CARD_READER"].charge(request.form.get("card", ""), amount)
        if slip is None:
            abort(409, "The card was refused.")
        return book(code, amount, slip), 201

    @app.post("/vouchers/<code>/payments")
    def pay(code):
        balance_of(code)
        amount = amount_asked()
        query = "UPDATE vouchers SET balance = balance - ? WHERE code = ? AND balance >= ?"
        if not vouchers().execute(query, [amount, code, amount]).rowcount:
            abort(409, "There is less than that on the voucher.")
        slip = app.config["PRINTER"].print_slip(code, amount)
        return book(code, -amount, slip), 201

    return app
