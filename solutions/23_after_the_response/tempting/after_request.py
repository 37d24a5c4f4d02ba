"""What must come after the answer goes into after_request: the name says when it runs.

Tempting because the name says so, and because the address is remembered again: at this point the
session has not been saved yet. That is the trouble as well. The function is handed the response so
that it can still change it, so nothing of it can have been sent.

Fails:
- test_whoever_pays_has_the_answer_while_the_mailer_is_busy
- test_whoever_wants_the_receipt_again_has_the_answer_while_the_mailer_is_busy
- test_other_guests_are_served_while_the_mailer_is_busy
- test_a_mailer_that_fails_harms_neither_the_answer_nor_the_next_receipt
"""

from flask import abort
from flask import after_this_request
from flask import Flask
from flask import g
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
        g.receipt = to, number
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

        @after_this_request
        def mail_again(response):
            mail_receipt(to, number)
            return response

        return redirect(url_for("order", number=number))

    @app.after_request
    def after_paying(response):
        if "receipt" in g:
            to, number = g.receipt
            mail_receipt(to, number)
            session["mail"] = to
        return response

    return app
