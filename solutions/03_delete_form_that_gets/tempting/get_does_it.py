"""The browser sends GET, so GET has to do it.

Tempting because it takes the log at its word, and both buttons work. So does every link, every
reload and every look into the history that has such an address in it: an address that is looked at
takes eel off the menu.

Fails:
- test_looking_at_the_menu_never_changes_it[GET]
- test_looking_at_the_menu_never_changes_it[HEAD]
- test_looking_at_the_menu_never_changes_it[GET that claims to be DELETE]
- test_looking_at_the_menu_never_changes_it[GET that claims to be PUT]
- test_looking_at_the_menu_never_changes_it[HEAD that claims to be POST]
- test_the_remove_button_really_removes_the_dish
- test_the_change_button_really_changes_the_dish
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
<form>
  <input name="name" value="{{ dish.name }}">
  <input name="price" type="number" min="0" value="{{ dish.price }}">
  <button name="do" value="change">change</button>
</form>
<form><button name="do" value="remove">remove</button></form>
<p><a href="{{ url_for('menu_page') }}">the whole menu</a></p>
"""


class DishView(MethodView):
    """One dish: a page to look at it, PUT to change it, DELETE to take it off the menu."""

    def __init__(self, menu):
        self.menu = menu

    def get(self, number):
        if request.args.get("do") == "remove":
            self.delete(number)
            return redirect(url_for("menu_page"))
        if request.args.get("do") == "change":
            self.find(number).update(name_and_price())
            return redirect(url_for("menu_page"))
        return render_template_string(DISH, number=number, dish=self.find(number))

    def put(self, number):
        self.find(number).update(name_and_price())
        return {"number": number, **self.find(number)}

    def delete(self, number):
        self.find(number)
        del self.menu[number]
        return "", 204

    def find(self, number):
        return self.menu.get(number) or abort(404, "There is no such dish.")


def name_and_price():
    """What the form in a request says about a dish."""
    name, price = request.values.get("name"), request.values.get("price", type=int, default=-1)
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
    app.add_url_rule("/dishes/<int:number>", view_func=DishView.as_view("dish", menu))

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
