"""204 was the trouble, so there is no 204 any more.

Tempting because 200 with a little JSON can hardly harm a client that reads none. The button was
promised a 204 and a head. It has no memory for more, and now it does not know whether it was heard.

Fails:
- test_the_bell_rings_once_and_the_button_gets_no_more_than_a_head
"""

from itertools import count

from flask import abort
from flask import Blueprint
from flask import current_app
from flask import Flask
from flask import request

rail = Blueprint("rail", __name__, url_prefix="/rail")


class Rail:
    """The tickets of one kitchen, in the order in which they were hung."""

    def __init__(self):
        self.numbers = count(1)
        self.tickets = {}

    def hang(self, table, dish):
        """Hang one more ticket and return it."""
        ticket = {"number": next(self.numbers), "table": table, "dish": dish}
        self.tickets[ticket["number"]] = ticket
        return ticket

    def of_table(self, table):
        """The tickets of one table; those of all tables when it is None."""
        return [t for t in self.tickets.values() if table in (None, t["table"])]

    def take(self, *numbers):
        """Take tickets off and return how many are left."""
        for number in numbers:
            del self.tickets[number]
        return len(self.tickets)


def hanging():
    return current_app.extensions["rail"]


@rail.post("")
def hang():
    table = request.form.get("table", type=int)
    dish = request.form.get("dish")
    if table is None or not dish:
        abort(400, "A ticket has a table and a dish.")
    return hanging().hang(table, dish), 201


@rail.get("")
def look():
    tickets = hanging().of_table(request.args.get("table", type=int))
    return tickets


@rail.delete("/<int:number>")
def done(number):
    if number not in hanging().tickets:
        return {"number": number, "left": len(hanging().tickets)}, 404
    return {"number": number, "left": hanging().take(number)}


@rail.delete("/tables/<int:table>")
def clear(table):
    taken = [ticket["number"] for ticket in hanging().of_table(table)]
    return {"taken": taken, "left": hanging().take(*taken)}


@rail.post("/<int:number>/bell")
def ring(number):
    if number not in hanging().tickets:
        abort(404)
    table = hanging().tickets[number]["table"]
    current_app.config["BELL"](table)
    return {"rung": table}


def create_app(config=None):
    """Make the app with an empty rail. BELL(table) is the bell at the pass."""
    app = Flask(__name__)
    app.config["BELL"] = lambda table: print(f"ding: table {table}", flush=True)
    app.config.from_mapping(config or {})
    app.extensions["rail"] = Rail()
    app.register_blueprint(rail)
    return app
