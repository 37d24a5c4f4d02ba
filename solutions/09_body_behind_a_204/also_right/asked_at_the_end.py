"""A hook looks at each answer: one that has a body gets a status that allows it.

The rail in the kitchen of the Blue Plate: tickets hang here until their dishes have gone out.
"""

from itertools import count

from flask import abort
from flask import Flask
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
        return {"number": number, "left": len(tickets)}, 204

    @app.delete("/rail/tables/<int:table>")
    def clear(table):
        taken = [number for number in tickets if tickets[number]["table"] == table]
        for number in taken:
            del tickets[number]
        return {"taken": taken, "left": len(tickets)}, 204

    @app.post("/rail/<int:number>/bell")
    def ring(number):
        app.config["BELL"](ticket(number)["table"])
        return "", 204

    @app.after_request
    def with_room_for_its_body(response):
        """200 where a view said 204 and gave a body all the same."""
        if response.status_code == 204 and response.get_data():
            response.status_code = 200
        return response

    return app
