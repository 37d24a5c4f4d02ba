"""Orders of the Blue Plate: each is answered, and printed on a slip in the kitchen."""

import asyncio

from flask import abort
from flask import Flask
from flask import request
from printer import print_in_kitchen


class BluePlate(Flask):
    """Runs async views with asyncio alone. Flask itself would want asgiref for it."""

    def async_to_sync(self, func):
        def run(*args, **kwargs):
            return asyncio.run(func(*args, **kwargs))

        return run


def create_app(config=None):
    """Make the app; PRINTER in its configuration is the printer in the kitchen."""
    app = BluePlate(__name__)
    app.config.from_mapping(PRINTER=print_in_kitchen)
    app.config.from_mapping(config or {})
    orders = []

    async def print_slip(order):
        await app.config["PRINTER"](order["dish"])
        order["printed"] = True

    @app.post("/orders")
    async def take_order():
        dish = request.form.get("dish") or abort(400, "Which dish?")
        order = {"number": len(orders) + 1, "dish": dish, "printed": False}
        orders.append(order)
        asyncio.create_task(print_slip(order))
        return order, 201

    @app.get("/orders")
    def show_orders():
        return orders

    @app.get("/orders/<int:number>")
    def show_order(number):
        if not 1 <= number <= len(orders):
            abort(404)
        return orders[number - 1]

    return app
