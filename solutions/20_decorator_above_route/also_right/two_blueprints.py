"""What is for the office has a blueprint of its own, and the lock is on the blueprint."""

from flask import abort
from flask import Blueprint
from flask import current_app
from flask import Flask
from flask import redirect
from flask import request
from flask import url_for
from flask.views import MethodView
from ledger import Ledger

house = Blueprint("house", __name__)
office = Blueprint("office", __name__)


def ledger():
    return current_app.config["LEDGER"]


@office.before_request
def office_only():
    who = request.authorization
    if who is None or not ledger().knows(who.username, who.password):
        return "This is for the office.", 401, {"WWW-Authenticate": 'Basic realm="office"'}
    return None


@house.get("/jobs")
def open_jobs():
    return [
        {"title": title, "url": url_for("office.applications", number=number)}
        for number, title in ledger().jobs()
    ]


@office.delete("/jobs/<int:number>")
def close(number):
    ledger().close_job(number)
    return "", 204


@house.post("/jobs/<int:number>/applications")
def apply(number):
    ledger().apply(number, request.form.get("text") or abort(400))
    return "Thank you. We will ring you.", 201


@office.get("/jobs/<int:number>/applications")
def applications(number):
    return ledger().applications(number)


@office.get("/wages")
def wages():
    found = ledger().wages()
    return [{"name": n, "wage": w, "url": url_for("office.wage", name=n)} for n, w in found]


@office.route("/wages/<name>", methods=["GET", "PUT"])
def wage(name):
    if request.method == "PUT":
        ledger().change_wage(name, request.form.get("wage", type=int) or abort(400))
    return {"name": name, "wage": ledger().wage(name)}


class Payslip(MethodView):
    def get(self, name, year, month):
        hours = ledger().hours(name, year, month)
        return {"hours": hours, "pay": hours * ledger().wage(name)}

    def post(self, name, year, month):
        ledger().print_payslip(name, year, month)
        return redirect(url_for("office.payslip", name=name, year=year, month=month))


payslip = Payslip.as_view("payslip")
office.add_url_rule("/payslips/<name>/<int:year>/<int:month>", view_func=payslip)


def create_app(config=None):
    """Make the app; LEDGER in its configuration is the ledger that it reads and writes."""
    app = Flask(__name__)
    app.config.from_mapping(LEDGER=Ledger())
    app.config.from_mapping(config or {})
    app.register_blueprint(house)
    app.register_blueprint(office)
    return app
