"""The two answers at the top of the module were shared, and now they are texts.

Tempting because the word `Response` stands there, outside of every view, and both answers are right now.
But `@cache` keeps what a view returned. That is a response as well, and every later guest gets it.

Fails:
- test_a_phone_without_a_card_is_told_of_no_stamps[/rewards]
- test_a_phone_without_a_card_is_told_of_no_stamps[/rewards.csv]
- test_the_second_guest_reads_the_same_list
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
