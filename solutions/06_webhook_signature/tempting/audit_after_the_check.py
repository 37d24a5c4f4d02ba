"""The audit reads the form too early, so I move it behind the check.

Tempting because the audit was in the way, and now it comes last. But `request.data` parses the form
itself before it looks for the rest. It is empty for every form.

Fails:
- test_a_signed_status_is_accepted
- test_the_signature_of_an_empty_body_is_not_valid_for_a_status
- test_a_signed_status_is_on_the_board
- test_a_signed_status_is_accepted_over_a_real_connection
"""

import hmac
from functools import wraps

from flask import abort
from flask import current_app
from flask import Flask
from flask import request


def signed(view):
    """Let in only what Fleetfoot has signed."""

    @wraps(view)
    def checked():
        key = current_app.config["FLEETFOOT_KEY"]
        good = hmac.new(key, request.data, "sha256").hexdigest()
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

    @app.after_request
    def audit(response):
        if request.path.startswith("/fleetfoot/"):
            app.config["AUDIT"](request.path, list(request.form))
        return response

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
