"""The bean game of the Blue Plate: a guest signs in at the terminal and gets one guess a jar."""

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

    def guest():
        return session.get("name") or abort(401, "Please sign in first.")

    @app.post("/sign-in")
    def sign_in():
        name = request.form.get("name")
        if name not in PINS or request.form.get("pin") != PINS[name]:
            abort(403, "Nobody has this name and this PIN.")
        session["name"] = name
        return {"name": name}

    @app.get("/me")
    def me():
        return {"name": guest()}

    @app.post("/jar")
    def jar():
        guest()
        session["beans"] = app.config["JAR"].fill()
        session["jars"] = session.get("jars", 0) + 1
        return {"jar": session["jars"]}

    @app.post("/guess")
    def guess():
        guest()
        if "beans" not in session:
            abort(409, "Please take a jar first.")
        return {"won": request.form.get("beans", type=int) == session.pop("beans")}

    @app.post("/sign-out")
    def sign_out():
        session.clear()
        return "", 204

    return app
