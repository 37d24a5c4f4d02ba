"""What counts is the answer, so I put the redirect in its place before it leaves the house.

Tempting because one function does it for all views, and nobody reads a line that is not for them.
By then the view has been run: the day is closed, the payslips are printed, and the accountant
charges for the look.

Fails:
- test_a_stranger_sets_nothing_going_in_the_office
- test_the_evening_belongs_to_managers_alone
- test_whoever_is_turned_away_costs_no_look_into_the_books[GET]
- test_whoever_is_turned_away_costs_no_look_into_the_books[HEAD]
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


@office.after_request
def send_away(response):
    if "name" not in session:
        return redirect(url_for("sign_in"))
    if request.endpoint != "office.desk" and session.get("role") != "manager":
        return redirect(url_for("office.desk"))
    return response


@office.get("/")
def desk():
    return render_template("desk.html", telephones=current_app.config["BOOKS"].telephones())


@office.get("/takings")
def takings():
    return render_template("takings.html", takings=current_app.config["BOOKS"].takings())


@office.post("/closing")
def close():
    current_app.config["BOOKS"].close_day()
    return redirect(url_for("office.takings"))


@office.post("/payslips")
def pay():
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
