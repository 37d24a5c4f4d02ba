"""GET does no harm, so the POST redirects to a page that takes the order and says thanks.

Tempting because the browser does not ask any more. But it does not ask because GET is meant to be
harmless. Here each reload takes an order, and so does each program that opens the address.

Fails:
- test_a_guest_is_thanked_for_the_order
- test_a_reload_takes_no_second_order
- test_the_page_names_the_order_after_each_reload
- test_each_guest_keeps_a_page_of_their_own
"""

from counter import Counter
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
        return redirect(url_for("ordered", guest=guest, dish=dish, portions=portions))

    @app.get("/orders/thanks")
    def ordered():
        taken = request.args["guest"], request.args["dish"], request.args["portions"]
        number = counter.take_order(*taken)
        return render_template_string(ORDERED, number=number, order=counter.order(number))

    return app
