"""Sessions belong on the server: the cookie holds a number, and the app knows whose it is.

Tempting because it works with one worker, and names no longer travel. But the list of numbers is a
dict in the memory of one process. The next worker has another dict, and after an update it is
empty.

Fails:
- test_the_next_worker_knows_who_signed_in
- test_staff_stay_signed_in_after_an_update
"""

import os
import secrets

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
    app.config["SECRET_KEY"] = os.environ["FLASK_SECRET_KEY"]
    app.config.from_mapping(config or {})
    signed_in = {}

    @app.get("/")
    def roster():
        name = signed_in.get(session.get("number"))
        shifts = shifts_of(name) if name else []
        return render_template_string(ROSTER, name=name, shifts=shifts)

    @app.post("/sign-in")
    def sign_in():
        name = request.form.get("name", "")
        if not knows(name, request.form.get("pin", "")):
            abort(403, "The office does not know this name with this PIN.")
        session["number"] = secrets.token_hex()
        signed_in[session["number"]] = name
        return redirect(url_for("roster"))

    @app.post("/sign-out")
    def sign_out():
        signed_in.pop(session.pop("number", None), None)
        return redirect(url_for("roster"))

    @app.get("/api/shifts")
    def my_shifts():
        name = signed_in.get(session.get("number"))
        if not name:
            abort(403, "Please sign in first.")
        return {"name": name, "shifts": shifts_of(name)}

    return app
