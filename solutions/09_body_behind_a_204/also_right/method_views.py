"""Views as classes, each answer made by hand: what says something is a 200, what does not a 204."""

from http import HTTPStatus
from itertools import count

from flask import abort
from flask import Flask
from flask import jsonify
from flask import make_response
from flask import request
from flask import Response
from flask.views import MethodView


class Rail:
    """The tickets of one kitchen, in the order in which they were hung."""

    def __init__(self):
        self.numbers = count(1)
        self.tickets = []

    def hang(self, table, dish):
        """Hang one more ticket and return it."""
        ticket = {"number": next(self.numbers), "table": table, "dish": dish}
        self.tickets.append(ticket)
        return ticket

    def where(self, **wanted):
        """The tickets for which all of this is true."""
        return [t for t in self.tickets if all(t[key] == wanted[key] for key in wanted)]

    def take(self, tickets):
        """Take tickets off and return how many are left."""
        self.tickets = [ticket for ticket in self.tickets if ticket not in tickets]
        return len(self.tickets)


class RailView(MethodView):
    """A view of one rail."""

    init_every_request = False

    def __init__(self, rail):
        self.rail = rail


class Tickets(RailView):
    """All tickets."""

    def get(self):
        """Read the rail."""
        table = request.args.get("table", type=int)
        return jsonify(self.rail.where() if table is None else self.rail.where(table=table))

    def post(self):
        """Hang a ticket."""
        table, dish = request.form.get("table", type=int), request.form.get("dish")
        if table is None or not dish:
            abort(HTTPStatus.BAD_REQUEST)
        return make_response(jsonify(self.rail.hang(table, dish)), HTTPStatus.CREATED)


class Ticket(RailView):
    """One ticket."""

    def delete(self, number):
        """Take it off."""
        found = self.rail.where(number=number)
        left = self.rail.take(found)
        status = HTTPStatus.OK if found else HTTPStatus.NOT_FOUND
        return make_response(jsonify(number=number, left=left), status)


class Table(RailView):
    """The tickets of one table."""

    def delete(self, table):
        """Take them off."""
        found = self.rail.where(table=table)
        left = self.rail.take(found)
        taken = [ticket["number"] for ticket in found]
        return make_response(jsonify(taken=taken, left=left), HTTPStatus.OK)


class Bell(RailView):
    """The bell, for one ticket."""

    def __init__(self, rail, bell):
        super().__init__(rail)
        self.bell = bell

    def post(self, number):
        """Ring it."""
        found = self.rail.where(number=number)
        if not found:
            abort(HTTPStatus.NOT_FOUND)
        self.bell(found[0]["table"])
        return Response(status=HTTPStatus.NO_CONTENT)


def create_app(config=None):
    """Make the app with an empty rail. BELL(table) is the bell at the pass."""
    app = Flask(__name__)
    app.config["BELL"] = lambda table: print(f"ding: table {table}", flush=True)
    app.config.from_mapping(config or {})
    rail, bell = Rail(), app.config["BELL"]
    app.add_url_rule("/rail", view_func=Tickets.as_view("tickets", rail))
    app.add_url_rule("/rail/<int:number>", view_func=Ticket.as_view("ticket", rail))
    app.add_url_rule("/rail/tables/<int:table>", view_func=Table.as_view("table", rail))
    app.add_url_rule("/rail/<int:number>/bell", view_func=Bell.as_view("bell", rail, bell))
    return app
