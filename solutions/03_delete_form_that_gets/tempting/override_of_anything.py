"""The method may stand in the address; whoever writes _method there means it.

Tempting because other frameworks have it, and the forms and the kitchen work. It is looked at
before anything else, also when the request was a GET: a link or an image with the right address is
a DELETE now.

Fails:
- test_looking_at_the_menu_never_changes_it
"""

from itertools import count
from urllib.parse import parse_qs

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
<form method="post" action="?_method=PUT">
  <input name="name" value="{{ dish.name }}">
  <input name="price" type="number" min="0" value="{{ dish.price }}">
  <button>change</button>
</form>
<form method="post" action="?_method=DELETE"><button>remove</button></form>
<p><a href="{{ url_for('menu_page') }}">the whole menu</a></p>
"""


class Override:
    """Takes a request for what _method in its address says."""

    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        method = parse_qs(environ.get("QUERY_STRING", "")).get("_method", [""])[0].upper()
        if method in ("PUT", "DELETE"):
            environ["REQUEST_METHOD"] = method
            environ["menu.from_a_form"] = True
        return self.app(environ, start_response)


class DishView(MethodView):
    """One dish: a page to look at it, PUT to change it, DELETE to take it off the menu."""

    def __init__(self, menu):
        self.menu = menu

    def get(self, number):
        return render_template_string(DISH, number=number, dish=self.find(number))

    def put(self, number):
        self.find(number).update(name_and_price())
        return self.answer({"number": number, **self.find(number)})

    def delete(self, number):
        self.find(number)
        del self.menu[number]
        return self.answer(("", 204))

    def answer(self, for_programs):
        if "menu.from_a_form" in request.environ:
            return redirect(url_for("menu_page"))
        return for_programs

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
    app.wsgi_app = Override(app.wsgi_app)
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
