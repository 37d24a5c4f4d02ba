"""Browsers know nothing but GET and POST, so PUT and DELETE are of no use on the web.

Tempting because the half about forms is true, and the office is content. The kitchen is no browser:
its program sends PUT and DELETE, as it always has, and is answered 405.

Fails:
- test_the_kitchen_screen_changes_a_dish
- test_the_kitchen_screen_removes_a_dish
- test_what_is_no_dish_is_refused
- test_a_button_for_a_dish_that_is_gone_finds_nothing
"""

from itertools import count

from flask import abort
from flask import Flask
from flask import redirect
from flask import render_template_string
from flask import request
from flask import url_for
from flask.views import MethodView

MENU = """<!doctype html><title>Menu</title>
<h1>Menu</h1>
<ol>
{% for number, dish in menu.items() %}
  <li><a href="{{ url_for('dish', number=number) }}">{{ dish.name }}</a> {{ dish.price }}</li>
{% endfor %}
</ol>
<form method="post" action="{{ url_for('add') }}">
  <input name="name"> <input name="price" type="number" min="0"> <button>add</button>
</form>
"""

DISH = """<!doctype html><title>{{ dish.name }}</title>
<h1>{{ dish.name }}</h1>
<form method="post" action="{{ url_for('change', number=number) }}">
  <input name="name" value="{{ dish.name }}">
  <input name="price" type="number" min="0" value="{{ dish.price }}">
  <button>change</button>
</form>
<form method="post" action="{{ url_for('remove', number=number) }}"><button>remove</button></form>
<p><a href="{{ url_for('menu_page') }}">the whole menu</a></p>
"""


class DishView(MethodView):
    """One dish: a page to look at it, and what its buttons do."""

    def __init__(self, menu):
        self.menu = menu

    def get(self, number):
        return render_template_string(DISH, number=number, dish=self.find(number))

    def change(self, number):
        self.find(number).update(name_and_price())

    def remove(self, number):
        self.find(number)
        del self.menu[number]

    def find(self, number):
        return self.menu.get(number) or abort(404, "There is no such dish.")


def name_and_price():
    """What the form in a request says about a dish."""
    name, price = request.form.get("name"), request.form.get("price", type=int, default=-1)
    if not name or price < 0:
        abort(400, "A dish has a name and a price.")
    return {"name": name, "price": price}


def create_app(config=None):
    """Make the app; the menu lives as long as it does."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    numbers, menu = count(1), {}
    for name, price in [("pea soup", 9), ("stew", 21), ("smoked eel", 24), ("plum tart", 8)]:
        menu[next(numbers)] = {"name": name, "price": price}
    view = DishView(menu)
    app.add_url_rule("/dishes/<int:number>", view_func=DishView.as_view("dish", menu))

    @app.post("/dishes/<int:number>/change")
    def change(number):
        view.change(number)
        return redirect(url_for("menu_page"))

    @app.post("/dishes/<int:number>/remove")
    def remove(number):
        view.remove(number)
        return redirect(url_for("menu_page"))

    @app.get("/")
    def menu_page():
        return render_template_string(MENU, menu=menu)

    @app.get("/dishes")
    def all_dishes():
        return [{"number": number, **dish} for number, dish in menu.items()]

    @app.post("/dishes")
    def add():
        dish = name_and_price()
        menu[next(numbers)] = dish
        return redirect(url_for("menu_page"))

    return app
