"""All that a route reads off a view is its name, so I say the name at the route.

Tempting because the names are those from before, links and redirects work, and every lock is in its
place. But the route reads more than that. A view that was made from a class says which methods it
has. The guarded one says nothing, which counts as GET, and payslips cannot be printed any more.

Fails:
- test_the_office_reads_and_prints_a_payslip
- test_what_is_not_in_the_ledger_is_not_found[the payslip of another one]
- test_a_stranger_sets_nothing_going_that_is_for_the_office[to print a payslip]
- test_whatever_a_stranger_brings_along_opens_nothing
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


def office_only(view):
    def guarded(*args, **kwargs):
        who = request.authorization
        if who is None or not ledger().knows(who.username, who.password):
            return "This is for the office.", 401, {"WWW-Authenticate": 'Basic realm="office"'}
        return view(*args, **kwargs)

    return guarded


@jobs.get("")
def open_jobs():
    return [
        {"title": title, "url": url_for("jobs.applications", number=number)}
        for number, title in ledger().jobs()
    ]


@jobs.delete("/<int:number>", endpoint="close")
@office_only
def close(number):
    ledger().close_job(number)
    return "", 204


@jobs.post("/<int:number>/applications")
def apply(number):
    ledger().apply(number, request.form.get("text") or abort(400))
    return "Thank you. We will ring you.", 201


@jobs.get("/<int:number>/applications", endpoint="applications")
@office_only
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

    payslip = office_only(Payslip.as_view("payslip"))
    app.add_url_rule("/payslips/<name>/<int:year>/<int:month>", "payslip", payslip)

    @app.get("/wages", endpoint="wages")
    @office_only
    def wages():
        found = ledger().wages()
        return [{"name": n, "wage": w, "url": url_for("wage", name=n)} for n, w in found]

    @app.route("/wages/<name>", endpoint="wage", methods=["GET", "PUT"])
    @office_only
    def wage(name):
        if request.method == "PUT":
            ledger().change_wage(name, request.form.get("wage", type=int) or abort(400))
        return {"name": name, "wage": ledger().wage(name)}

    return app
