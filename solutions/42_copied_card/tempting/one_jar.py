"""The number belongs on the server, so I keep it in a variable.

Tempting because no cookie tells it any more, and the first guess takes it away. But there is one
variable and there are many guests. A guest who takes a jar takes away the jar of the guest before.

Fails:
- test_two_guests_have_two_jars
"""

import secrets

from flask import abort
from flask import Flask
from flask import request
from flask import session
from jar import Jar

PINS = {"hanna": "2704", "otto": "1931"}


def create_app(config=None):
    """Make the app; JAR in its configuration is the jar that it fills."""
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="the key of the jar", JAR=Jar())
    app.config.from_mapping(config or {})
    visits = {}  # who is signed in, by the random number in their cookie
    beans = None  # in the jar

    def guest():
        return visits.get(session.get("visit")) or abort(401, "Please sign in first.")

    @app.post("/sign-in")
    def sign_in():
        name = request.form.get("name")
        if name not in PINS or request.form.get("pin") != PINS[name]:
            abort(403, "Nobody has this name and this PIN.")
        session["visit"] = secrets.token_urlsafe()
        visits[session["visit"]] = name
        return {"name": name}

    @app.get("/me")
    def me():
        return {"name": guest()}

    @app.post("/jar")
    def jar():
        nonlocal beans
        guest()
        beans = app.config["JAR"].fill()
        session["jars"] = session.get("jars", 0) + 1
        return {"jar": session["jars"]}

    @app.post("/guess")
    def guess():
        nonlocal beans
        guest()
        if beans is None:
            abort(409, "Please take a jar first.")
        filled, beans = beans, None
        return {"won": request.form.get("beans", type=int) == filled}

    @app.post("/sign-out")
    def sign_out():
        visits.pop(session.get("visit"), None)
        session.clear()
        return "", 204

    return app
