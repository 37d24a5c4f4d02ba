"""Flask is told to keep sessions in a drawer on the server; the views stay as they were.

The bean game of the Blue Plate: a guest signs in at the terminal and gets one guess a jar.
"""

import secrets

from flask import abort
from flask import Flask
from flask import request
from flask import session
from flask.sessions import SecureCookieSession
from flask.sessions import SessionInterface
from jar import Jar

PINS = {"hanna": "2704", "otto": "1931"}


class Drawers(SessionInterface):
    """Keeps the sessions; a cookie has only the number of one."""

    def __init__(self):
        self.sessions = {}

    def open_session(self, app, request):
        number = request.cookies.get(self.get_cookie_name(app))
        opened = SecureCookieSession(self.sessions.get(number))
        opened.number = number if number in self.sessions else secrets.token_urlsafe()
        return opened

    def save_session(self, app, session, response):
        name, path = self.get_cookie_name(app), self.get_cookie_path(app)
        if session:
            self.sessions[session.number] = dict(session)
            response.set_cookie(name, session.number, httponly=True, path=path)
        elif session.modified:
            self.sessions.pop(session.number, None)
            response.delete_cookie(name, path=path)


def create_app(config=None):
    """Make the app; JAR in its configuration is the jar that it fills."""
    app = Flask(__name__)
    app.session_interface = Drawers()
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
