"""The wall has a list of what is open, by endpoint; the rest is for whoever is signed in."""

from flask import abort
from flask import Flask
from flask import redirect
from flask import render_template
from flask import request
from flask import session
from flask import url_for

PINS = {"hanna": "2704", "otto": "1931"}
BADGES = {"0017": "hanna", "0023": "otto"}
PUBLIC = {"public_help", "public_badge", "login", "check_pin", "static"}


def create_app(config=None):
    """Make the app; PINS and BADGES in its configuration say who may come in, and with what."""
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="the key of the board", PINS=PINS, BADGES=BADGES)
    app.config.from_mapping(config or {})
    pins, badges = app.config["PINS"], app.config["BADGES"]
    notices = {"Frying oil": "It is changed on Tuesdays. Not on Mondays, Otto."}
    sign_ins = []

    @app.before_request
    def wall():
        if request.endpoint in PUBLIC or "name" in session:
            return None
        return redirect(url_for("login"))

    def let_in(name):
        session["name"] = name
        sign_ins.insert(0, name)
        return redirect(url_for("board"))

    @app.get("/help")
    def public_help():
        return render_template("help.html")

    @app.post("/badge")
    def public_badge():
        badge = request.form.get("badge")
        if badge not in badges:
            abort(403, "The terminal does not know this badge.")
        return let_in(badges[badge])

    @app.get("/login")
    def login():
        return render_template("login.html")

    @app.post("/login")
    def check_pin():
        name = request.form.get("name")
        if name not in pins or pins[name] != request.form.get("pin"):
            abort(403, "This is not the PIN of somebody who works here.")
        return let_in(name)

    @app.get("/login-history")
    def login_history():
        return render_template("history.html", names=sign_ins)

    @app.get("/")
    def board():
        return render_template("board.html", notices=notices)

    @app.post("/notices")
    def pin_up():
        notices[request.form["title"]] = request.form["text"]
        return redirect(url_for("board"))

    @app.get("/notices/<title>")
    def notice(title):
        if title not in notices:
            abort(404)
        return render_template("notice.html", title=title, text=notices[title])

    return app
