"""A new response, made of the old one's body and headers, is a new response.

Tempting because each guest gets a new `Response(...)`, and the list is whole again. But Werkzeug takes
a Headers object as it is and does not copy it. The new response writes the guest's card into the old
one's headers.

Fails:
- test_a_phone_without_a_card_is_not_given_one
- test_a_phone_without_a_card_is_told_of_no_stamps
- test_a_guest_who_looks_again_is_given_one_card
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


def fresh(kept, status=200):
    """A new response with the body and the headers of one that is kept."""
    return Response(kept.get_data(), status, kept.headers)


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
        return fresh(WELCOME)

    @app.post("/stamps")
    def stamp():
        if book.stamps(g.card) is not None:
            book.stamp(g.card)
            return fresh(THANKS)
        g.card = book.new()
        book.stamp(g.card)
        return fresh(THANKS, 201)

    @cache
    def rewards_kept():
        return jsonify([{"stamps": stamps, "reward": reward} for stamps, reward in book.rewards()])

    @app.get("/rewards")
    def rewards():
        return fresh(rewards_kept())

    @cache
    def csv_kept():
        def lines():
            yield "stamps,reward\n"
            for stamps, reward in book.rewards():
                yield f"{stamps},{reward}\n"

        return Response(lines(), mimetype="text/csv")

    @app.get("/rewards.csv")
    def rewards_as_csv():
        return fresh(csv_kept())

    return app
