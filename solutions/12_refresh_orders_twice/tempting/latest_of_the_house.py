"""The page that thanks comes right after the order, so it shows the latest order.

Tempting because for one guest at a time it is right, and a reload is a harmless GET. But then Bob
orders. Ann reloads her page, and it thanks Bob and names his number.

Fails:
- test_each_guest_keeps_a_page_of_their_own
"""

from counter import Counter
from flask import abort
from flask import Flask
from flask import redirect
from flask import render_template_string
from flask import request
from flask import url_for

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

    latest = {}

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
        latest["number"] = number
        return redirect(url_for("ordered"))

    @app.get("/orders/thanks")
    def ordered():
        number = latest.get("number") or abort(404)
        return render_template_string(ORDERED, number=number, order=counter.order(number))

    return app
