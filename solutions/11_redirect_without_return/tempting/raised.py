"""A redirect ends the view when I raise it, as abort() does.

Tempting because abort() does raise, and nothing after the line runs any more. But a response is not
an exception. Python raises a TypeError instead, and everybody who is turned away meets a 500.

Sees: 500 Internal Server Error
Fails:
- test_a_stranger_does_not_read_the_telephone_numbers
- test_the_takings_are_for_managers
- test_only_managers_close_the_day
"""

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


@office.before_request
def staff_only():
    if "name" not in session:
        raise redirect(url_for("sign_in"))


def managers_only():
    if session.get("role") != "manager":
        raise redirect(url_for("office.desk"))


@office.get("/")
def desk():
    return render_template("desk.html", telephones=books().telephones())


@office.get("/takings")
def takings():
    managers_only()
    return render_template("takings.html", takings=books().takings())


@office.post("/closing")
def close():
    managers_only()
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
