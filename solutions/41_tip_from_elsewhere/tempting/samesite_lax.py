"""With SameSite, the cookie stays at home when a page somewhere else sends a form.

Tempting because it is one line, and it holds against evil.example. But SameSite knows sites and not
origins. The quiz has the same site as the app, so its forms come with the cookie, with Strict, too.

Fails:
- test_a_form_of_another_origin_gives_no_tip[quiz.blueplate.example]
- test_a_form_of_the_quiz_that_hides_where_it_is_gives_no_tip
- test_a_form_of_the_quiz_does_not_change_the_pin
- test_what_stands_in_the_form_of_another_guest_gives_no_tip
"""

from flask import abort
from flask import Flask
from flask import redirect
from flask import render_template_string
from flask import request
from flask import session
from flask import url_for

HOME = """<!doctype html>
<title>Tips</title>
{% if name %}
<h1>Tips from {{ name }}</h1>
<ul>
{% for to, amount in given %}
  <li>{{ amount }} for {{ to }}</li>
{% endfor %}
</ul>
<form method="post" action="{{ url_for('give') }}">
  <input name="to" placeholder="for whom">
  <input name="amount" type="number">
  <button>give a tip</button>
</form>
<form method="post" action="{{ url_for('change_pin') }}">
  <input name="new" type="password" placeholder="new PIN">
  <button>change the PIN</button>
</form>
{% else %}
<h1>Who are you?</h1>
<form method="post" action="{{ url_for('sign_in') }}">
  <input name="name" placeholder="name">
  <input name="pin" type="password" placeholder="PIN">
  <button>sign in</button>
</form>
{% endif %}
"""


def create_app(config=None):
    """Make the app; its guests and their tips live as long as it does."""
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="the key of the tips", SESSION_COOKIE_SAMESITE="Lax")
    app.config.from_mapping(config or {})
    pins = {"hanna": "2704", "otto": "1931"}
    tips = {name: [] for name in pins}

    @app.get("/")
    def home():
        name = session.get("name")
        return render_template_string(HOME, name=name, given=tips.get(name))

    @app.post("/sign-in")
    def sign_in():
        name = request.form.get("name")
        if name not in pins or request.form.get("pin") != pins[name]:
            abort(403, "Nobody has this name and this PIN.")
        session["name"] = name
        return redirect(url_for("home"))

    @app.post("/tips")
    def give():
        name = session.get("name") or abort(401, "Please sign in first.")
        tips[name].append((request.form["to"], request.form["amount"]))
        return redirect(url_for("home"))

    @app.post("/pin")
    def change_pin():
        name = session.get("name") or abort(401, "Please sign in first.")
        pins[name] = request.form["new"]
        return redirect(url_for("home"))

    return app
