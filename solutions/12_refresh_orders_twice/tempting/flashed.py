"""A thank-you is a message, and messages are flashed: redirect to the form, and the form shows it.

Tempting because the documentation does it so, and the second order is gone. A flashed message is
there for the next request only. Ann reloads the page to see her number once more, and there is no
number on it.

Fails:
- test_the_page_that_thanks_says_the_same_when_it_is_reloaded
- test_each_guest_keeps_a_page_of_their_own
- test_an_order_that_was_put_right_can_be_reloaded_as_well
"""

from counter import Counter
from flask import flash
from flask import Flask
from flask import redirect
from flask import render_template_string
from flask import request
from flask import url_for

PAGE = """<!doctype html>
<title>Take-away</title>
<p>{{ wrong }}</p>
{% for message in get_flashed_messages() %}
<p>{{ message }}</p>
{% endfor %}
<form method="post" action="/orders">
  <input name="guest" placeholder="your name" value="{{ typed.guest }}">
  <select name="dish">
    {% for dish in menu %}
    <option {% if dish == typed.dish %}selected{% endif %}>{{ dish }}</option>
    {% endfor %}
  </select>
  <input name="portions" value="{{ typed.get('portions', 1) }}">
  <button>order</button>
</form>
<form method="post" action="/vouchers">
  <input name="name" placeholder="for whom" value="{{ typed.name }}">
  <input name="amount" placeholder="euros" value="{{ typed.amount }}">
  <button>buy a voucher</button>
</form>
"""


def create_app(config=None):
    """Make the app; `COUNTER` in its configuration takes the orders and sells the vouchers."""
    app = Flask(__name__)
    app.config.from_mapping(COUNTER=Counter(), SECRET_KEY="dev")
    app.config.from_mapping(config or {})
    counter = app.config["COUNTER"]

    def form_again(wrong=""):
        menu = counter.menu()
        return render_template_string(PAGE, menu=menu, wrong=wrong, typed=request.form)

    @app.get("/")
    def take_away():
        return form_again()

    @app.post("/orders")
    def order():
        guest = request.form.get("guest", "").strip()
        dish = request.form.get("dish")
        portions = request.form.get("portions", type=int, default=0)
        if not guest or dish not in counter.menu() or not 1 <= portions <= 20:
            return form_again("Who are you, and how many portions (1 to 20)?"), 422
        number = counter.take_order(guest, dish, portions)
        flash(
            f"Thank you, {guest}. We will call out number {number}: {dish}, portions: {portions}."
        )
        return redirect(url_for("take_away"))

    @app.post("/vouchers")
    def voucher():
        name = request.form.get("name", "").strip()
        amount = request.form.get("amount", type=int, default=0)
        if not name or not 5 <= amount <= 200:
            return form_again("For whom is it, and for how many euros (5 to 200)?"), 422
        code = counter.sell_voucher(name, amount)
        flash(f"Thank you. Voucher {code} for {name}, worth {amount} euros.")
        return redirect(url_for("take_away"))

    return app
