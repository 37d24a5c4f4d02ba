"""The browser has to go elsewhere, and a script on the page tells it so.

Tempting because nothing is read, nothing is done, and in a browser it looks the same. But the status
is 200, "all is well". A program, or a browser without scripts, takes the empty page for the answer.

Fails:
- test_a_stranger_does_not_read_the_telephone_numbers
- test_the_takings_are_for_managers
- test_only_managers_close_the_day
"""

from functools import wraps

from books import Books
from flask import abort
from flask import Blueprint
from flask import current_app
from flask import Flask
from flask import redirect
from flask import render_template
from flask import request
from flask import session
from flask import url_for

office = Blueprint("office", __name__, url_prefix="/office")


def books():
    return current_app.config["BOOKS"]


def sent_to(address):
    return f'<!doctype html><title>…</title><script>location = "{address}"</script>'


@office.before_request
def staff_only():
    if "name" not in session:
        return sent_to(url_for("sign_in"))
    return None


def managers_only(view):
    @wraps(view)
    def guarded():
        if session.get("role") != "manager":
            return sent_to(url_for("office.desk"))
        return view()

    return guarded


@office.get("/")
def desk():
    return render_template("desk.html", telephones=books().telephones())


@office.get("/takings")
@managers_only
def takings():
    return render_template("takings.html", takings=books().takings())


@office.post("/closing")
@managers_only
def close():
    books().close_day()
    return redirect(url_for("office.takings"))


def create_app(config=None):
    """Make the app; `BOOKS` in its configuration are the books that it asks and tells."""
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="dev", BOOKS=Books())
    app.config.from_mapping(config or {})
    app.register_blueprint(office)

    @app.get("/sign-in")
    def sign_in():
        return render_template("sign_in.html")

    @app.post("/sign-in")
    def let_in():
        name = request.form.get("name", "")
        role = books().role_of(name, request.form.get("pin", ""))
        if role is None:
            abort(403, "The books do not know this name with this PIN.")
        session["name"], session["role"] = name, role
        return redirect(url_for("office.desk"))

    return app
