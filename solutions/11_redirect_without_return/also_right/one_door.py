"""One function before all views of the office decides, and what it returns is the answer."""

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


FOR_MANAGERS = {"office.takings", "office.close"}


@office.before_request
def door():
    if "name" not in session:
        return redirect(url_for("sign_in"))
    if request.endpoint in FOR_MANAGERS and session.get("role") != "manager":
        return redirect(url_for("office.desk"))
    return None


@office.get("/")
def desk():
    return render_template("desk.html", telephones=books().telephones())


@office.get("/takings")
def takings():
    return render_template("takings.html", takings=books().takings())


@office.post("/closing")
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
