"""The response has a close callback: what runs there keeps nobody waiting.

Tempting because it is the one hook that really comes later: the server closes a response when it
has sent it. But it is the server that calls, in the thread that serves. While the mailer is busy,
this thread serves nobody else.

Fails:
- test_the_next_guest_does_not_wait_for_the_mailer
- test_nobody_waits_while_many_receipts_wait
"""

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

    def total(number):
        return sum(price for dish, price in orders[number])

    def address_for(number, is_paid):
        if number not in orders:
            abort(404)
        if (number in paid) != is_paid:
            abort(409)
        return request.form.get("mail") or abort(400)

    def mail_receipt(to, number):
        rows = [f"{dish}: {price}" for dish, price in orders[number]]
        rows.append(f"paid: {total(number)}")
        app.config["MAILER"].send(to, f"Receipt for order {number}", "\n".join(rows))

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
        response = redirect(url_for("order", number=number))
        response.call_on_close(lambda: mail_receipt(to, number))
        return response

    @app.post("/orders/<int:number>/receipt")
    def send_again(number):
        to = address_for(number, is_paid=True)
        response = redirect(url_for("order", number=number))
        response.call_on_close(lambda: mail_receipt(to, number))
        return response

    return app
