"""A queue must not grow for ever, so mine has room for ten receipts, and one thread sends them.

Tempting because limits are good advice, and ten receipts are more than ever wait on a good day. But
`put` waits when the queue is full, and a view calls it. When the mailer is slow, the twelfth guest
waits.

Fails:
- test_nobody_waits_while_many_receipts_wait
"""

from queue import Queue
from threading import Thread

from flask import abort
from flask import Flask
from flask import redirect
from flask import render_template
from flask import request
from flask import session
from flask import url_for
from outside import Cards
from outside import Mailer
from outside import ORDERS


def create_app(config=None):
    """Make the app; ORDERS, CARDS and MAILER in its configuration are what is outside of it."""
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="the key of the checkout")
    app.config.from_mapping(ORDERS=ORDERS, CARDS=Cards(), MAILER=Mailer())
    app.config.from_mapping(config or {})
    orders = app.config["ORDERS"]
    paid = set()
    outbox = Queue(maxsize=10)

    def total(number):
        return sum(price for dish, price in orders[number])

    def address_for(number, is_paid):
        if number not in orders:
            abort(404)
        if (number in paid) != is_paid:
            abort(409)
        return request.form.get("mail") or abort(400)

    def deliver(to, subject, text):
        try:
            app.config["MAILER"].send(to, subject, text)
        except Exception:
            app.logger.exception("no receipt for %s", to)

    def work():
        while True:
            deliver(*outbox.get())

    Thread(target=work, daemon=True).start()

    def mail_receipt(to, number):
        rows = [f"{dish}: {price}" for dish, price in orders[number]]
        rows.append(f"paid: {total(number)}")
        outbox.put((to, f"Receipt for order {number}", "\n".join(rows)))

    @app.get("/orders/<int:number>")
    def order(number):
        if number not in orders:
            abort(404)
        return render_template(
            "order.html",
            number=number,
            dishes=orders[number],
            total=total(number),
            paid=number in paid,
            mail=session.get("mail", ""),
        )

    @app.post("/orders/<int:number>")
    def pay(number):
        to = address_for(number, is_paid=False)
        if not app.config["CARDS"].charge(request.form.get("card", ""), total(number)):
            return "The card was refused.", 402
        paid.add(number)
        session["mail"] = to
        mail_receipt(to, number)
        return redirect(url_for("order", number=number))

    @app.post("/orders/<int:number>/receipt")
    def send_again(number):
        to = address_for(number, is_paid=True)
        mail_receipt(to, number)
        return redirect(url_for("order", number=number))

    return app
