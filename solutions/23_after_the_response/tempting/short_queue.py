"""A queue must not grow for ever, so mine has room for ten receipts, and one thread sends them.

Tempting because an end to everything is good advice, and ten is more than are ever waiting. But
`put` waits when the queue is full, and the view calls it. On the day on which the mailer is slow,
one receipt is with the thread and ten are in the queue, and the twelfth guest waits as the first
one used to.

Fails:
- test_other_guests_are_served_while_the_mailer_is_busy
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

    def deliver(to, subject, text):
        try:
            app.config["MAILER"].send(to, subject, text)
        except Exception:
            app.logger.exception("no receipt for %s", to)

    def work():
        while True:
            deliver(*outbox.get())

    Thread(target=work, daemon=True).start()

    def total(number):
        return sum(price for dish, price in orders[number])

    def mail_receipt(to, number):
        rows = [f"{dish}: {price}" for dish, price in orders[number]]
        rows.append(f"paid: {total(number)}")
        subject = f"Receipt for order {number}"
        outbox.put((to, subject, "\n".join(rows)))

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
        to = request.form.get("mail")
        if number not in orders:
            abort(404)
        if number in paid:
            abort(409)
        if not to:
            abort(400)
        if not app.config["CARDS"].charge(request.form.get("card", ""), total(number)):
            return "The card was refused.", 402
        paid.add(number)
        session["mail"] = to
        mail_receipt(to, number)
        return redirect(url_for("order", number=number))

    @app.post("/orders/<int:number>/receipt")
    def send_again(number):
        to = request.form.get("mail")
        if number not in orders:
            abort(404)
        if number not in paid:
            abort(409)
        if not to:
            abort(400)
        mail_receipt(to, number)
        return redirect(url_for("order", number=number))

    return app
