"""Each jar has a number, and the server remembers which jars were played.

Tempting because no copy gives a second guess any more. But one guess is enough for a guest who can
read the number. The signature keeps it from being changed, and not from being seen.

Fails:
- test_nobody_reads_how_many_beans_there_are
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
    played = set()  # jars

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
        guest()
        session["jar"] = secrets.token_urlsafe()
        session["beans"] = app.config["JAR"].fill()
        session["jars"] = session.get("jars", 0) + 1
        return {"jar": session["jars"]}

    @app.post("/guess")
    def guess():
        guest()
        if "beans" not in session or session["jar"] in played:
            abort(409, "Please take a jar first.")
        played.add(session["jar"])
        return {"won": request.form.get("beans", type=int) == session.pop("beans")}

    @app.post("/sign-out")
    def sign_out():
        visits.pop(session.get("visit"), None)
        session.clear()
        return "", 204

    return app
