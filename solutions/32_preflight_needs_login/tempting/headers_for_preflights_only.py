"""The preflight asks for permission, so only its answer needs the headers.

Tempting because the names of the headers speak of permission. But the browser looks for the origin
in each answer. The shifts arrive, and the planner may not read them.

Fails:
- test_the_planner_shows_the_plan
- test_the_planner_gives_a_shift_to_somebody_else
- test_the_planner_sends_the_reminders
- test_the_planner_can_read_bad_news
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
            return "", 204
        shown = request.authorization
        token = shown.token if shown and shown.type == "bearer" else None
        g.staff = app.config["STAFF"].get(token)
        if g.staff is None:
            return {"error": "Please sign in."}, 401, {"WWW-Authenticate": "Bearer"}

    @app.after_request
    def open_to_the_planner(response):
        response.vary.add("Origin")
        origin = request.headers.get("Origin")
        if request.method == "OPTIONS" and origin in app.config["ORIGINS"]:
            response.access_control_allow_origin = origin
            response.access_control_allow_methods = ["GET", "POST", "PUT"]
            response.access_control_allow_headers = ["Authorization", "Content-Type"]
        return response

    @app.get("/shifts")
    def plan():
        return list(shifts.values())

    @app.route("/shifts/<int:number>", methods=["GET", "PUT"])
    def shift(number):
        if number not in shifts:
            abort(404)
        if request.method == "PUT":
            shifts[number]["name"] = request.get_json().get("name") or abort(400)
        return shifts[number]

    @office.before_request
    def managers_only():
        if not g.staff["manager"]:
            return {"error": "This is for the office."}, 403

    @office.post("/reminders")
    def remind():
        for shift in shifts.values():
            app.config["TEXT"](shift["name"], f"You are on the plan for {shift['day']}.")
        return {"texts": len(shifts)}, 202

    app.register_blueprint(office)
    return app
