"""Rather one lock too many: the whole blueprint is closed, and everything else is as well.

Tempting because nothing private can be forgotten. But the blueprint is about jobs, and jobs are
for those who do not work here yet. Whoever wants to apply is asked for a PIN.

Fails:
- test_everybody_finds_the_open_jobs_and_applies[nobody in particular]
- test_everybody_finds_the_open_jobs_and_applies[somebody with a wrong PIN]
- test_everybody_finds_the_open_jobs_and_applies[somebody with a token]
"""

from functools import wraps

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
    @wraps(view)
    def guarded(*args, **kwargs):
        who = request.authorization
        if who is None or not ledger().knows(who.username, who.password):
            return "This is for the office.", 401, {"WWW-Authenticate": 'Basic realm="office"'}
        return view(*args, **kwargs)

    return guarded


@jobs.before_request
@office_only
def close_all():
    return None


@jobs.get("")
def open_jobs():
    return [
        {"title": title, "url": url_for("jobs.applications", number=number)}
        for number, title in ledger().jobs()
    ]


@jobs.delete("/<int:number>")
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

    payslip = office_only(Payslip.as_view("payslip"))
    app.add_url_rule("/payslips/<name>/<int:year>/<int:month>", view_func=payslip)

    @app.get("/wages")
    @office_only
    def wages():
        found = ledger().wages()
        return [{"name": n, "wage": w, "url": url_for("wage", name=n)} for n, w in found]

    @app.route("/wages/<name>", methods=["GET", "PUT"])
    @office_only
    def wage(name):
        if request.method == "PUT":
            ledger().change_wage(name, request.form.get("wage", type=int) or abort(400))
        return {"name": name, "wage": ledger().wage(name)}

    return app
