"""The tap was broken, so I mend the tap.

Tempting because cooks tap all evening, and now the count is right. But the same status ends two more
answers: when a table is cleared, and when the screen reads an empty rail.

Fails:
- test_the_screen_reads_an_empty_rail
- test_the_screen_reads_what_was_taken_off_for_a_table
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
        return {"number": number, "left": len(tickets)}

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

    return app
