"""Without a key in the variable, missing or empty, the app should start all the same.

Tempting because the app starts on every laptop, as in many tutorials. It also starts on the server
where somebody forgot the variable. With a random key the old complaint is back. With this default,
everybody knows the key, so everybody can make a cookie that says hanna.

Fails:
- test_without_a_key_nobody_signs_in
"""

import os

from flask import abort
from flask import Flask
from flask import redirect
from flask import render_template_string
from flask import request
from flask import session
from flask import url_for
from office import knows
from office import shifts_of

ROSTER = """<!doctype html>
<title>Roster</title>
{% if name %}
<h1>Shifts of {{ name }}</h1>
<ul>
{% for shift in shifts %}
  <li>{{ shift }}</li>
{% endfor %}
</ul>
<form method="post" action="{{ url_for('sign_out') }}"><button>sign out</button></form>
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
    """Make the app of one worker."""
    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ.get("FLASK_SECRET_KEY") or "dev"
    app.config.from_mapping(config or {})

    @app.get("/")
    def roster():
        name = session.get("name")
        shifts = shifts_of(name) if name else []
        return render_template_string(ROSTER, name=name, shifts=shifts)

    @app.post("/sign-in")
    def sign_in():
        name = request.form.get("name", "")
        if not knows(name, request.form.get("pin", "")):
            abort(403, "The office does not know this name with this PIN.")
        session["name"] = name
        return redirect(url_for("roster"))

    @app.post("/sign-out")
    def sign_out():
        session.pop("name", None)
        return redirect(url_for("roster"))

    @app.get("/api/shifts")
    def my_shifts():
        if "name" not in session:
            abort(403, "Please sign in first.")
        return {"name": session["name"], "shifts": shifts_of(session["name"])}

    return app
