"""Browsers know only GET and POST, so PUT and DELETE are of no use on the web.

Tempting because it is true of forms, and the office is content. But the kitchen has no browser: its
program sends PUT and DELETE, as it always has, and is answered 405.

Fails:
- test_the_kitchen_removes_a_dish
- test_the_kitchen_changes_a_dish
- test_the_kitchen_is_told_what_is_wrong
"""

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

    @app.post("/dishes/<int:number>/change")
    def change(number):
        dish = find(number)
        name, price = request.form.get("name"), request.form.get("price", type=int, default=-1)
        if not name or price < 0:
            abort(400, "A dish has a name and a price.")
        dish.update(name=name, price=price)
        return redirect("/")

    @app.post("/dishes/<int:number>/remove")
    def remove(number):
        find(number)
        del menu[number]
        return redirect("/")

    return app
