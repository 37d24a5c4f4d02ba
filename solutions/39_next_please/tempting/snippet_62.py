"""A function that everybody copies, is_safe_url(), is safe.

Tempting because it joins the address with our own and compares the hosts, and it was copied into
many apps. But it looks at what urljoin() makes of four slashes: a path of this app. A browser reads the
address itself, and finds another host.

Fails:
- test_other_ways_to_write_two_slashes_do_not_lead_to_another_site[four slashes]
"""

from urllib.parse import urljoin
from urllib.parse import urlsplit

from flask import abort
from flask import Flask
from flask import redirect
from flask import request
from flask import session
from flask import url_for
from markupsafe import escape

PINS = {"hanna": "2704", "otto": "1931"}
ROSTER = {"mon": ["Hanna", "Otto"], "tue": ["Otto", "Ann B"]}

SIGN_IN = """<!doctype html>
<title>Sign in</title>
<form method="post">
  <input name="name" placeholder="name">
  <input name="pin" type="password" placeholder="PIN">
  <button>sign in</button>
</form>
"""


def is_safe_url(target):
    here = urlsplit(request.host_url)
    there = urlsplit(urljoin(request.host_url, target))
    return there.scheme in ("http", "https") and here.netloc == there.netloc


def create_app(config=None):
    """Make the app."""
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="the secret of the Blue Plate")
    app.config.from_mapping(config or {})

    @app.get("/")
    def home():
        return f'<h1>Blue Plate</h1> <a href="{url_for("roster")}">roster</a>'

    @app.get("/roster")
    def roster():
        if "name" not in session:
            return redirect(url_for("sign_in", next=request.full_path))
        day, who = request.args.get("day", "mon"), request.args.get("who")
        names = [name for name in ROSTER.get(day, []) if who in (name, None)]
        return f"<h1>{escape(day)}</h1> <p>{', '.join(names)}</p>"

    @app.get("/sign-in")
    def sign_in():
        return SIGN_IN

    @app.post("/sign-in")
    def check_pin():
        name = request.form.get("name")
        if name not in PINS or PINS[name] != request.form.get("pin"):
            abort(403)
        session["name"] = name
        target = request.args.get("next", "")
        if not target or not is_safe_url(target):
            target = url_for("home")
        return redirect(target)

    return app
