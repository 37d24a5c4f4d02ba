"""The page that thanks comes right after the order, so it shows the latest one.

Tempting because for one guest at a time it is right, and a reload is a harmless GET. Between order
and page, or between page and reload, somebody else orders. Ann is thanked for Bob's trout, and he
learns her number and her name.

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
        latest["order"] = number
        return redirect(url_for("ordered"))

    @app.get("/orders/thanks")
    def ordered():
        number = latest.get("order") or abort(404)
        return render_template_string(ORDERED, number=number, order=counter.order(number))

    @app.post("/vouchers")
    def voucher():
        name = request.form.get("name", "").strip()
        amount = request.form.get("amount", type=int, default=0)
        if not name or not 5 <= amount <= 200:
            return form_again("For whom is it, and for how many euros (5 to 200)?"), 422
        code = counter.sell_voucher(name, amount)
        latest["voucher"] = code
        return redirect(url_for("bought"))

    @app.get("/vouchers/thanks")
    def bought():
        code = latest.get("voucher") or abort(404)
        return render_template_string(BOUGHT, code=code, voucher=counter.voucher(code))

    return app
