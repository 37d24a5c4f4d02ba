"""GET and POST have a view each; HEAD goes to the view of GET."""

from flask import abort
from flask import Flask
from flask import redirect
from flask import render_template_string
from flask import request
from flask import url_for

BILL = """<!doctype html>
<title>Table {{ table }}</title>
<h1>Table {{ table }}</h1>
<ul>
{% for dish, price in dishes %}
  <li>{{ dish }}: {{ price }}</li>
{% endfor %}
</ul>
<p>Together: {{ total }}</p>
{% if paid %}
<form method="post" action="{{ url_for('receipt', table=table) }}"><button>print</button></form>
{% else %}
<form method="post" action="{{ url_for('bill', table=table) }}">
  <label>tip <input name="tip" type="number" min="0" value="0"></label>
  <button>pay</button>
</form>
{% endif %}
"""


def create_app(config=None):
    """Make the app. TILL(table, amount) and PRINTER(text) are the machines on the counter."""
    app = Flask(__name__)
    app.config.from_mapping(TILL=print, PRINTER=print)
    app.config.from_mapping(config or {})
    bills = {
        2: [("fish pie", 16), ("water", 2)],
        4: [("pea soup", 9), ("stew", 21), ("cider", 8)],
        7: [("apple pie", 11), ("coffee", 6)],
    }
    paid = {}

    def total_of(table):
        return sum(price for dish, price in bills[table])

    @app.get("/tables/<int:table>/bill")
    def bill(table):
        if table not in bills:
            abort(404)
        dishes, total = bills[table], total_of(table)
        known = {"table": table, "dishes": dishes, "total": total, "paid": table in paid}
        return render_template_string(BILL, **known), {"Cache-Control": "no-store"}

    @app.post("/tables/<int:table>/bill")
    def pay(table):
        if table not in bills:
            abort(404)
        if table in paid:
            abort(409)
        paid[table] = total_of(table) + max(0, request.form.get("tip", type=int, default=0))
        app.config["TILL"](table, paid[table])
        return redirect(url_for("bill", table=table))

    def receipt_of(table):
        if table not in paid:
            abort(404)
        return f"The Blue Plate\ntable {table}\npaid {paid[table]}\n"

    @app.get("/tables/<int:table>/receipt")
    def receipt(table):
        return receipt_of(table), {"Content-Type": "text/plain; charset=utf-8"}

    @app.post("/tables/<int:table>/receipt")
    def print_receipt(table):
        app.config["PRINTER"](receipt_of(table))
        return redirect(url_for("bill", table=table))

    return app
