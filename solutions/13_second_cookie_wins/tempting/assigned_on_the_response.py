"""A dict of mine has each name once. The headers of a response are a list, so I assign them there.

Tempting because they are a list. But `headers[name] = value` means what it means for a dict: the new
value takes the place of all that are there under this name. Only add, extend and set_cookie add.

Fails:
- test_a_guest_who_chooses_a_language_and_a_size_gets_both
- test_a_card_gives_the_tablet_three_cookies
- test_after_a_card_the_menu_is_as_the_guest_likes_it
- test_when_a_guest_leaves_the_tablet_forgets_all_three_cookies
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

    def keep(response, **look):
        for name, value in look.items():
            cookie = dump_cookie(name, value, max_age=MONTH, samesite="Lax")
            response.headers["Set-Cookie"] = cookie
        return response

    @app.get("/")
    def menu():
        wishes = [request.args.get("in"), request.cookies.get("language"), "en"]
        language = next(wish for wish in wishes if wish in MENUS)
        text = request.cookies.get("text")
        look = {"language": language, "text": text if text in SIZES else "normal"}
        guest = cards.guest(request.cookies.get("guest"))
        page = render_template_string(PAGE, dishes=MENUS[language], guest=guest, **look)
        response = make_response(page)
        for other in MENUS:
            if other != language:
                address = url_for("menu", **{"in": other})
                response.headers["Link"] = f'<{address}>; rel="alternate"; hreflang="{other}"'
        return response

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
            response.headers["Set-Cookie"] = dump_cookie(name, max_age=0)
        return response

    return app
