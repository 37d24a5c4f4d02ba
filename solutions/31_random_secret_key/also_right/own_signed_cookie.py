"""A cookie of one's own, signed with the house's key by the library that Flask uses as well."""

import hashlib
import os

from flask import abort
from flask import Flask
from flask import redirect
from flask import render_template_string
from flask import request
from flask import url_for
from itsdangerous import BadSignature
from itsdangerous import TimestampSigner
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
    key = os.environ["FLASK_SECRET_KEY"]
    if not key:
        raise ValueError("FLASK_SECRET_KEY is empty")
    signer = TimestampSigner(key, salt="roster", digest_method=hashlib.sha256)

    def who():
        try:
            return signer.unsign(request.cookies.get("who", ""), max_age=31 * 86400).decode()
        except BadSignature:
            return None

    @app.get("/")
    def roster():
        name = who()
        shifts = shifts_of(name) if name else []
        return render_template_string(ROSTER, name=name, shifts=shifts)

    @app.post("/sign-in")
    def sign_in():
        name = request.form.get("name", "")
        if not knows(name, request.form.get("pin", "")):
            abort(403, "The office does not know this name with this PIN.")
        response = redirect(url_for("roster"))
        response.set_cookie("who", signer.sign(name).decode(), httponly=True, samesite="Lax")
        return response

    @app.post("/sign-out")
    def sign_out():
        response = redirect(url_for("roster"))
        response.delete_cookie("who", httponly=True, samesite="Lax")
        return response

    @app.get("/api/shifts")
    def my_shifts():
        name = who()
        if not name:
            abort(403, "Please sign in first.")
        return {"name": name, "shifts": shifts_of(name)}

    return app
