"""Orders of the Blue Plate: one event loop prints all slips; it runs in a thread of its own.

The guest has the answer while the slip is printed, and no order needs a thread.
"""

import asyncio
from threading import Thread

from flask import abort
from flask import Flask
from flask import request
from printer import print_in_kitchen


def create_app(config=None):
    """Make the app; PRINTER in its configuration is the printer in the kitchen."""
    app = Flask(__name__)
    app.config.from_mapping(PRINTER=print_in_kitchen)
    app.config.from_mapping(config or {})
    orders = []
    kitchen = asyncio.new_event_loop()
    Thread(target=kitchen.run_forever, daemon=True).start()

    async def print_slip(order):
        await app.config["PRINTER"](order["dish"])
        order["printed"] = True

    @app.post("/orders")
    def take_order():
        dish = request.form.get("dish") or abort(400, "Which dish?")
        order = {"number": len(orders) + 1, "dish": dish, "printed": False}
        orders.append(order)
        asyncio.run_coroutine_threadsafe(print_slip(order), kitchen)
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
