"""Each sign-in carries the number of the guest's sign-outs so far; the next one ends them all.

The bean game of the Blue Plate: a guest signs in at the terminal and gets one guess a jar.
"""

from collections import Counter

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
    sign_outs = Counter()  # by name
    jars = {}  # how many beans, by the name of who may guess

    def guest():
        name = session.get("name")
        if name is None or session.get("sign_outs") != sign_outs[name]:
            abort(401, "Please sign in first.")
        return name

    @app.post("/sign-in")
    def sign_in():
        name = request.form.get("name")
        if name not in PINS or request.form.get("pin") != PINS[name]:
            abort(403, "Nobody has this name and this PIN.")
        session["name"], session["sign_outs"] = name, sign_outs[name]
        return {"name": name}

    @app.get("/me")
    def me():
        return {"name": guest()}

    @app.post("/jar")
    def jar():
        jars[guest()] = app.config["JAR"].fill()
        session["jars"] = session.get("jars", 0) + 1
        return {"jar": session["jars"]}

    @app.post("/guess")
    def guess():
        beans = jars.pop(guest(), None)
        if beans is None:
            abort(409, "Please take a jar first.")
        return {"won": request.form.get("beans", type=int) == beans}

    @app.post("/sign-out")
    def sign_out():
        sign_outs[guest()] += 1
        session.clear()
        return "", 204

    return app
