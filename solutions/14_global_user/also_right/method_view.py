"""Class-based views: each request gets an object of its own, so `self` is that request's."""

from flask import abort
from flask import Flask
from flask import request
from flask.views import MethodView
from till import Till


def create_app(config=None):
    """Make the app; `TILL` in its configuration is the till that it asks."""
    app = Flask(__name__)
    app.config["TILL"] = Till()
    app.config.from_mapping(config or {})
    till = app.config["TILL"]

    class Screen(MethodView):
        def __init__(self):
            self.guest = request.values.get("guest")
            self.without = request.values.get("without", "")

        def greeting(self):
            return f"Hello, {self.guest}" if self.guest else "Hello"

        def ring_up(self, dish):
            price = till.price(dish)
            if price is None:
                abort(400, "This is not on the menu.")
            till.ring_up(self.guest, dish, self.without, price)
            return price

    class Welcome(Screen):
        def get(self):
            bill = till.bill(self.guest) if self.guest else []
            return {"greeting": self.greeting(), "bill": bill}

    class Orders(Screen):
        def post(self):
            if not self.guest:
                abort(400, "Who is this for?")
            dish = request.form.get("dish", "")
            price = self.ring_up(dish)
            order = {"guest": self.guest, "dish": dish, "without": self.without, "price": price}
            return order, 201

    app.add_url_rule("/welcome", view_func=Welcome.as_view("welcome"))
    app.add_url_rule("/orders", view_func=Orders.as_view("orders"))

    return app
