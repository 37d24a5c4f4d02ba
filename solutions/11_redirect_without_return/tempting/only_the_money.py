"""The money is what matters, and with managers_only() repaired nobody gets at it.

Tempting because strangers are no managers, so the repaired guard stops them too, wherever there is
money. But the desk has only the other guard. Every stranger still reads the telephone numbers.

Fails:
- test_a_stranger_does_not_read_the_telephone_numbers
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


@office.before_request
def staff_only():
    if "name" not in session:
        redirect(url_for("sign_in"))


def managers_only(view):
    @wraps(view)
    def guarded():
        if session.get("role") != "manager":
            return redirect(url_for("office.desk"))
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
