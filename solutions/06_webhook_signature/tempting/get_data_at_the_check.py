"""data is empty for forms, get_data is not.

Tempting because that is what the documentation says of `data`, and how others have mended this
fault. It is true of a form that nobody has read yet. Here the audit has been there before: it asked
for the form, the parser read the stream to its end, and `get_data` finds nothing. The signature of
an empty body still opens the door for any form.

Fails:
- test_a_status_that_fleetfoot_signed_is_put_on_the_board
- test_each_of_many_reports_counts_for_itself
- test_the_signature_of_an_empty_body_is_good_for_nothing_else[a status]
- test_the_signature_of_an_empty_body_is_good_for_nothing_else[a status in parts]
- test_the_signature_of_an_empty_body_is_good_for_nothing_else[a message that is marked as a form]
- test_the_signature_of_an_empty_body_is_good_for_nothing_else[a ping with a form]
- test_a_message_that_is_marked_as_a_form_is_put_on_the_board
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
        good = hmac.new(key, request.get_data(), "sha256").hexdigest()
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
        number: {"number": number, "status": "in the kitchen", "note": "", "rider": ""}
        for number in (7, 8, 12)
    }
    messages = []

    @app.before_request
    def audit():
        if request.path.startswith("/fleetfoot/"):
            app.config["AUDIT"](request.path, list(request.form))

    @app.post("/fleetfoot/status")
    @signed
    def status():
        number = request.form.get("delivery", type=int)
        if number not in deliveries:
            abort(400, "There is no such delivery.")
        deliveries[number]["status"] = request.form.get("status", "")
        deliveries[number]["note"] = request.form.get("note", "")
        return "", 204

    @app.post("/fleetfoot/riders")
    @signed
    def rider():
        report = request.get_json()
        if report.get("delivery") not in deliveries:
            abort(400, "There is no such delivery.")
        deliveries[report["delivery"]]["rider"] = report.get("rider", "")
        return "", 204

    @app.post("/fleetfoot/messages")
    @signed
    def message():
        messages.append(request.get_data(as_text=True))
        return "", 204

    @app.post("/fleetfoot/ping")
    @signed
    def ping():
        return "", 204

    @app.get("/board")
    def board():
        return {"deliveries": list(deliveries.values()), "messages": messages}

    return app
