"""If the same words come in twice, the second time was a reload.

Tempting because the twins are gone, and the page even keeps its number. A reload and an order look
alike from here: Ann who takes a stew for herself, and later one for her mother, gets one stew. And
the browser still asks whether the form shall be sent again.

Fails:
- test_the_same_words_sent_twice_are_two_orders
- test_a_reload_does_not_ask_whether_to_send_the_form_again
"""

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
<form method="post" action="/vouchers">
  <input name="name" placeholder="for whom" value="{{ typed.name }}">
  <input name="amount" placeholder="euros" value="{{ typed.amount }}">
  <button>buy a voucher</button>
</form>
"""

ORDERED = """<!doctype html>
<title>Thank you</title>
<h1>Thank you, {{ order.guest }}</h1>
<p>We will call out number {{ number }}: {{ order.dish }}, portions: {{ order.portions }}.</p>
"""

BOUGHT = """<!doctype html>
<title>Thank you</title>
<h1>Thank you</h1>
<p>Voucher {{ code }} for {{ voucher.name }}, worth {{ voucher.amount }} euros.</p>
"""


def create_app(config=None):
    """Make the app; `COUNTER` in its configuration takes the orders and sells the vouchers."""
    app = Flask(__name__)
    app.config.from_mapping(COUNTER=Counter())
    app.config.from_mapping(config or {})
    counter = app.config["COUNTER"]
    seen = {}

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
        words = (guest, dish, portions)
        if words not in seen:
            seen[words] = counter.take_order(guest, dish, portions)
        number = seen[words]
        return render_template_string(ORDERED, number=number, order=counter.order(number))

    @app.post("/vouchers")
    def voucher():
        name = request.form.get("name", "").strip()
        amount = request.form.get("amount", type=int, default=0)
        if not name or not 5 <= amount <= 200:
            return form_again("For whom is it, and for how many euros (5 to 200)?"), 422
        words = (name, amount)
        if words not in seen:
            seen[words] = counter.sell_voucher(name, amount)
        code = seen[words]
        return render_template_string(BOUGHT, code=code, voucher=counter.voucher(code))

    return app
