"""The page has forms now, so nobody sends GET to those addresses any more.

Tempting because the page is right and its buttons work; a route without methods refuses POST, so POST
was added to the list. But GET still does what it did, and the old addresses stand in the chat, in
bookmarks and in histories.

Fails:
- test_a_link_preview_seats_nobody
- test_a_look_at_an_address_changes_nothing
"""

from itertools import count

from flask import abort
from flask import Flask
from flask import redirect
from flask import render_template_string
from flask import request
from flask import url_for

BOOK = """<!doctype html><title>Reservations</title>
<h1>Tonight</h1>
<ul>
{% for number, entry in book.items() %}
  <li>{{ entry.time }} <a href="{{ url_for('show_entry', number=number) }}">{{ entry.guest }}</a>,
      {{ entry.state }}</li>
{% endfor %}
</ul>
<form method="post" action="{{ url_for('take') }}">
  <input name="guest" placeholder="guest" required>
  <input name="time" type="time" value="19:00">
  <button>take the reservation</button>
</form>
"""

ENTRY = """<!doctype html><title>{{ entry.guest }}</title>
<h1>{{ entry.guest }}</h1>
<p>{{ entry.time }}, {{ entry.state }}</p>
{% if entry.state == "expected" %}
<form method="post" action="{{ url_for('seat', number=number) }}">
  <button>seat the guests</button>
</form>
<form method="post" action="{{ url_for('cancel', number=number) }}"><button>cancel</button></form>
{% endif %}
<p><a href="{{ url_for('show_book') }}">all reservations</a></p>
"""


def create_app(config=None):
    """Make the app; the book lives as long as it does."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    book = {
        1: {"guest": "Ann Berg", "time": "19:00", "state": "expected"},
        2: {"guest": "Karim Haddad", "time": "18:30", "state": "seated"},
        3: {"guest": "Ida Lund", "time": "17:00", "state": "left"},
    }
    numbers = count(4)

    def find(number):
        return book.get(number) or abort(404, "There is no such reservation.")

    @app.get("/")
    def show_book():
        return render_template_string(BOOK, book=book)

    @app.get("/api/reservations")
    def all_entries():
        return [{"number": number, **entry} for number, entry in book.items()]

    @app.post("/reservations")
    def take():
        guest, time = request.form["guest"], request.form["time"]
        book[next(numbers)] = {"guest": guest, "time": time, "state": "expected"}
        return redirect(url_for("show_book"))

    @app.get("/reservations/<int:number>")
    def show_entry(number):
        return render_template_string(ENTRY, number=number, entry=find(number))

    @app.route("/reservations/<int:number>/seat", methods=["GET", "POST"])
    def seat(number):
        find(number)["state"] = "seated"
        return redirect(url_for("show_book"))

    @app.route("/reservations/<int:number>/cancel", methods=["GET", "POST"])
    def cancel(number):
        find(number)
        del book[number]
        return redirect(url_for("show_book"))

    return app
