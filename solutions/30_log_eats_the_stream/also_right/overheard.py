"""The body is not asked for but overheard: its beginning is kept as it goes by."""

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


class Overheard:
    """Passes a body on, piece by piece, and tells at its end how it began."""

    def __init__(self, response, tell):
        self.pieces, self.tell, self.beginning = response.iter_encoded(), tell, b""
        self.source = response.response

    def __iter__(self):
        for piece in self.pieces:
            if len(self.beginning) < 800:  # 200 characters have no more bytes
                self.beginning += piece
            yield piece

    def close(self):
        if hasattr(self.source, "close"):
            self.source.close()
        self.tell(self.beginning.decode("utf-8", "ignore")[:200])


def create_app(config=None):
    """Make the app; KITCHEN, PAPERS and LOG in its configuration are what is outside of it."""
    app = Flask(__name__)
    app.config.from_mapping(KITCHEN=Kitchen(), PAPERS=Papers(), LOG=print)
    app.config.from_mapping(config or {})
    kitchen, papers = app.config["KITCHEN"], app.config["PAPERS"]
    orders = []

    @app.after_request
    def log(response):
        what = request.method, request.path, response.status_code, response.content_length
        if response.direct_passthrough:
            app.config["LOG"](*what, None)
        else:
            response.response = Overheard(response, lambda text: app.config["LOG"](*what, text))
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
