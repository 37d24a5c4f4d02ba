"""A tablet sends its cookies in one line with semicolons, so I send mine like that.

Tempting because that is what cookies look like when they come in. On the way out a line is about
one cookie, and what follows the first semicolon are words about that one: its path, its age.
`language=fr` is no such word and is passed over. The row of flags is left as it was.

Fails:
- test_a_cookie_says_where_and_how_long_it_counts[/card]
- test_a_guest_who_shows_a_card_is_known_and_reads_as_they_like
- test_a_guest_who_chooses_language_and_size_gets_both
- test_when_a_guest_leaves_the_tablet_knows_nothing_of_them
- test_the_menu_says_where_it_is_in_every_other_language
"""

from cards import Cards
from flask import abort
from flask import Flask
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
KEPT = f"Max-Age={30 * 24 * 60 * 60}; Path=/; SameSite=Lax"

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

    def to_keep(**cookies):
        pairs = [f"{name}={value}" for name, value in cookies.items()]
        return {"Set-Cookie": "; ".join([*pairs, KEPT])}

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
        look = {"language": guest["language"], "text": guest["text"]}
        return redirect(url_for("menu")), to_keep(guest=token, **look)

    @app.post("/leave")
    def leave():
        gone = "guest=; language=; text=; Max-Age=0; Path=/"
        return redirect(url_for("menu")), {"Set-Cookie": gone}

    return app
