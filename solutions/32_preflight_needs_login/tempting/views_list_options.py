"""A route has to list OPTIONS in its methods, or it cannot answer a preflight.

Tempting because tutorials do it, and with both checks out of the way every preflight is a 2xx. But
a view that lists OPTIONS is called for it. The preflight for the reminders sends the reminders, and
nobody has shown a token.

Fails:
- test_a_preflight_does_nothing_and_shows_nothing
- test_the_planner_can_read_bad_news[there is no such shift]
"""

from flask import abort
from flask import Blueprint
from flask import Flask
from flask import g
from flask import request

PLANNER = ["https://planner.blueplate.example", "http://localhost:5173"]
STAFF = {
    "hanna-7f3a": {"name": "hanna", "manager": True},
    "otto-19c4": {"name": "otto", "manager": False},
}


def create_app(config=None):
    """Make the app. ORIGINS, STAFF by token and TEXT(name, words) can be given to it."""
    app = Flask(__name__)
    app.config.from_mapping(ORIGINS=PLANNER, STAFF=STAFF, TEXT=print)
    app.config.from_mapping(config or {})
    office = Blueprint("office", __name__, url_prefix="/office")
    shifts = {
        1: {"number": 1, "day": "Friday", "name": "otto"},
        2: {"number": 2, "day": "Saturday", "name": "zoe"},
        3: {"number": 3, "day": "Sunday", "name": "otto"},
    }

    @app.before_request
    def check_token():
        if request.method == "OPTIONS":
            return
        shown = request.authorization
        token = shown.token if shown and shown.type == "bearer" else None
        g.staff = app.config["STAFF"].get(token)
        if g.staff is None:
            return {"error": "Please sign in."}, 401, {"WWW-Authenticate": "Bearer"}

    @app.after_request
    def open_to_the_planner(response):
        response.vary.add("Origin")
        origin = request.headers.get("Origin")
        if origin in app.config["ORIGINS"]:
            response.access_control_allow_origin = origin
            response.access_control_allow_methods = ["GET", "POST", "PUT"]
            response.access_control_allow_headers = ["Authorization", "Content-Type"]
        return response

    @app.route("/shifts", methods=["GET", "OPTIONS"])
    def plan():
        return list(shifts.values())

    @app.route("/shifts/<int:number>", methods=["GET", "PUT", "OPTIONS"])
    def shift(number):
        if number not in shifts:
            abort(404)
        if request.method == "PUT":
            shifts[number]["name"] = request.get_json().get("name") or abort(400)
        return shifts[number]

    @office.before_request
    def managers_only():
        if request.method != "OPTIONS" and not g.staff["manager"]:
            return {"error": "This is for the office."}, 403

    @office.route("/reminders", methods=["POST", "OPTIONS"])
    def remind():
        for shift in shifts.values():
            app.config["TEXT"](shift["name"], f"You are on the plan for {shift['day']}.")
        return {"texts": len(shifts)}, 202

    app.register_blueprint(office)
    return app
