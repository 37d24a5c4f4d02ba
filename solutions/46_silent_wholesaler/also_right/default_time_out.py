"""The kitchen's page of the Blue Plate: the menu, and what the wholesaler charges today."""

import json
import socket
from urllib.request import urlopen

from flask import abort
from flask import Flask
from wholesaler import half_dead

MENU = {"trout": 19, "stew": 14, "fish pie": 12}


def create_app(config=None):
    """Make the app; WHOLESALER in its configuration is the address of a price list, in JSON.

    PATIENCE is how many seconds a guest waits for the wholesaler.
    """
    app = Flask(__name__)
    app.config.from_mapping(PATIENCE=2)
    app.config.from_mapping(config or {"WHOLESALER": half_dead()})
    socket.setdefaulttimeout(app.config["PATIENCE"])  # for each new socket of this process

    def price_list():
        try:
            with urlopen(app.config["WHOLESALER"]) as answer:
                return json.load(answer)
        except OSError:
            abort(503, "The wholesaler does not answer.", retry_after=30)

    @app.get("/menu")
    def menu():
        return MENU

    @app.get("/prices")
    def prices():
        return price_list()

    @app.get("/prices/<item>")
    def price(item):
        known = price_list()
        if item not in known:
            abort(404)
        return {item: known[item]}

    return app
