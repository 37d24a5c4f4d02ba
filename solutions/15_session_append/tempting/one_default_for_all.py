"""Each change must give the session a value, and an empty basket is the same for everybody.

Tempting because each change ends with an assignment, and so each is saved. But Python made the empty
list and the empty dict once, when it read the module. The first guest's soup goes into this list, and
the next guest begins with it.

Fails:
- test_each_browser_has_its_own_basket
"""

from flask import abort
from flask import Flask
from flask import request
from flask import session

MENU = {"soup": 6, "stew": 14, "bread": 3, "cake": 5}


NO_LINES, NO_NOTES = [], {}


def find(dish):
    return next((line for line in session.get("lines", NO_LINES) if line["dish"] == dish), None)


def find_or_404(dish):
    return find(dish) or abort(404, "This is not in the basket.")


def create_app(config=None):
    """Make the app; KITCHEN(dishes) in its configuration sends an order to the kitchen."""
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="dev", MENU=MENU, KITCHEN=print)
    app.config.from_mapping(config or {})
    menu = app.config["MENU"]

    def basket():
        lines, notes = session.get("lines", NO_LINES), session.get("notes", NO_NOTES)
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
            session["lines"] = session["lines"]
        else:
            lines = session.get("lines", NO_LINES)
            lines.append({"dish": dish, "quantity": 1})
            session["lines"] = lines
        return basket()

    @app.put("/basket/<dish>/quantity")
    def change_quantity(dish):
        line = find_or_404(dish)
        quantity = request.form.get("quantity", type=int, default=0)
        if quantity < 1:
            abort(400, "This is no quantity.")
        line["quantity"] = quantity
        session["lines"] = session["lines"]
        return basket()

    @app.put("/basket/<dish>/note")
    def change_note(dish):
        find_or_404(dish)
        notes = session.get("notes", NO_NOTES)
        notes[dish] = request.form.get("note", "")
        session["notes"] = notes
        return basket()

    @app.delete("/basket/<dish>")
    def take_out(dish):
        line = find_or_404(dish)
        lines, notes = session["lines"], session.get("notes", NO_NOTES)
        lines.remove(line)
        notes.pop(dish, None)
        session["lines"], session["notes"] = lines, notes
        return basket()

    @app.post("/order")
    def order():
        if not session.get("lines"):
            abort(409, "There is nothing in the basket.")
        app.config["KITCHEN"](basket()["dishes"])
        session["lines"], session["notes"] = [], {}
        return basket()

    return app
