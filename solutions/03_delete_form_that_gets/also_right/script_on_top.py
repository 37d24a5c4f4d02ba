"""A script sends PUT and DELETE where scripts run; the forms below it send POST everywhere."""

from flask import abort
from flask import Flask
from flask import redirect
from flask import render_template_string
from flask import request

MENU = """<!doctype html><title>Menu</title>
<h1>Menu</h1>
<ol>
{% for number, dish in menu.items() %}
  <li><a href="/dishes/{{ number }}">{{ dish.name }}</a> {{ dish.price }}</li>
{% endfor %}
</ol>
"""

DISH = """<!doctype html><title>{{ dish.name }}</title>
<h1>{{ dish.name }}</h1>
<form method="post" action="/dishes/{{ number }}/change">
  <input name="name" value="{{ dish.name }}">
  <input name="price" type="number" min="0" value="{{ dish.price }}">
  <button>change</button>
</form>
<form method="post" action="/dishes/{{ number }}/remove"><button>remove</button></form>
<p><a href="/">the whole menu</a></p>
<script>
for (const form of document.forms) form.addEventListener("submit", async event => {
  event.preventDefault()
  const method = event.submitter.innerText === "remove" ? "DELETE" : "PUT"
  const body = method === "PUT" ? new URLSearchParams(new FormData(form)) : null
  const answer = await fetch(location, {method, body})
  if (answer.ok) location = "/"
})
</script>
"""


def create_app(config=None):
    """Make the app; the menu lives as long as it does."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    menu = {
        1: {"name": "pea soup", "price": 9},
        2: {"name": "stew", "price": 21},
        3: {"name": "smoked eel", "price": 24},
        4: {"name": "plum tart", "price": 8},
    }

    def find(number):
        return menu.get(number) or abort(404, "There is no such dish.")

    @app.get("/")
    def menu_page():
        return render_template_string(MENU, menu=menu)

    @app.get("/dishes")
    def all_dishes():
        return [{"number": number, **dish} for number, dish in menu.items()]

    @app.get("/dishes/<int:number>")
    def dish_page(number):
        return render_template_string(DISH, number=number, dish=find(number))

    @app.put("/dishes/<int:number>")
    def change(number):
        dish = find(number)
        name, price = request.form.get("name"), request.form.get("price", type=int, default=-1)
        if not name or price < 0:
            abort(400, "A dish has a name and a price.")
        dish.update(name=name, price=price)
        return {"number": number, **dish}

    @app.delete("/dishes/<int:number>")
    def remove(number):
        find(number)
        del menu[number]
        return "", 204

    @app.post("/dishes/<int:number>/change")
    def change_from_page(number):
        change(number)
        return redirect("/")

    @app.post("/dishes/<int:number>/remove")
    def remove_from_page(number):
        remove(number)
        return redirect("/")

    return app
