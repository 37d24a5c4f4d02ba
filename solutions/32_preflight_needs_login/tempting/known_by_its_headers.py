"""A request with Access-Control-Request-Method is a preflight.

Tempting because browsers send this header with preflights and with nothing else. Other programs
write what they like. A GET with this header needs no token now.

Fails:
- test_without_a_token_nobody_gets_in[GET with the headers of a preflight]
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
        if "Access-Control-Request-Method" in request.headers:
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
        if g.get("staff") and not g.staff["manager"]:
            return {"error": "This is for the office."}, 403

    @office.post("/reminders")
    def remind():
        for shift in shifts.values():
            app.config["TEXT"](shift["name"], f"You are on the plan for {shift['day']}.")
        return {"texts": len(shifts)}, 202

    app.register_blueprint(office)
    return app
