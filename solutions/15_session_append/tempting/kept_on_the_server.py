"""A cookie is no place for data, so the app keeps the basket and the cookie holds a number.

Tempting because a list in the app's memory stays changed, and nobody has to mark anything. It lives as
long as this process. When the app starts again, or when another process answers, the number means
nothing. In a database this would be a good way.

Fails:
- test_a_basket_is_still_there_when_the_app_starts_again
"""

from uuid import uuid4

from flask import abort
from flask import Flask
from flask import request
from flask import session

MENU = {"soup": 6, "stew": 14, "bread": 3, "cake": 5}


baskets = {}


def kept():
    return baskets.get(session.get("id"), {})


def kept_or_new():
    if "id" not in session:
        session["id"] = str(uuid4())
    return baskets.setdefault(session["id"], {})


def find(dish):
    return next((line for line in kept().get("lines", []) if line["dish"] == dish), None)


def find_or_404(dish):
    return find(dish) or abort(404, "This is not in the basket.")


def create_app(config=None):
    """Make the app; KITCHEN(dishes) in its configuration sends an order to the kitchen."""
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="dev", MENU=MENU, KITCHEN=print)
    app.config.from_mapping(config or {})
    menu = app.config["MENU"]

    def basket():
        lines, notes = kept().get("lines", []), kept().get("notes", {})
        dishes = [{**line, "note": notes.get(line["dish"], "")} for line in lines]
        total = sum(menu[line["dish"]] * line["quantity"] for line in lines)
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
            line["quantity"] += 1
        else:
            kept_or_new().setdefault("lines", []).append({"dish": dish, "quantity": 1})
        return basket()

    @app.put("/basket/<dish>/quantity")
    def change_quantity(dish):
        line = find_or_404(dish)
        quantity = request.form.get("quantity", type=int, default=0)
        if quantity < 1:
            abort(400, "This is no quantity.")
        line["quantity"] = quantity
        return basket()

    @app.put("/basket/<dish>/note")
    def change_note(dish):
        find_or_404(dish)
        kept_or_new().setdefault("notes", {})[dish] = request.form.get("note", "")
        return basket()

    @app.delete("/basket/<dish>")
    def take_out(dish):
        line = find_or_404(dish)
        kept()["lines"].remove(line)
        kept().get("notes", {}).pop(dish, None)
        return basket()

    @app.post("/order")
    def order():
        if not kept().get("lines"):
            abort(409, "There is nothing in the basket.")
        app.config["KITCHEN"](basket()["dishes"])
        kept().clear()
        return basket()

    return app
