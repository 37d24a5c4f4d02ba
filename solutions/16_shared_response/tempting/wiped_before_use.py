"""I wipe off what the last guest left before I write anything.

Tempting because all is well when one guest comes after the other. There is still one answer for all.
Between the wiping and the sending, another guest comes, wipes it too, and writes another card on it.

Fails:
- test_two_guests_come_at_the_same_time
"""

from functools import cache

from book import Book
from flask import Flask
from flask import g
from flask import jsonify
from flask import request
from flask import Response

YEAR = 365 * 24 * 60 * 60

WELCOME = Response("""<!doctype html>
<title>The Blue Plate</title>
<h1>A stamp for each coffee</h1>
<form method="post" action="/stamps"><button>I had a coffee</button></form>
<p>What stamps are good for: <a href="/rewards">all rewards</a></p>
""")
THANKS = Response("Thank you, and see you soon.\n", mimetype="text/plain")


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
        response.headers.remove("X-Stamps")
        response.headers.remove("Set-Cookie")
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
        if book.stamps(g.card) is not None:
            book.stamp(g.card)
            return THANKS, 200
        g.card = book.new()
        book.stamp(g.card)
        return THANKS, 201

    @app.get("/rewards")
    @cache
    def rewards():
        return jsonify([{"stamps": stamps, "reward": reward} for stamps, reward in book.rewards()])

    @app.get("/rewards.csv")
    @cache
    def rewards_as_csv():
        lines = [f"{stamps},{reward}\n" for stamps, reward in book.rewards()]
        return Response(["stamps,reward\n", *lines], mimetype="text/csv")

    return app
