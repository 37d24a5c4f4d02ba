"""The variable is called FLASK_SECRET_KEY, so Flask reads it by itself.

Tempting because FLASK_DEBUG and FLASK_APP work that way. The command `flask` reads those two. The
configuration of an app comes from the environment only when the app asks for it. Here there is no
key, and each sign-in is a 500.

Fails:
- test_staff_sign_in_and_see_their_shifts
- test_staff_sign_in_with_the_form_of_the_page
- test_who_signs_out_sees_no_shifts
- test_the_next_worker_knows_who_signed_in
- test_staff_stay_signed_in_after_an_update
"""

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
