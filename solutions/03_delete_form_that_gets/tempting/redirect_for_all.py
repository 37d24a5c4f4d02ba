"""One view has one answer, and a redirect to the menu is a good one.

Tempting because the office sees what it should. The kitchen sees it as well: its program waits for
204 and for JSON, and follows a redirect to a page that it cannot read.

Fails:
- test_the_kitchen_screen_changes_a_dish
- test_the_kitchen_screen_removes_a_dish
- test_a_button_for_a_dish_that_is_gone_finds_nothing
"""

from io import BytesIO
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
<form method="post" action="{{ url_for('dish', number=number) }}">
  <input type="hidden" name="_method" value="PUT">
  <input name="name" value="{{ dish.name }}">
  <input name="price" type="number" min="0" value="{{ dish.price }}">
  <button>change</button>
</form>
<form method="post" action="{{ url_for('dish', number=number) }}">
  <input type="hidden" name="_method" value="DELETE"><button>remove</button>
</form>
<p><a href="{{ url_for('menu_page') }}">the whole menu</a></p>
"""


class Override:
    """Takes a POST for what its field _method says, and leaves every other request alone."""

    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        kind = environ.get("CONTENT_TYPE", "").partition(";")[0]
        if environ["REQUEST_METHOD"] == "POST" and kind == "application/x-www-form-urlencoded":
            body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            environ["wsgi.input"] = BytesIO(body)
            method = parse_qs(body.decode(errors="replace")).get("_method", [""])[0]
            if method in ("PUT", "DELETE"):
                environ["REQUEST_METHOD"] = method
        return self.app(environ, start_response)


class DishView(MethodView):
    """One dish: a page to look at it, PUT to change it, DELETE to take it off the menu."""

    def __init__(self, menu):
        self.menu = menu

    def get(self, number):
        return render_template_string(DISH, number=number, dish=self.find(number))

    def put(self, number):
        self.find(number).update(name_and_price())
        return redirect(url_for("menu_page"))

    def delete(self, number):
        self.find(number)
        del self.menu[number]
        return redirect(url_for("menu_page"))

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
