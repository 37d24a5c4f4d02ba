"""The answers keep their names: each is a function now, and gives out a new response."""

from functools import cache

from book import Book
from flask import Flask
from flask import g
from flask import json
from flask import request
from flask import Response

YEAR = 365 * 24 * 60 * 60

PAGE = """<!doctype html>
<title>The Blue Plate</title>
<h1>A stamp for each coffee</h1>
<form method="post" action="/stamps"><button>I had a coffee</button></form>
<p>What stamps are good for: <a href="/rewards">all rewards</a></p>
"""


def welcome_page():
    return Response(PAGE)


def thanks():
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
        return welcome_page()

    @app.post("/stamps")
    def stamp():
        if book.stamps(g.card) is not None:
            book.stamp(g.card)
            return thanks()
        g.card = book.new()
        book.stamp(g.card)
        return thanks(), 201

    @cache
    def as_json():
        return json.dumps(
            [{"stamps": stamps, "reward": reward} for stamps, reward in book.rewards()]
        )

    @cache
    def as_csv():
        lines = [f"{stamps},{reward}\n" for stamps, reward in book.rewards()]
        return "".join(["stamps,reward\n", *lines])

    @app.get("/rewards")
    def rewards():
        return Response(as_json(), mimetype="application/json")

    @app.get("/rewards.csv")
    def rewards_as_csv():
        return Response(as_csv(), mimetype="text/csv")

    return app
