"""The browser sends GET, so GET has to do it.

Tempting because the log says GET, and now both buttons work. But so does every link, every reload and
every program that opens such an address: whoever looks at it takes the eel off the menu.

Fails:
- test_get_does_not_change_the_menu[to each address to which the pages lead]
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
<form>
  <input name="name" value="{{ dish.name }}">
  <input name="price" type="number" min="0" value="{{ dish.price }}">
  <button name="do" value="change">change</button>
</form>
<form><button name="do" value="remove">remove</button></form>
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
        if request.args.get("do") == "remove":
            remove(number)
            return redirect("/")
        if request.args.get("do") == "change":
            change(number)
            return redirect("/")
        return render_template_string(DISH, number=number, dish=find(number))

    @app.put("/dishes/<int:number>")
    def change(number):
        dish = find(number)
        name = request.values.get("name")
        price = request.values.get("price", type=int, default=-1)
        if not name or price < 0:
            abort(400, "A dish has a name and a price.")
        dish.update(name=name, price=price)
        return {"number": number, **dish}

    @app.delete("/dishes/<int:number>")
    def remove(number):
        find(number)
        del menu[number]
        return "", 204

    return app
