"""One name in the dict, and under it the list of all values; the response has none before.

The tablets on the tables of the Blue Plate: the menu, as each guest likes to read it.
"""

from cards import Cards
from flask import abort
from flask import Flask
from flask import redirect
from flask import render_template_string
from flask import request
from flask import url_for
from werkzeug.http import dump_cookie

MENUS = {"en": "pea soup, trout", "fr": "soupe aux pois, truite", "ja": "豆のスープ、ます"}
SIZES = ["normal", "large"]
MONTH = 30 * 24 * 60 * 60

PAGE = """<!doctype html>
<html lang="{{ language }}" data-text="{{ text }}">
<title>The Blue Plate</title>
<p>{{ dishes }}</p>
<p>{{ guest.name if guest else "Please show your card." }}</p>
"""


def create_app(config=None):
    """Make the app; CARDS in its configuration is the computer that knows the cards."""
    app = Flask(__name__)
    app.config["CARDS"] = Cards()
    app.config.from_mapping(config or {})
    cards = app.config["CARDS"]

    def to_keep(**look):
        return [dump_cookie(*pair, max_age=MONTH, samesite="Lax") for pair in look.items()]

    @app.get("/")
    def menu():
        wishes = [request.args.get("in"), request.cookies.get("language"), "en"]
        language = next(wish for wish in wishes if wish in MENUS)
        text = request.cookies.get("text")
        look = {"language": language, "text": text if text in SIZES else "normal"}
        guest = cards.guest(request.cookies.get("guest"))
        links = [
            f'<{url_for("menu", **{"in": other})}>; rel="alternate"; hreflang="{other}"'
            for other in MENUS
            if other != language
        ]
        page = render_template_string(PAGE, dishes=MENUS[language], guest=guest, **look)
        return page, {"Link": links}

    @app.post("/look")
    def look():
        language, text = request.form.get("language"), request.form.get("text")
        if language not in MENUS or text not in SIZES:
            abort(400, "There is no such language or size.")
        return "", 204, {"Set-Cookie": to_keep(language=language, text=text)}

    @app.post("/card")
    def card():
        token = cards.token(request.form.get("number"))
        if token is None:
            abort(403, "This card is not known.")
        guest = cards.guest(token)
        known = dump_cookie("guest", token, httponly=True, samesite="Lax")
        look = to_keep(language=guest["language"], text=guest["text"])
        return redirect(url_for("menu")), {"Set-Cookie": [known, *look]}

    @app.post("/leave")
    def leave():
        gone = [dump_cookie(name, max_age=0) for name in ["guest", "language", "text"]]
        return redirect(url_for("menu")), {"Set-Cookie": gone}

    return app
