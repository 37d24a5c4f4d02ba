"""The response has a close callback: what runs there keeps nobody waiting.

Tempting because it is the one hook that really comes later: the server closes a response when it
has sent it, and whoever paid has the whole answer. But it is the server that calls it, in the
thread that serves. As long as the mailer takes its time the connection stays open, and the next
guest waits.

Fails:
- test_other_guests_are_served_while_the_mailer_is_busy
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
        response = redirect(url_for("order", number=number))
        response.call_on_close(lambda: mail_receipt(to, number))
        return response

    @app.post("/orders/<int:number>/receipt")
    def send_again(number):
        to = request.form.get("mail")
        if number not in orders:
            abort(404)
        if number not in paid:
            abort(409)
        if not to:
            abort(400)
        response = redirect(url_for("order", number=number))
        response.call_on_close(lambda: mail_receipt(to, number))
        return response

    return app
