"""A salted hash of the number tells nobody the number.

Tempting because passwords are kept like this. But there are only ten thousand numbers, and the salt is
in the cookie, too: a program hashes all of them in a moment. And a copy gives one more guess.

Fails:
- test_nobody_reads_how_many_beans_there_are
- test_a_copied_cookie_does_not_give_a_second_guess
"""

import hashlib
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

    def hashed(salt, beans):
        return hashlib.sha256(f"{salt}{beans}".encode()).hexdigest()

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
        salt = session["salt"] = secrets.token_hex(8)
        session["beans"] = hashed(salt, app.config["JAR"].fill())
        session["jars"] = session.get("jars", 0) + 1
        return {"jar": session["jars"]}

    @app.post("/guess")
    def guess():
        guest()
        if "beans" not in session:
            abort(409, "Please take a jar first.")
        guessed = hashed(session["salt"], request.form.get("beans", type=int))
        return {"won": guessed == session.pop("beans")}

    @app.post("/sign-out")
    def sign_out():
        visits.pop(session.get("visit"), None)
        session.clear()
        return "", 204

    return app
