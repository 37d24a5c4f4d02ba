"""No page of its own: back to the form, with an address that says what to thank for."""

from counter import Counter
from flask import Flask
from flask import redirect
from flask import render_template_string
from flask import request
from flask import url_for

PAGE = """<!doctype html>
<title>Take-away</title>
{% if order %}
<p>Thank you, {{ order.guest }}. We will call out number {{ request.args.order }}:
   {{ order.dish }}, portions: {{ order.portions }}.</p>
{% endif %}
<p>{{ wrong }}</p>
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
"""


def create_app(config=None):
    """Make the app; `COUNTER` in its configuration takes the orders."""
    app = Flask(__name__)
    app.config.from_mapping(COUNTER=Counter())
    app.config.from_mapping(config or {})
    counter = app.config["COUNTER"]

    def form_again(wrong=""):
        menu, order = counter.menu(), counter.order(request.args.get("order", type=int))
        typed = request.form
        return render_template_string(PAGE, menu=menu, wrong=wrong, typed=typed, order=order)

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
        return redirect(url_for("take_away", order=number))

    return app
