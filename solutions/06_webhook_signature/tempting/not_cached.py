"""I read the raw body first, and not into the cache, because it may be large.

Tempting because the body is read before anybody else can read it, and the signature of a form is right.
But nothing is kept: the form is empty for the audit and for the view.

Fails:
- test_a_signed_rider_is_on_the_board
- test_the_audit_is_told_of_each_report[a signed status]
- test_the_audit_is_told_of_each_report[a refused status]
- test_a_signed_status_is_accepted
- test_a_signed_status_is_on_the_board
- test_a_signed_status_is_accepted_over_a_real_connection
"""

import hmac
from functools import wraps

from flask import abort
from flask import current_app
from flask import Flask
from flask import g
from flask import request


def signed(view):
    """Let in only what Fleetfoot has signed."""

    @wraps(view)
    def checked():
        key = current_app.config["FLEETFOOT_KEY"]
        good = hmac.new(key, g.body, "sha256").hexdigest()
        given = request.headers.get("Fleetfoot-Signature", "")
        if not hmac.compare_digest(given.encode(), good.encode()):
            abort(401)
        return view()

    return checked


def create_app(config=None):
    """Make the app; AUDIT(path, names) is told of every report that comes in."""
    app = Flask(__name__)
    app.config.from_mapping(FLEETFOOT_KEY=b"a secret of two houses", AUDIT=print)
    app.config.from_mapping(config or {})
    deliveries = {
        number: {"number": number, "status": "in the kitchen", "rider": ""} for number in (7, 8, 12)
    }

    @app.before_request
    def audit():
        g.body = request.get_data(cache=False)
        if request.path.startswith("/fleetfoot/"):
            app.config["AUDIT"](request.path, list(request.form))

    @app.post("/fleetfoot/status")
    @signed
    def status():
        number = request.form.get("delivery", type=int)
        if number not in deliveries:
            abort(400, "There is no such delivery.")
        deliveries[number]["status"] = request.form.get("status", "")
        return "", 204

    @app.post("/fleetfoot/riders")
    @signed
    def rider():
        report = request.get_json()
        if report.get("delivery") not in deliveries:
            abort(400, "There is no such delivery.")
        deliveries[report["delivery"]]["rider"] = report.get("rider", "")
        return "", 204

    @app.post("/fleetfoot/ping")
    @signed
    def ping():
        return "", 204

    @app.get("/board")
    def board():
        return {"deliveries": list(deliveries.values())}

    return app
