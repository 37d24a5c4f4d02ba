"""The workers lose the session, so the name goes into a cookie of its own.

Tempting because every worker can read it, and no key can differ. But nobody signs this cookie. Otto
writes "hanna" into it with his browser's tools, and he is Hanna.

Fails:
- test_a_new_key_makes_everybody_sign_in_again
- test_without_a_key_nobody_signs_in
"""

from flask import abort
from flask import Flask
from flask import redirect
from flask import render_template_string
from flask import request
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
        name = request.cookies.get("name")
        shifts = shifts_of(name) if name else []
        return render_template_string(ROSTER, name=name, shifts=shifts)

    @app.post("/sign-in")
    def sign_in():
        name = request.form.get("name", "")
        if not knows(name, request.form.get("pin", "")):
            abort(403, "The office does not know this name with this PIN.")
        response = redirect(url_for("roster"))
        response.set_cookie("name", name, httponly=True, samesite="Lax")
        return response

    @app.post("/sign-out")
    def sign_out():
        response = redirect(url_for("roster"))
        response.delete_cookie("name", httponly=True, samesite="Lax")
        return response

    @app.get("/api/shifts")
    def my_shifts():
        name = request.cookies.get("name")
        if not name:
            abort(403, "Please sign in first.")
        return {"name": name, "shifts": shifts_of(name)}

    return app
