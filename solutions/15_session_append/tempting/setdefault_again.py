"""setdefault() puts the list back into the session after I have changed it.

Tempting because it is a method of the session, and it did save the first dish. But it sets nothing where
a value is already, and so the session notices nothing.

Fails:
- test_a_second_dish_is_still_in_the_basket
- test_a_change_is_still_there_at_the_next_look
- test_a_look_does_not_bring_back_an_old_basket
"""

from flask import abort
from flask import Flask
from flask import request
from flask import session

MENU = {"soup": 6, "stew": 14, "bread": 3, "cake": 5}


def find(dish):
    return next((line for line in session.get("lines", []) if line["dish"] == dish), None)


def find_or_404(dish):
    return find(dish) or abort(404, "This is not in the basket.")


def create_app(config=None):
    """Make the app; KITCHEN(dishes) in its configuration sends an order to the kitchen."""
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="dev", MENU=MENU, KITCHEN=print)
    app.config.from_mapping(config or {})
    menu = app.config["MENU"]

    def basket():
        lines, notes = session.get("lines", []), session.get("notes", {})
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
            session.setdefault("lines", [line])
        else:
            lines = session.get("lines", [])
            lines.append({"dish": dish, "quantity": 1})
            session.setdefault("lines", lines)
        return basket()

    @app.put("/basket/<dish>/quantity")
    def change_quantity(dish):
        line = find_or_404(dish)
        quantity = request.form.get("quantity", type=int, default=0)
        if quantity < 1:
            abort(400, "This is no quantity.")
        line["quantity"] = quantity
        session.setdefault("lines", [line])
        return basket()

    @app.put("/basket/<dish>/note")
    def change_note(dish):
        find_or_404(dish)
        notes = session.get("notes", {})
        notes[dish] = request.form.get("note", "")
        session.setdefault("notes", notes)
        return basket()

    @app.delete("/basket/<dish>")
    def take_out(dish):
        line = find_or_404(dish)
        lines = session["lines"]
        lines.remove(line)
        session.setdefault("lines", lines)
        session.get("notes", {}).pop(dish, None)
        return basket()

    @app.post("/order")
    def order():
        if not session.get("lines"):
            abort(409, "There is nothing in the basket.")
        app.config["KITCHEN"](basket()["dishes"])
        session.clear()
        return basket()

    return app
