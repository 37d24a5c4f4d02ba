"""The two answers at the top of the module were the shared ones, and now they are texts.

Tempting because that is where the word `Response` stands outside of every view, and both pages
are right now. `@cache` does the same without a name: it keeps what the view has returned, which
is a response, and gives it to every guest who comes later.

Fails:
- test_a_phone_without_a_card_is_not_given_somebody_elses[/rewards]
- test_a_phone_without_a_card_is_not_given_somebody_elses[/rewards.csv]
- test_a_guest_who_looks_again_is_shown_one_card[/rewards]
- test_a_guest_who_looks_again_is_shown_one_card[/rewards.csv]
- test_what_the_first_guest_reads_every_guest_reads[/rewards.csv]
- test_guests_who_come_at_the_same_time_are_told_of_their_own_card[/rewards]
- test_guests_who_come_at_the_same_time_are_told_of_their_own_card[/rewards.csv]
"""

from functools import cache

from book import Book
from flask import Flask
from flask import g
from flask import jsonify
from flask import request
from flask import Response

YEAR = 365 * 24 * 60 * 60

WELCOME = """<!doctype html>
<title>The Blue Plate</title>
<h1>A stamp for each coffee</h1>
<form method="post" action="/stamps"><button>I had a coffee</button></form>
<p>What stamps are good for: <a href="/rewards">all rewards</a></p>
"""
THANKS = "Thank you, and see you soon.\n"


def create_app(config=None):
    """Make the app; `BOOK` in its configuration is the stamp book in the office."""
    app = Flask(__name__)
    app.config["BOOK"] = Book()
    app.config.from_mapping(config or {})
    book = app.config["BOOK"]

    @app.before_request
    def look_for_card():
        g.card = request.cookies.get("card")

    @app.after_request
    def show_card(response):
        stamps = book.stamps(g.card)
        if stamps is not None:
            response.headers["X-Stamps"] = str(stamps)
            response.set_cookie("card", g.card, max_age=YEAR, httponly=True, samesite="Lax")
        return response

    @app.get("/")
    def welcome():
        return WELCOME

    @app.post("/stamps")
    def stamp():
        is_new = book.stamps(g.card) is None
        if is_new:
            g.card = book.new()
        book.stamp(g.card)
        return Response(THANKS, 201 if is_new else 200, mimetype="text/plain")

    @app.get("/rewards")
    @cache
    def rewards():
        return jsonify([{"stamps": stamps, "reward": reward} for stamps, reward in book.rewards()])

    @app.get("/rewards.csv")
    @cache
    def rewards_as_csv():
        def lines():
            yield "stamps,reward\n"
            for stamps, reward in book.rewards():
                yield f"{stamps},{reward}\n"

        return Response(lines(), mimetype="text/csv")

    return app
