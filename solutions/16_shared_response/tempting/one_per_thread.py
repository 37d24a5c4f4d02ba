"""Guests at the same time are the trouble, so each thread has answers of its own.

Tempting because two guests at the same time get two objects. On the development server all is well by
hand, because it starts a thread for each connection. Other servers use a thread again, and the next
guest there gets what the last one left.

Fails:
- test_a_phone_without_a_card_is_not_given_one
- test_a_phone_without_a_card_is_told_of_no_stamps
- test_a_guest_who_looks_again_is_given_one_card
- test_a_second_coffee_is_answered_with_200
- test_the_second_guest_reads_the_same_list
- test_two_guests_come_at_the_same_time[had a coffee]
"""

import threading

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

mine = threading.local()


def once_in_a_thread(name, make):
    """The answer of this name that belongs to this thread."""
    if not hasattr(mine, name):
        setattr(mine, name, make())
    return getattr(mine, name)


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
        return once_in_a_thread("welcome", lambda: Response(PAGE))

    @app.post("/stamps")
    def stamp():
        if book.stamps(g.card) is not None:
            book.stamp(g.card)
            return once_in_a_thread("thanks", thanks)
        g.card = book.new()
        book.stamp(g.card)
        return once_in_a_thread("thanks", thanks), 201

    def as_json():
        return jsonify([{"stamps": stamps, "reward": reward} for stamps, reward in book.rewards()])

    def as_csv():
        def lines():
            yield "stamps,reward\n"
            for stamps, reward in book.rewards():
                yield f"{stamps},{reward}\n"

        return Response(lines(), mimetype="text/csv")

    @app.get("/rewards")
    def rewards():
        return once_in_a_thread("rewards", as_json)

    @app.get("/rewards.csv")
    def rewards_as_csv():
        return once_in_a_thread("csv", as_csv)

    return app
