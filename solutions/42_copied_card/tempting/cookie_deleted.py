"""A sign-out is done when the browser has no cookie any more.

Tempting because the terminal is clean then, and the next guest there is nobody. But the server only
asks this browser to throw its cookie away. Every copy still has a good signature.

Fails:
- test_a_copied_cookie_is_nobody_after_the_sign_out
- test_a_copy_from_before_the_jar_is_nobody_after_the_sign_out
- test_a_copied_cookie_stays_nobody_when_the_guest_comes_back
"""

from flask import abort
from flask import Flask
from flask import make_response
from flask import request
from flask import session
from jar import Jar

PINS = {"hanna": "2704", "otto": "1931"}


def create_app(config=None):
    """Make the app; JAR in its configuration is the jar that it fills."""
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="the key of the jar", JAR=Jar())
    app.config.from_mapping(config or {})
    jars = {}  # how many beans, by the name of who may guess

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
        session.clear()
        response = make_response("", 204)
        response.delete_cookie(app.config["SESSION_COOKIE_NAME"])
        response.headers["Clear-Site-Data"] = '"cookies"'
        return response

    return app
