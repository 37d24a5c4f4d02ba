"""A dict has each name once, so I give Flask a list of pairs.

Tempting because a list can say the same name twice, and on the menu and on `/look` it works:
there the body is a text, and the response is made with the whole list. A redirect is a response
already. Its header fields are updated from the list, one pair after the other, and each pair
throws out the one before, and the cookie that was set on the response as well.

Fails:
- test_a_guest_who_shows_a_card_is_known_and_reads_as_they_like
- test_when_a_guest_leaves_the_tablet_knows_nothing_of_them
"""

from cards import Cards
from flask import abort
from flask import Flask
from flask import redirect
from flask import render_template_string
from flask import request
from flask import url_for
from werkzeug.http import dump_cookie

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

    def to_keep(**look):
        return [("Set-Cookie", dump_cookie(name, value, **KEPT)) for name, value in look.items()]

    @app.get("/")
    def menu():
        wishes = [request.args.get("in"), request.cookies.get("language"), "en"]
        language = next(wish for wish in wishes if wish in MENUS)
        text = request.cookies.get("text")
        known = {"language": language, "text": text if text in SIZES else "normal"}
        known["guest"] = cards.guest(request.cookies.get("guest"))
        links = [
            f'<{url_for("menu", **{"in": other})}>; rel="alternate"; hreflang="{other}"'
            for other in MENUS
            if other != language
        ]
        page = render_template_string(PAGE, dishes=MENUS[language], **known)
        return page, [("Link", link) for link in links]

    @app.post("/look")
    def look():
        language, text = request.form.get("language"), request.form.get("text")
        if language not in MENUS or text not in SIZES:
            abort(400, "There is no such language or size.")
        return "", 204, to_keep(language=language, text=text)

    @app.post("/card")
    def card():
        token = cards.token(request.form.get("number"))
        if token is None:
            abort(403, "This card is not known.")
        guest = cards.guest(token)
        response = redirect(url_for("menu"))
        response.set_cookie("guest", token, httponly=True, samesite="Lax")
        return response, to_keep(language=guest["language"], text=guest["text"])

    @app.post("/leave")
    def leave():
        names = ["guest", "language", "text"]
        gone = [("Set-Cookie", dump_cookie(name, max_age=0)) for name in names]
        return redirect(url_for("menu")), gone

    return app
