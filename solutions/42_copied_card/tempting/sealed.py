"""Nobody can read the number any more, so nobody can cheat.

Tempting because the cookie has only a seal, which is made with the secret key. But a guest who
cannot read a cookie can still copy it. The copy is good for one more guess, and each copy of it, too.

Fails:
- test_a_copied_cookie_does_not_give_a_second_guess
"""

import hmac
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

    def guest():
        return visits.get(session.get("visit")) or abort(401, "Please sign in first.")

    def seal(beans):
        return hmac.digest(app.secret_key.encode(), f"{beans}".encode(), "sha256").hex()

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
        session["beans"] = seal(app.config["JAR"].fill())
        session["jars"] = session.get("jars", 0) + 1
        return {"jar": session["jars"]}

    @app.post("/guess")
    def guess():
        guest()
        if "beans" not in session:
            abort(409, "Please take a jar first.")
        return {"won": seal(request.form.get("beans", type=int)) == session.pop("beans")}

    @app.post("/sign-out")
    def sign_out():
        visits.pop(session.get("visit"), None)
        session.clear()
        return "", 204

    return app
