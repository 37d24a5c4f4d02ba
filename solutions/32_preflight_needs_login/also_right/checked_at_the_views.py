"""The check is a decorator of each view, and for OPTIONS no view is called."""

from functools import wraps

from flask import abort
from flask import Blueprint
from flask import Flask
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

    def signed_in(view, manager=False):
        @wraps(view)
        def checked(*args, **kwargs):
            shown = request.authorization
            token = shown.token if shown and shown.type == "bearer" else None
            staff = app.config["STAFF"].get(token)
            if staff is None:
                return {"error": "Please sign in."}, 401, {"WWW-Authenticate": "Bearer"}
            if manager and not staff["manager"]:
                return {"error": "This is for the office."}, 403
            return view(*args, **kwargs)

        return checked

    def managers_only(view):
        return signed_in(view, manager=True)

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
    @signed_in
    def plan():
        return list(shifts.values())

    @app.route("/shifts/<int:number>", methods=["GET", "PUT"])
    @signed_in
    def shift(number):
        if number not in shifts:
            abort(404)
        if request.method == "PUT":
            shifts[number]["name"] = request.get_json().get("name") or abort(400)
        return shifts[number]

    @office.post("/reminders")
    @managers_only
    def remind():
        for shift in shifts.values():
            app.config["TEXT"](shift["name"], f"You are on the plan for {shift['day']}.")
        return {"texts": len(shifts)}, 202

    app.register_blueprint(office)
    return app
