"""Who comes from the planner is known, and need not show a token.

Tempting because the planner is ours, and the browser says truly where a page comes from. Only a
browser does: any other program writes into Origin what it likes, and is then asked for nothing.

Fails:
- test_without_a_token_nobody_sees_or_does_anything[no token-from the planner]
- test_without_a_token_nobody_sees_or_does_anything[the token of somebody who left-from the planner]
- test_without_a_token_nobody_sees_or_does_anything[an empty token-from the planner]
- test_without_a_token_nobody_sees_or_does_anything[a token as a password-from the planner]
- test_the_planner_can_read_bad_news_as_well
- test_the_browser_may_ask_before_the_planner_does[to see the hours]
- test_the_browser_may_ask_before_the_planner_does[to remind everybody]
- test_whoever_asks_is_not_turned_away[to see the hours]
- test_whoever_asks_is_not_turned_away[to remind everybody]
- test_to_ask_does_nothing_and_tells_nothing
- test_a_manager_does_the_work_of_a_week_in_the_planner
"""

from collections import Counter

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
        shown = request.authorization
        token = shown.token if shown and shown.type == "bearer" else None
        g.staff = app.config["STAFF"].get(token)
        if g.staff is None and request.headers.get("Origin") not in app.config["ORIGINS"]:
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

    @app.route("/shifts/<int:number>", methods=["GET", "PUT", "OPTIONS"])
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

    @office.get("/hours")
    def hours():
        counted = Counter(shift["name"] for shift in shifts.values())
        return {name: 8 * count for name, count in counted.items()}

    @office.route("/reminders", methods=["POST", "OPTIONS"])
    def remind():
        for shift in shifts.values():
            app.config["TEXT"](shift["name"], f"You are on the plan for {shift['day']}.")
        return {"texts": len(shifts)}, 202

    app.register_blueprint(office)
    return app
