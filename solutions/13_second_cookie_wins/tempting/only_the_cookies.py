"""Cookies are the exception; every other header field is there once.

Tempting because cookies have a method of their own, and it does what guests expect. The name of
any header field can stand in a head more than once if its meaning is a list. `Link` is one of
those, and of three flags one is left.

Fails:
- test_the_menu_says_where_it_is_in_every_other_language
"""

from cards import Cards
from flask import abort
from flask import Flask
from flask import make_response
from flask import redirect
from flask import render_template_string
from flask import request
from flask import url_for

MENUS = {
    "en": ["pea soup", "trout", "plum tart"],
    "fr": ["soupe aux pois", "truite", "tarte aux prunes"],
    "es": ["sopa de guisantes", "trucha", "tarta de ciruelas"],
    "ja": ["豆のスープ", "ます", "すもものタルト"],
}
SIZES = ["normal", "large"]
KEPT = {"max_age": 30 * 24 * 60 * 60, "samesite": "Lax"}

PAGE = """<!doctype html>
<html lang="{{ language }}" data-text="{{ text }}">
<title>The Blue Plate</title>
<ul>{% for dish in dishes %}<li>{{ dish }}</li>{% endfor %}</ul>
{% if guest %}
<p>{{ guest.name }}</p>
<form method="post" action="{{ url_for('leave') }}"><button>leave</button></form>
{% else %}
<form method="post" action="{{ url_for('card') }}"><input name="number"><button>card</button></form>
{% endif %}
"""


def create_app(config=None):
    """Make the app; `CARDS` in its configuration is the computer that knows the cards."""
    app = Flask(__name__)
    app.config["CARDS"] = Cards()
    app.config.from_mapping(config or {})
    cards = app.config["CARDS"]

    def keep(response, **look):
        for name, value in look.items():
            response.set_cookie(name, value, **KEPT)
        return response

    @app.get("/")
    def menu():
        wishes = [request.args.get("in"), request.cookies.get("language"), "en"]
        language = next(wish for wish in wishes if wish in MENUS)
        text = request.cookies.get("text")
        known = {"language": language, "text": text if text in SIZES else "normal"}
        known["guest"] = cards.guest(request.cookies.get("guest"))
        headers = {}
        for other in MENUS:
            if other != language:
                address = url_for("menu", **{"in": other})
                headers["Link"] = f'<{address}>; rel="alternate"; hreflang="{other}"'
        return render_template_string(PAGE, dishes=MENUS[language], **known), headers

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
