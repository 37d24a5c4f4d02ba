"""ProxyFix makes request.host trustworthy.

Tempting because the documentation says so, for an app behind a proxy. Without a proxy nobody cleans
the headers. ProxyFix takes the host from X-Forwarded-Host, where one more person can write it, and
from the Host header where there is none.

Fails:
- test_a_letter_does_not_lead_to_another_host
- test_a_letter_does_not_lead_to_a_host_with_a_similar_name
- test_other_headers_do_not_lead_a_letter_to_another_host[another host in X-Forwarded-Host]
- test_other_headers_do_not_lead_a_letter_to_another_host[the house in Referer and Origin]
"""

import secrets

from flask import abort
from flask import Flask
from flask import request
from flask import url_for
from post_office import PostOffice
from werkzeug.middleware.proxy_fix import ProxyFix

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
    app.wsgi_app = ProxyFix(app.wsgi_app, x_host=1)
    app.config.from_mapping(POST_OFFICE=PostOffice())
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
