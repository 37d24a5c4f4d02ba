"""Middleware reads the body before Flask does, and puts a copy in its place."""

import hmac
from functools import wraps
from io import BytesIO

from flask import abort
from flask import current_app
from flask import Flask
from flask import request
from werkzeug.wsgi import get_input_stream


class BodyTaker:
    """Middleware: reads the body, keeps it in the environment, and puts it back."""

    def __init__(self, wsgi_app):
        self.wsgi_app = wsgi_app

    def __call__(self, environ, start_response):
        """Serve one request."""
        body = environ["fleetfoot.body"] = get_input_stream(environ).read()
        environ["wsgi.input"] = BytesIO(body)
        environ["CONTENT_LENGTH"] = str(len(body))
        return self.wsgi_app(environ, start_response)


def signed(view):
    """Let in only what Fleetfoot has signed."""

    @wraps(view)
    def checked():
        key = current_app.config["FLEETFOOT_KEY"]
        good = hmac.new(key, request.environ["fleetfoot.body"], "sha256").hexdigest()
        given = request.headers.get("Fleetfoot-Signature", "")
        if not hmac.compare_digest(given.encode(), good.encode()):
            abort(401)
        return view()

    return checked


def create_app(config=None):
    """Make the app; AUDIT(path, names) is told of every report that comes in."""
    app = Flask(__name__)
    app.wsgi_app = BodyTaker(app.wsgi_app)
    app.config.from_mapping(FLEETFOOT_KEY=b"a secret of two houses", AUDIT=print)
    app.config.from_mapping(config or {})
    deliveries = {
        number: {"number": number, "status": "in the kitchen", "rider": ""} for number in (7, 8, 12)
    }

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
