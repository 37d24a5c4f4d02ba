"""The cookie keeps the name and the number of the visit; the server keeps the visits that ended.

The bean game of the Blue Plate: a guest signs in at the terminal and gets one guess a jar.
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
    ended = set()  # visits
    jars = {}  # how many beans, by visit

    def guest():
        if "name" not in session or session["visit"] in ended:
            abort(401, "Please sign in first.")
        return session["name"]

    @app.post("/sign-in")
    def sign_in():
        name = request.form.get("name")
        if name not in PINS or request.form.get("pin") != PINS[name]:
            abort(403, "Nobody has this name and this PIN.")
        session["name"], session["visit"] = name, secrets.token_urlsafe()
        return {"name": name}

    @app.get("/me")
    def me():
        return {"name": guest()}

    @app.post("/jar")
    def jar():
        guest()
        jars[session["visit"]] = app.config["JAR"].fill()
        session["jars"] = session.get("jars", 0) + 1
        return {"jar": session["jars"]}

    @app.post("/guess")
    def guess():
        guest()
        beans = jars.pop(session["visit"], None)
        if beans is None:
            abort(409, "Please take a jar first.")
        return {"won": request.form.get("beans", type=int) == beans}

    @app.post("/sign-out")
    def sign_out():
        ended.add(session.get("visit"))
        session.clear()
        return "", 204

    return app
