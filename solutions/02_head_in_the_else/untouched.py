"""The bills of the Blue Plate: what a table has had, paying for it, and the receipt."""

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

    @app.route("/tables/<int:table>/bill", methods=["GET", "POST"])
    def bill(table):
        if table not in bills:
            abort(404)
        dishes = bills[table]
        total = sum(price for dish, price in dishes)
        if request.method == "GET":
            known = {"table": table, "dishes": dishes, "total": total, "paid": table in paid}
            return render_template_string(BILL, **known), {"Cache-Control": "no-store"}
        if table in paid:
            abort(409)
        paid[table] = total + max(0, request.form.get("tip", type=int, default=0))
        app.config["TILL"](table, paid[table])
        return redirect(url_for("bill", table=table))

    @app.route("/tables/<int:table>/receipt", methods=["GET", "POST"])
    def receipt(table):
        if table not in paid:
            abort(404)
        text = f"The Blue Plate\ntable {table}\npaid {paid[table]}\n"
        if request.method == "GET":
            return text, {"Content-Type": "text/plain; charset=utf-8"}
        app.config["PRINTER"](text)
        return redirect(url_for("bill", table=table))

    return app
