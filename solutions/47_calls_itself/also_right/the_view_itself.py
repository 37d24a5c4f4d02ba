"""The site of the Blue Plate: an API with the dishes, and pages that show them."""

from flask import abort
from flask import Flask
from flask import render_template_string
from flask import request

MENU = {"trout": 19, "stew": 14, "cider": 8}

MENU_PAGE = """<!doctype html>
<title>The menu</title>
<ul>
{%- for name, price in dishes.items() %}
  <li><a href="{{ url_for('dish', name=name) }}">{{ name }}</a>: {{ price }}</li>
{%- endfor %}
</ul>
"""

DISH_PAGE = """<!doctype html>
<title>{{ name }}</title>
<p>Today we have {{ name }} for {{ price }}.</p>
"""


def create_app(config=None):
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    dishes = dict(MENU)

    @app.get("/api/dishes")
    def api_dishes():
        return dishes

    @app.post("/api/dishes")
    def api_add():
        name, price = request.form.get("name"), request.form.get("price", type=int)
        if not name or price is None:
            abort(400)
        dishes[name] = price
        return {"name": name, "price": price}, 201

    @app.get("/api/dishes/<name>")
    def api_dish(name):
        if name not in dishes:
            abort(404)
        return {"name": name, "price": dishes[name]}

    @app.get("/menu")
    def menu():
        return render_template_string(MENU_PAGE, dishes=api_dishes())

    @app.get("/menu/<name>")
    def dish(name):
        return render_template_string(DISH_PAGE, **api_dish(name))

    return app
