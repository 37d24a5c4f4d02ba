"""First the lock, then the cache, then the view: functions before a request are called in order.

What is kept is the body alone, and of good answers to GET alone.
"""

from flask import abort
from flask import Flask
from flask import g
from flask import redirect
from flask import request
from flask import Response
from flask import session
from flask import url_for
from staff import Staff
from tips import TipBook

ROLES = {"own_tips": {"waiter", "manager"}, "shares": {"manager"}}


def create_app(config=None):
    """Make the app; STAFF is the list of who works here, TIPS the book of tips."""
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="the key of the tip jar", STAFF=Staff(), TIPS=TipBook())
    app.config.from_mapping(config or {})
    staff, tips = app.config["STAFF"], app.config["TIPS"]
    remembered = {}

    @app.before_request
    def let_in():
        g.key = None
        role, allowed = staff.role(session.get("name")), ROLES.get(request.endpoint)
        if allowed and role is None:
            return "Please sign in.", 401
        if allowed and role not in allowed:
            return "This is not for you.", 403
        if allowed and request.method == "GET":
            g.key = (session["name"], request.path, frozenset(request.args.items()))
        return None

    @app.before_request
    def remember():
        if g.key in remembered:
            return Response(remembered[g.key], mimetype="application/json")
        return None

    @app.after_request
    def keep(response):
        if g.key is not None and response.status_code == 200:
            remembered[g.key] = response.get_data()
        return response

    @app.post("/sign-in")
    def sign_in():
        name, pin = request.form.get("name"), request.form.get("pin")
        if not staff.knows(name, pin):
            abort(403)
        session["name"] = name
        session.permanent = "keep" in request.form
        return "", 204

    @app.post("/sign-out")
    def sign_out():
        session.clear()
        return "", 204

    @app.route("/tips", methods=["GET", "POST"])
    def own_tips():
        name, month = session["name"], request.args.get("month") or abort(400)
        if request.method == "POST":
            text, amount = request.form.get("text"), request.form.get("amount", type=int)
            if not text or amount is None:
                abort(400)
            tips.correct(name, month, text, amount)
            remembered.clear()
            return redirect(url_for("own_tips", month=month))
        page = request.args.get("page", 1, type=int)
        lines = tips.page(name, month, page)
        return {"name": name, "month": month, "page": page, "lines": lines}

    @app.get("/shares/<month>")
    def shares(month):
        rows = [{"name": name, "sum": total} for name, total in tips.shares(month)]
        if request.args.get("sort") == "sum":
            rows.sort(key=lambda row: row["sum"], reverse=True)
        return rows

    return app
