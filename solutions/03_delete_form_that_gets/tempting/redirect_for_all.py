"""One view has one answer, and a redirect to the menu is a good one.

Tempting because the office sees what it should. The kitchen sees it as well: its program waits for
204 or for JSON, and gets a redirect to a page that it cannot read.

Fails:
- test_the_kitchen_removes_a_dish
- test_the_kitchen_changes_a_dish
"""

from io import BytesIO
from urllib.parse import parse_qs

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
<form method="post" action="/dishes/{{ number }}">
  <input type="hidden" name="_method" value="PUT">
  <input name="name" value="{{ dish.name }}">
  <input name="price" type="number" min="0" value="{{ dish.price }}">
  <button>change</button>
</form>
<form method="post" action="/dishes/{{ number }}">
  <input type="hidden" name="_method" value="DELETE"><button>remove</button>
</form>
<p><a href="/">the whole menu</a></p>
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


def create_app(config=None):
    """Make the app; the menu lives as long as it does."""
    app = Flask(__name__)
    app.wsgi_app = Override(app.wsgi_app)
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
        return redirect("/")

    @app.delete("/dishes/<int:number>")
    def remove(number):
        find(number)
        del menu[number]
        return redirect("/")

    return app
