"""Each cookie is noted beside the view, and added to whatever response is made.

The tablets on the tables of the Blue Plate: the menu, as each guest likes to read it.
"""

from cards import Cards
from flask import abort
from flask import after_this_request
from flask import Flask
from flask import redirect
from flask import render_template_string
from flask import request
from flask import url_for

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

    def keep(name, value, **says):
        @after_this_request
        def put(response):
            response.set_cookie(name, value, samesite="Lax", **says)
            return response

    def forget(name):
        @after_this_request
        def put(response):
            response.delete_cookie(name)
            return response

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
        return page, {"Link": ", ".join(links)}

    @app.post("/look")
    def look():
        language, text = request.form.get("language"), request.form.get("text")
        if language not in MENUS or text not in SIZES:
            abort(400, "There is no such language or size.")
        keep("language", language, max_age=MONTH)
        keep("text", text, max_age=MONTH)
        return "", 204

    @app.post("/card")
    def card():
        token = cards.token(request.form.get("number"))
        if token is None:
            abort(403, "This card is not known.")
        guest = cards.guest(token)
        keep("guest", token, httponly=True)
        keep("language", guest["language"], max_age=MONTH)
        keep("text", guest["text"], max_age=MONTH)
        return redirect(url_for("menu"))

    @app.post("/leave")
    def leave():
        for name in ["guest", "language", "text"]:
            forget(name)
        return redirect(url_for("menu"))

    return app
