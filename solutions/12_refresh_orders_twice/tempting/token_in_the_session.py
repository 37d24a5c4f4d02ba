"""Each form gets a token, so the counter knows a repetition and takes it once.

Tempting because a reload finds its token used, and the guest gets the same page again. But there is
one token in the session: the form in a second window replaces it, and the order in the first window
is lost. And the page is still the answer to a POST, so the browser asks whether to send it again.

Fails:
- test_forms_in_two_windows_are_two_orders
- test_a_reload_does_not_send_the_form
"""

from secrets import token_hex

from counter import Counter
from flask import Flask
from flask import redirect
from flask import render_template_string
from flask import request
from flask import session

PAGE = """<!doctype html>
<title>Take-away</title>
<p>{{ wrong }}</p>
<form method="post" action="/orders">
  <input type="hidden" name="token" value="{{ session.token }}">
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
    app.config.from_mapping(COUNTER=Counter(), SECRET_KEY="dev")
    app.config.from_mapping(config or {})
    counter = app.config["COUNTER"]

    def form_again(wrong=""):
        menu = counter.menu()
        return render_template_string(PAGE, menu=menu, wrong=wrong, typed=request.form)

    @app.get("/")
    def take_away():
        session["token"] = token_hex()
        return form_again()

    @app.post("/orders")
    def order():
        guest = request.form.get("guest", "").strip()
        dish = request.form.get("dish")
        portions = request.form.get("portions", type=int, default=0)
        if not guest or dish not in counter.menu() or not 1 <= portions <= 20:
            return form_again("Who are you, and how many portions (1 to 20)?"), 422
        if "token" in session and request.form.get("token") == session["token"]:
            del session["token"]
            session["number"] = counter.take_order(guest, dish, portions)
        if "number" not in session:
            return redirect("/")
        number = session["number"]
        return render_template_string(ORDERED, number=number, order=counter.order(number))

    return app
