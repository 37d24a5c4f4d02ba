"""What was tapped was accepted, so 202 says it, and may carry a count.

Tempting because 202 can have a body, and is named beside 200 and 204 for answers to DELETE. Its
meaning is another: the request was taken in, what it asks for is not done yet and perhaps never
will be. The ticket is off the rail already, and the screen, which believes the status, waits.

Fails:
- test_the_bell_rings_once_and_the_button_gets_no_more_than_a_head
- test_the_screen_reads_how_many_tickets_are_left
- test_the_last_ticket_leaves_a_rail_with_none_left
- test_the_screen_reads_which_tickets_a_table_took_along
- test_what_the_screen_reads_comes_over_the_wire[a ticket that is done]
- test_what_the_screen_reads_comes_over_the_wire[a table that is cleared]
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
    return {"number": number, "left": hanging().take(number)}, 202


@rail.delete("/tables/<int:table>")
def clear(table):
    taken = [ticket["number"] for ticket in hanging().of_table(table)]
    return {"taken": taken, "left": hanging().take(*taken)}, 202


@rail.post("/<int:number>/bell")
def ring(number):
    if number not in hanging().tickets:
        abort(404)
    current_app.config["BELL"](hanging().tickets[number]["table"])
    return "", 202


def create_app(config=None):
    """Make the app with an empty rail. BELL(table) is the bell at the pass."""
    app = Flask(__name__)
    app.config["BELL"] = lambda table: print(f"ding: table {table}", flush=True)
    app.config.from_mapping(config or {})
    app.extensions["rail"] = Rail()
    app.register_blueprint(rail)
    return app
