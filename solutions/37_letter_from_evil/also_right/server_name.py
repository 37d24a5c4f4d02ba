"""SERVER_NAME tells Flask the name of the house, and links are made with it."""

import secrets

from flask import abort
from flask import Flask
from flask import request
from flask import url_for
from post_office import PostOffice

FORM = """<!doctype html>
<title>{title}</title>
<form method="post">
  <input name="{field}" placeholder="{field}">
  <button>{title}</button>
</form>
"""


def create_app(config=None):
    """Make the app; POST_OFFICE in its configuration brings the letters."""
    app = Flask(__name__)
    app.config.from_mapping(POST_OFFICE=PostOffice(), SERVER_NAME="blueplate.example")
    app.config.from_mapping(config or {})
    post_office = app.config["POST_OFFICE"]
    pins = {"hanna": "2704", "otto": "1931"}
    asked_for = {}  # who asked for a new PIN, by the token in the letter

    @app.post("/sign-in")
    def sign_in():
        name = request.form.get("name")
        if name not in pins or request.form.get("pin") != pins[name]:
            abort(403)
        return f"Good evening, {name}."

    @app.get("/forgot")
    def forgot_form():
        return FORM.format(title="ask for a new PIN", field="name")

    @app.post("/forgot")
    def forgot():
        name = request.form.get("name")
        if name in pins:
            token = secrets.token_urlsafe(16)
            asked_for[token] = name
            link = url_for("new_pin", token=token, _external=True)
            post_office.send(name, f"Choose a new PIN: {link}")
        return "Look into your mailbox."

    @app.get("/new-pin/<token>")
    def new_pin(token):
        if token not in asked_for:
            abort(404)
        return FORM.format(title="set the new PIN", field="pin")

    @app.post("/new-pin/<token>")
    def set_new_pin(token):
        if token not in asked_for:
            abort(404)
        pins[asked_for.pop(token)] = request.form.get("pin") or abort(400)
        return "You have a new PIN."

    return app
