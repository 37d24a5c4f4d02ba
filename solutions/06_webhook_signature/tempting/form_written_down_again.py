"""The fields are all there, so I write the body down again from them.

Tempting because `urlencode` gives back what a browser has sent, and with the first form that is
tried by hand the signature is right. There are many ways to write down the same fields, and a
signature is for one of them: for these bytes with this escaping.

Fails:
- test_a_status_that_fleetfoot_signed_is_put_on_the_board[with odd escaping]
- test_a_status_that_fleetfoot_signed_is_put_on_the_board[with more than it needs]
- test_a_status_that_fleetfoot_signed_is_put_on_the_board[in parts]
- test_a_status_that_fleetfoot_signed_is_put_on_the_board[in parts, with a photo]
- test_a_message_that_is_marked_as_a_form_is_put_on_the_board
"""

import hmac
from functools import wraps
from urllib.parse import urlencode

from flask import abort
from flask import current_app
from flask import Flask
from flask import request


def signed(view):
    """Let in only what Fleetfoot has signed."""

    @wraps(view)
    def checked():
        key = current_app.config["FLEETFOOT_KEY"]
        body = request.get_data()
        if request.form:
            body = urlencode(list(request.form.items(multi=True))).encode()
        good = hmac.new(key, body, "sha256").hexdigest()
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
