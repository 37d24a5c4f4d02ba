"""The money is what matters, and with managers_only() repaired nobody gets at it.

Tempting because strangers are no managers either, so that the repaired guard stops them as well,
wherever there is money. The desk has only the other guard. Whoever asks for it still reads the
private numbers of the staff.

Fails:
- test_a_stranger_reads_nothing_in_the_office[a browser at /office/]
- test_a_stranger_reads_nothing_in_the_office[a browser that comes from the desk at /office/]
- test_a_stranger_reads_nothing_in_the_office[a script at /office/]
- test_a_stranger_reads_nothing_in_the_office[a program at /office/]
- test_a_stranger_reads_nothing_in_the_office[someone who claims to be a manager at /office/]
- test_a_stranger_reads_nothing_in_the_office[someone who says where to go at /office/]
- test_whoever_is_turned_away_costs_no_look_into_the_books[GET]
- test_whoever_is_turned_away_costs_no_look_into_the_books[HEAD]
- test_a_manager_who_was_there_leaves_nothing_open_behind
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
    return render_template("desk.html", telephones=current_app.config["BOOKS"].telephones())


@office.get("/takings")
@managers_only
def takings():
    return render_template("takings.html", takings=current_app.config["BOOKS"].takings())


@office.post("/closing")
@managers_only
def close():
    current_app.config["BOOKS"].close_day()
    return redirect(url_for("office.takings"))


@office.post("/payslips")
@managers_only
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
