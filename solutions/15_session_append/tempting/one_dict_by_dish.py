"""A basket is a dict with a key for each dish, and a dict keeps its order.

Tempting because every change is an assignment, and in memory a dict does keep its order. In the cookie
it becomes JSON, and Flask writes JSON with sorted keys. The next request finds the dishes in the order
of the alphabet.

Fails:
- test_a_second_dish_is_still_in_the_basket
"""

from flask import abort
from flask import Flask
from flask import request
from flask import session

MENU = {"soup": 6, "stew": 14, "bread": 3, "cake": 5}


def find(dish):
    return session.get("lines", {}).get(dish)


def change(dish, **changes):
    lines = session.get("lines", {})
    line = {**lines.get(dish, {"dish": dish, "quantity": 1, "note": ""}), **changes}
    session["lines"] = {**lines, dish: line}


def find_or_404(dish):
    return find(dish) or abort(404, "This is not in the basket.")


def create_app(config=None):
    """Make the app; KITCHEN(dishes) in its configuration sends an order to the kitchen."""
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="dev", MENU=MENU, KITCHEN=print)
    app.config.from_mapping(config or {})
    menu = app.config["MENU"]

    def basket():
        dishes = list(session.get("lines", {}).values())
        total = sum(menu[line["dish"]] * line["quantity"] for line in dishes)
        return {"dishes": dishes, "total": total}

    @app.get("/basket")
    def look():
        return basket()

    @app.post("/basket")
    def put_in():
        dish = request.form.get("dish")
        if dish not in menu:
            abort(400, "This is not on the menu.")
        if line := find(dish):
            change(dish, quantity=line["quantity"] + 1)
        else:
            change(dish)
        return basket()

    @app.put("/basket/<dish>/quantity")
    def change_quantity(dish):
        find_or_404(dish)
        quantity = request.form.get("quantity", type=int, default=0)
        if quantity < 1:
            abort(400, "This is no quantity.")
        change(dish, quantity=quantity)
        return basket()

    @app.put("/basket/<dish>/note")
    def change_note(dish):
        find_or_404(dish)
        change(dish, note=request.form.get("note", ""))
        return basket()

    @app.delete("/basket/<dish>")
    def take_out(dish):
        find_or_404(dish)
        lines = session["lines"]
        session["lines"] = {other: lines[other] for other in lines if other != dish}
        return basket()

    @app.post("/order")
    def order():
        if not session.get("lines"):
            abort(409, "There is nothing in the basket.")
        app.config["KITCHEN"](basket()["dishes"])
        session.clear()
        return basket()

    return app
