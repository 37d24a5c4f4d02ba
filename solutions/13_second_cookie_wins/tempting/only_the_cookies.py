"""Set-Cookie is the exception. Each other header is there once.

Tempting because cookies have a method of their own, set_cookie, and it adds. But each header whose
value is a list may be there more than once, and Link is one of them. Of two links one is lost.

Fails:
- test_the_menu_links_to_each_other_language
"""

from cards import Cards
from flask import abort
from flask import Flask
from flask import make_response
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

    def keep(response, **look):
        for name, value in look.items():
            response.set_cookie(name, value, max_age=MONTH, samesite="Lax")
        return response

    @app.get("/")
    def menu():
        wishes = [request.args.get("in"), request.cookies.get("language"), "en"]
        language = next(wish for wish in wishes if wish in MENUS)
        text = request.cookies.get("text")
        look = {"language": language, "text": text if text in SIZES else "normal"}
        guest = cards.guest(request.cookies.get("guest"))
        headers = {}
        for other in MENUS:
            if other != language:
                address = url_for("menu", **{"in": other})
                headers["Link"] = f'<{address}>; rel="alternate"; hreflang="{other}"'
        return render_template_string(PAGE, dishes=MENUS[language], guest=guest, **look), headers

    @app.post("/look")
    def look():
        language, text = request.form.get("language"), request.form.get("text")
        if language not in MENUS or text not in SIZES:
            abort(400, "There is no such language or size.")
        return keep(make_response("", 204), language=language, text=text)

    @app.post("/card")
    def card():
        token = cards.token(request.form.get("number"))
        if token is None:
            abort(403, "This card is not known.")
        guest = cards.guest(token)
        response = redirect(url_for("menu"))
        response.set_cookie("guest", token, httponly=True, samesite="Lax")
        return keep(response, language=guest["language"], text=guest["text"])

    @app.post("/leave")
    def leave():
        response = redirect(url_for("menu"))
        for name in ["guest", "language", "text"]:
            response.delete_cookie(name)
        return response

    return app
