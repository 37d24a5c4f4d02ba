"""An answer for each card cannot show anybody else's, so I keep one for each card.

Tempting because no guest sees another guest's card. But a guest who comes back gets the old answer
again. It has one card in it and gets one more, it stays 201, and its list was read to the end.

Fails:
- test_a_guest_who_looks_again_is_given_one_card
- test_a_second_coffee_is_answered_with_200
- test_the_second_guest_reads_the_same_list
- test_two_guests_come_at_the_same_time[had a coffee]
"""

from functools import cache

from book import Book
from flask import Flask
from flask import g
from flask import jsonify
from flask import request
from flask import Response

YEAR = 365 * 24 * 60 * 60

PAGE = """<!doctype html>
<title>The Blue Plate</title>
<h1>A stamp for each coffee</h1>
<form method="post" action="/stamps"><button>I had a coffee</button></form>
<p>What stamps are good for: <a href="/rewards">all rewards</a></p>
"""


@cache
def welcome_for(card):
    return Response(PAGE)


@cache
def thanks_for(card):
    return Response("Thank you, and see you soon.\n", mimetype="text/plain")


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
        return welcome_for(g.card)

    @app.post("/stamps")
    def stamp():
        if book.stamps(g.card) is not None:
            book.stamp(g.card)
            return thanks_for(g.card)
        g.card = book.new()
        book.stamp(g.card)
        return thanks_for(g.card), 201

    @cache
    def rewards_for(card):
        return jsonify([{"stamps": stamps, "reward": reward} for stamps, reward in book.rewards()])

    @app.get("/rewards")
    def rewards():
        return rewards_for(g.card)

    @cache
    def csv_for(card):
        def lines():
            yield "stamps,reward\n"
            for stamps, reward in book.rewards():
                yield f"{stamps},{reward}\n"

        return Response(lines(), mimetype="text/csv")

    @app.get("/rewards.csv")
    def rewards_as_csv():
        return csv_for(g.card)

    return app
