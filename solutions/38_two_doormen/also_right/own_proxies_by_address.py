"""The last address that is not one of our proxies is the guest."""

from flask import abort
from flask import Flask
from flask import request
from flask import url_for

PINS = {"hanna": "2704", "otto": "1931"}
TABLES = {7: "a dinner for Ann", 12: "forty years of the Blue Plate"}
TRIES = 3
OUR_PROXIES = {"127.0.0.1", "10.0.0.3"}


def guest_address():
    """Who spoke to the first of our proxies; each proxy has written who spoke to it."""
    address, seen = request.remote_addr, list(request.access_route)
    while address in OUR_PROXIES and seen:
        address = seen.pop()
    return address


def create_app(config=None):
    """Make the app; it counts wrong PINs as long as it lives."""
    app = Flask(__name__)
    app.config.from_mapping(HOUSE="https://blueplate.example")
    app.config.from_mapping(config or {})
    misses = {}  # wrong PINs in a row, by the address of the guest

    @app.post("/sign-in")
    def sign_in():
        address = guest_address()
        if misses.get(address, 0) >= TRIES:
            abort(429)
        name = request.form.get("name")
        if name not in PINS or PINS[name] != request.form.get("pin"):
            misses[address] = misses.get(address, 0) + 1
            abort(403)
        misses.pop(address, None)
        return f"Good evening, {name}."

    @app.get("/tables/<int:number>")
    def table(number):
        if number not in TABLES:
            abort(404)
        return f"Table {number}: {TABLES[number]}."

    @app.get("/tables/<int:number>/invitation")
    def invitation(number):
        if number not in TABLES:
            abort(404)
        link = app.config["HOUSE"] + url_for("table", number=number)
        return f"Come to {TABLES[number]}: {link}", {"Content-Type": "text/plain; charset=utf-8"}

    return app
