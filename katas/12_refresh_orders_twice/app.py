"""The take-away page of the Blue Plate: guests order a dish and fetch it at the counter."""

from counter import Counter
from flask import Flask
from flask import render_template_string
from flask import request

PAGE = """<!doctype html>
<title>Take-away</title>
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

ORDERED = """<!doctype html>
<title>Thank you</title>
<h1>Thank you, {{ order.guest }}</h1>
<p>We will call out number {{ number }}: {{ order.dish }}, portions: {{ order.portions }}.</p>
"""


def create_app(config=None):
    """Make the app; `COUNTER` in its configuration takes the orders."""
    app = Flask(__name__)
    app.config.from_mapping(COUNTER=Counter())
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
        return render_template_string(ORDERED, number=number, order=counter.order(number))

    return app
