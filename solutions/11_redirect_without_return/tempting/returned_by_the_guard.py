"""The return was missing in the guards, so that is where I put it.

Tempting because the two lines then look like those in the documentation, and in the function before
the request that is all there is to do: Flask looks at what it returns. What managers_only() returns
goes to the view that called it, and the view drops it and goes on.

Fails:
- test_the_takings_are_for_managers_alone
- test_the_evening_belongs_to_managers_alone
- test_whoever_is_turned_away_costs_no_look_into_the_books[GET]
- test_whoever_is_turned_away_costs_no_look_into_the_books[HEAD]
- test_a_manager_who_was_there_leaves_nothing_open_behind
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


@office.before_request
def staff_only():
    if "name" not in session:
        return redirect(url_for("sign_in"))
    return None


def managers_only():
    if session.get("role") != "manager":
        return redirect(url_for("office.desk"))
    return None


@office.get("/")
def desk():
    return render_template("desk.html", telephones=current_app.config["BOOKS"].telephones())


@office.get("/takings")
def takings():
    managers_only()
    return render_template("takings.html", takings=current_app.config["BOOKS"].takings())


@office.post("/closing")
def close():
    managers_only()
    current_app.config["BOOKS"].close_day()
    return redirect(url_for("office.takings"))


@office.post("/payslips")
def pay():
    managers_only()
    current_app.config["BOOKS"].print_payslips()
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
        role = app.config["BOOKS"].role_of(name, request.form.get("pin", ""))
        if role is None:
            abort(403, "The books do not know this name with this PIN.")
        session["name"], session["role"] = name, role
        return redirect(url_for("office.desk"))

    @app.post("/sign-out")
    def sign_out():
        session.clear()
        return redirect(url_for("sign_in"))

    return app
