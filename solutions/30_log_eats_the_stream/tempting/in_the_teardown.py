"""A teardown function runs when the answer is out; there the log can take its time.

Tempting because its name says so, and files are caught on the way. It runs before the server has
read one piece. What the log takes there, streams and error pages, is gone when the guest's turn
comes: they get an answer with nothing in it.

Fails:
- test_what_is_sent_in_pieces_is_complete[3-the ticker]
- test_what_is_sent_in_pieces_is_complete[3-the list of plates]
- test_what_is_sent_in_pieces_is_complete[1-the ticker]
- test_what_is_sent_in_pieces_is_complete[1-the list of plates]
- test_what_is_sent_in_pieces_is_complete[0-the list of plates]
- test_an_answer_in_one_piece_is_logged_with_its_body
- test_the_ticker_tells_of_each_plate_as_it_is_finished
- test_the_list_of_plates_goes_out_while_it_is_read
- test_whoever_hangs_up_is_not_waited_for
"""

import json
from contextlib import closing
from secrets import randbelow

from flask import abort
from flask import Flask
from flask import g
from flask import render_template_string
from flask import request
from flask import send_file
from house import Kitchen
from house import Papers

WINDOW = """<!doctype html>
<title>The window</title>
<link rel="stylesheet" href="{{ url_for('static', filename='window.css') }}">
<h1>Orders at the window</h1>
<ul>{% for order in orders %}
  <li>{{ order.number }}: {{ order.dish }} ({{ order.status }})</li>
{% endfor %}</ul>
"""


def create_app(config=None):
    """Make the app; KITCHEN, PAPERS and LOG in its configuration are what is outside of it."""
    app = Flask(__name__)
    app.config.from_mapping(KITCHEN=Kitchen(), PAPERS=Papers(), LOG=print)
    app.config.from_mapping(config or {})
    kitchen, papers = app.config["KITCHEN"], app.config["PAPERS"]
    orders, pins = {}, {}

    @app.after_request
    def keep(response):
        g.response = response
        return response

    @app.teardown_request
    def log(error):
        response = g.response
        what = request.method, request.path, response.status_code, response.content_length
        try:
            body = response.get_data(as_text=True)[:200]
        except RuntimeError:
            body = None
        if request.endpoint == "take_order":
            body = None  # the PIN is in it
        app.config["LOG"](*what, body)

    @app.get("/")
    def window():
        return render_template_string(WINDOW, orders=orders.values())

    @app.post("/orders")
    def take_order():
        dish = request.form.get("dish") or abort(400, "Which dish?")
        number = len(orders) + 1
        orders[number] = {"number": number, "dish": dish, "status": "ordered"}
        pins[number] = f"{randbelow(10**6):06}"
        return {**orders[number], "pin": pins[number]}, 201

    @app.get("/orders/<int:number>")
    def order(number):
        return orders.get(number) or abort(404)

    @app.post("/orders/<int:number>/collect")
    def collect(number):
        if request.form.get("pin") != (pins.get(number) or abort(404)):
            abort(403, "This is the PIN of another order, or of none.")
        orders[number]["status"] = "collected"
        return orders[number]

    @app.get("/ticker")
    def ticker():
        def events():
            with closing(kitchen.follow()) as plates:
                for plate in plates:
                    yield f"data: {json.dumps(plate)}\n\n"

        return events(), {"Content-Type": "text/event-stream"}

    @app.get("/plates.json")
    def plates():
        def pieces():
            yield "["
            with closing(kitchen.plates()) as plates:
                for count, plate in enumerate(plates):
                    yield ("," if count else "") + json.dumps(plate)
            yield "]"

        return pieces(), {"Content-Type": "application/json"}

    @app.get("/papers/<name>")
    def paper(name):
        return send_file(papers.open(name) or abort(404), download_name=name)

    return app
