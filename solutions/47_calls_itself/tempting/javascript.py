"""The browser can ask the API: when it does, the page is there already.

Tempting because the thread is free when the browser asks, so that nothing waits for itself. But these pages
are for all who read HTML, and there are no dishes in it now.

Fails:
- test_the_pages_come_when_there_are_many_threads
- test_the_menu_comes_from_one_thread
- test_the_page_of_a_dish_comes_from_one_thread
- test_a_new_dish_is_on_the_pages
"""

from flask import abort
from flask import Flask
from flask import render_template_string
from flask import request

MENU = {"trout": 19, "stew": 14, "cider": 8}

MENU_PAGE = """<!doctype html>
<title>The menu</title>
<ul>
</ul>
<script>
  fetch("/api/dishes").then(answer => answer.json()).then(dishes => {
    for (const [name, price] of Object.entries(dishes))
      document.querySelector("ul").append(`${name}: ${price} `)
  })
</script>
"""

DISH_PAGE = """<!doctype html>
<p></p>
<script>
  fetch("/api" + location.pathname.replace("menu", "dishes")).then(answer => answer.json()).then(dish => {
    document.querySelector("p").append(`Today we have ${dish.name} for ${dish.price}.`)
  })
</script>
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
        return render_template_string(MENU_PAGE)

    @app.get("/menu/<name>")
    def dish(name):
        if name not in dishes:
            abort(404)
        return render_template_string(DISH_PAGE)

    return app
