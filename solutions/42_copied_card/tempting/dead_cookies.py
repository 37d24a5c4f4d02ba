"""A cookie that was signed out goes on a list, and whoever comes with it is nobody.

Tempting because the copy that was made last is on the list. But a session has a new cookie each time
that something in it changes, and the older ones are as good as the newest. Only one of them is on the
list.

Fails:
- test_a_copy_from_before_the_jar_is_nobody_after_the_sign_out
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
    dead = set()  # cookies
    jars = {}  # how many beans, by the name of who may guess

    def guest():
        if request.cookies.get(app.config["SESSION_COOKIE_NAME"]) in dead:
            abort(401, "Please sign in first.")
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
        dead.add(request.cookies.get(app.config["SESSION_COOKIE_NAME"]))
        session.clear()
        return "", 204

    return app
