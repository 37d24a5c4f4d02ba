"""The bill was the trouble, so the bill is mended.

Tempting because money was lost there. The receipt is written after the same pattern, and the
printer goes on printing at night.

Fails:
- test_looking_at_a_receipt_does_not_print_it[HEAD]
- test_looking_at_a_receipt_does_not_print_it[HEAD with the fields of the form]
- test_looking_at_a_receipt_does_not_print_it[HEAD with a tip in the address]
- test_looking_at_a_receipt_does_not_print_it[HEAD from a browser]
- test_the_monitor_finds_what_a_guest_finds[a receipt]
- test_the_monitor_reads_the_header_fields_that_a_guest_reads[a receipt]
"""

from flask import abort
from flask import Flask
from flask import redirect
from flask import render_template_string
from flask import request
from flask import url_for

TABLES = """<!doctype html>
<title>Tables</title>
<h1>Tables</h1>
<ul>
{% for table in bills %}
  <li><a href="{{ url_for('bill', table=table) }}">table {{ table }}</a></li>
{% endfor %}
</ul>
"""

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

    @app.get("/")
    def tables():
        return render_template_string(TABLES, bills=bills)

    @app.route("/tables/<int:table>/bill", methods=["GET", "POST"])
    def bill(table):
        if table not in bills:
            abort(404)
        dishes = bills[table]
        total = sum(price for dish, price in dishes)
        if request.method == "POST":
            if table in paid:
                abort(409)
            paid[table] = total + max(0, request.form.get("tip", type=int, default=0))
            app.config["TILL"](table, paid[table])
            return redirect(url_for("bill", table=table))
        known = {"table": table, "dishes": dishes, "total": total, "paid": table in paid}
        return render_template_string(BILL, **known), {"Cache-Control": "no-store"}

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
