"""A dict is not a response yet. jsonify makes one, and that can have any status.

Tempting because print(response.get_data()) in the view shows the whole object. It is still there
when the view ends. Whether it is sent is decided later, by the status.

Fails:
- test_the_screen_reads_an_empty_rail
- test_the_screen_reads_how_many_tickets_are_left
- test_the_screen_reads_that_no_ticket_is_left
- test_the_screen_reads_what_was_taken_off_for_a_table
"""

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
        return tickets[number], 201

    @app.get("/rail")
    def look():
        if not tickets:
            return [], 204
        return list(tickets.values())

    @app.delete("/rail/<int:number>")
    def done(number):
        del tickets[ticket(number)["number"]]
        return make_response(jsonify(number=number, left=len(tickets)), 204)

    @app.delete("/rail/tables/<int:table>")
    def clear(table):
        taken = [number for number in tickets if tickets[number]["table"] == table]
        for number in taken:
            del tickets[number]
        return make_response(jsonify(taken=taken, left=len(tickets)), 204)

    @app.post("/rail/<int:number>/bell")
    def ring(number):
        app.config["BELL"](ticket(number)["table"])
        return "", 204

    return app
