"""A list says for each private view with which methods it is private, and a hook goes by the list.

Tempting because the list is the README's table, word for word, and so nothing is missing in it. But
whoever opens a view for GET opens it for HEAD as well. There is no HEAD in the table's first
column, and so there was none in the list.

Fails:
- test_a_stranger_does_not_read_what_others_have_written
- test_a_stranger_does_not_read_what_people_earn
- test_a_stranger_does_not_read_a_payslip
"""

from flask import abort
from flask import Blueprint
from flask import current_app
from flask import Flask
from flask import redirect
from flask import request
from flask import url_for
from flask.views import MethodView
from ledger import Ledger

jobs = Blueprint("jobs", __name__, url_prefix="/jobs")


def ledger():
    return current_app.config["LEDGER"]


PRIVATE = [
    ("GET", "jobs.applications"),
    ("GET", "wages"),
    ("GET", "wage"),
    ("PUT", "wage"),
    ("GET", "payslip"),
    ("POST", "payslip"),
]


def office_only(view):
    def guarded(*args, **kwargs):
        who = request.authorization
        if who is None or not ledger().knows(who.username, who.password):
            return "This is for the office.", 401, {"WWW-Authenticate": 'Basic realm="office"'}
        return view(*args, **kwargs)

    return guarded


def guard():
    if (request.method, request.endpoint) in PRIVATE:
        return office_only(lambda: None)()
    return None


@jobs.get("")
def open_jobs():
    return [
        {"title": title, "url": url_for("jobs.applications", number=number)}
        for number, title in ledger().jobs()
    ]


@jobs.delete("/<int:number>")
@office_only
def close(number):
    ledger().close_job(number)
    return "", 204


@jobs.post("/<int:number>/applications")
def apply(number):
    ledger().apply(number, request.form.get("text") or abort(400))
    return "Thank you. We will ring you.", 201


@jobs.get("/<int:number>/applications")
def applications(number):
    return ledger().applications(number)


class Payslip(MethodView):
    def get(self, name, year, month):
        hours = ledger().hours(name, year, month)
        return {"hours": hours, "pay": hours * ledger().wage(name)}

    def post(self, name, year, month):
        ledger().print_payslip(name, year, month)
        return redirect(url_for("payslip", name=name, year=year, month=month))


def create_app(config=None):
    """Make the app; LEDGER in its configuration is the ledger that it reads and writes."""
    app = Flask(__name__)
    app.config.from_mapping(LEDGER=Ledger())
    app.config.from_mapping(config or {})
    app.register_blueprint(jobs)
    app.before_request(guard)

    payslip = Payslip.as_view("payslip")
    app.add_url_rule("/payslips/<name>/<int:year>/<int:month>", view_func=payslip)

    @app.get("/wages")
    def wages():
        found = ledger().wages()
        return [{"name": n, "wage": w, "url": url_for("wage", name=n)} for n, w in found]

    @app.route("/wages/<name>", methods=["GET", "PUT"])
    def wage(name):
        if request.method == "PUT":
            ledger().change_wage(name, request.form.get("wage", type=int) or abort(400))
        return {"name": name, "wage": ledger().wage(name)}

    return app
