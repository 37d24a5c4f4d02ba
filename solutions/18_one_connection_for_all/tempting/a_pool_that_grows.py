"""Each request borrows a connection, and when none is free a new one is made.

Tempting because nobody waits, nothing is shared, and what comes back is clean. After a busy noon,
though, as many connections are open as there were guests at once, and no quiet hour closes them. A
pool needs a size, and somebody who waits when it is empty, or who closes what is too many.

Fails:
- test_a_quiet_house_has_few_connections_open
"""

import sqlite3
from queue import Empty
from queue import SimpleQueue

from devices import CardReader
from devices import SlipPrinter
from flask import abort
from flask import Flask
from flask import g
from flask import request
from voucher_file import new_voucher_file


def create_app(config=None):
    """Make the app; VOUCHERS in its configuration is the path of the vouchers' database."""
    app = Flask(__name__)
    app.config.from_mapping(CARD_READER=CardReader(), PRINTER=SlipPrinter())
    app.config.from_mapping(config or {})
    if "VOUCHERS" not in app.config:
        app.config["VOUCHERS"] = new_voucher_file()

    pool = SimpleQueue()

    def vouchers():
        if "vouchers" not in g:
            try:
                g.vouchers = pool.get_nowait()
            except Empty:
                g.vouchers = sqlite3.connect(app.config["VOUCHERS"], check_same_thread=False)
        return g.vouchers

    @app.teardown_appcontext
    def give_back(error):
        if db := g.pop("vouchers", None):
            db.rollback()  # what was not committed must not wait for the next borrower
            pool.put(db)

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
