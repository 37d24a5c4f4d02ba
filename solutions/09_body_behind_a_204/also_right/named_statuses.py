"""Each answer is made by hand, with the name of its status beside its body.

The rail in the kitchen of the Blue Plate: tickets hang here until their dishes have gone out.
"""

from http import HTTPStatus
from itertools import count

from flask import abort
from flask import Flask
from flask import jsonify
from flask import make_response
from flask import request


def create_app(config=None):
    """Make the app with an empty rail. BELL(table) is the bell at the pass."""
    app = Flask(__name__)
    app.config["BELL"] = lambda table: print(f"ding: table {table}", flush=True)
    app.config.from_mapping(config or {})
    numbers = count(1)
    tickets = {}

    def ticket(number):
        return tickets.get(number) or abort(404)

    @app.post("/rail")
    def hang():
        table = request.form.get("table", type=int)
        dish = request.form.get("dish")
        if table is None or not dish:
            abort(400, "A ticket has a table and a dish.")
        number = next(numbers)
        tickets[number] = {"number": number, "table": table, "dish": dish}
        return make_response(jsonify(tickets[number]), HTTPStatus.CREATED)

    @app.get("/rail")
    def look():
        return make_response(jsonify(list(tickets.values())), HTTPStatus.OK)

    @app.delete("/rail/<int:number>")
    def done(number):
        del tickets[ticket(number)["number"]]
        return make_response(jsonify(number=number, left=len(tickets)), HTTPStatus.OK)

    @app.delete("/rail/tables/<int:table>")
    def clear(table):
        taken = [number for number in tickets if tickets[number]["table"] == table]
        for number in taken:
            del tickets[number]
        return make_response(jsonify(taken=taken, left=len(tickets)), HTTPStatus.OK)

    @app.post("/rail/<int:number>/bell")
    def ring(number):
        app.config["BELL"](ticket(number)["table"])
        return make_response("", HTTPStatus.NO_CONTENT)

    return app
