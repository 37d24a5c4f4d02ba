"""Whatever comes last wins, so the cookie that matters has to come last.

Tempting because the card works again, and the guest is greeted by name. Only the last step adds;
what happened before it has lost a cookie already. The menu is still in English, and so is every
place where two cookies or two links are equally important.

Fails:
- test_a_guest_who_shows_a_card_is_known_and_reads_as_they_like
- test_a_guest_who_chooses_language_and_size_gets_both
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
        headers = {}
        for name, value in look.items():
            headers["Set-Cookie"] = dump_cookie(name, value, **KEPT)
        return headers

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
        return "", 204, to_keep(language=language, text=text)

    @app.post("/card")
    def card():
        token = cards.token(request.form.get("number"))
        if token is None:
            abort(403, "This card is not known.")
        guest = cards.guest(token)
        look = to_keep(language=guest["language"], text=guest["text"])
        response = make_response(redirect(url_for("menu")), look)
        response.set_cookie("guest", token, httponly=True, samesite="Lax")
        return response

    @app.post("/leave")
    def leave():
        response = redirect(url_for("menu"))
        response.headers["Set-Cookie"] = dump_cookie("text", max_age=0)
        response.delete_cookie("language")
        response.delete_cookie("guest")
        return response

    return app
