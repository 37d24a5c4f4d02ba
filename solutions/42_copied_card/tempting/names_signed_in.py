"""The server keeps a list of who is signed in, and a sign-out takes the name off the list.

Tempting because a copy is nobody as soon as Hanna has signed out. But the list knows names and not
visits. When she signs in tomorrow, her name is on it again, and so all old copies are Hanna.

Fails:
- test_a_copied_cookie_stays_nobody_when_the_guest_comes_back
"""

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
    signed_in = set()  # names
    jars = {}  # how many beans, by the name of who may guess

    def guest():
        name = session.get("name")
        return name if name in signed_in else abort(401, "Please sign in first.")

    @app.post("/sign-in")
    def sign_in():
        name = request.form.get("name")
        if name not in PINS or request.form.get("pin") != PINS[name]:
            abort(403, "Nobody has this name and this PIN.")
        session["name"] = name
        signed_in.add(name)
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
        signed_in.discard(session.get("name"))
        session.clear()
        return "", 204

    return app
