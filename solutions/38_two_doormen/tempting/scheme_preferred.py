"""If I tell Flask the preferred scheme and the name of the server, the links are right.

Tempting because the two settings are about links. But within a request url_for() takes the scheme of
the request, and PREFERRED_URL_SCHEME is for links that are made without one. And the address of the
guest is still that of a proxy.

Sees: Come to a dinner for Ann: http://blueplate.example/tables/7
Fails:
- test_an_invitation_leads_to_the_house
- test_three_wrong_pins_do_not_lock_out_another_guest
- test_a_guest_who_invents_addresses_is_locked_out_alone
- test_a_guest_who_invents_the_address_of_otto_does_not_lock_him_out
- test_what_a_guest_invents_is_not_in_the_invitation
"""

from flask import abort
from flask import Flask
from flask import request
from flask import url_for
from werkzeug.middleware.proxy_fix import ProxyFix

PINS = {"hanna": "2704", "otto": "1931"}
TABLES = {7: "a dinner for Ann", 12: "forty years of the Blue Plate"}
TRIES = 3


def create_app(config=None):
    """Make the app; it counts wrong PINs as long as it lives."""
    app = Flask(__name__)
    app.config.from_mapping(SERVER_NAME="blueplate.example", PREFERRED_URL_SCHEME="https")
    app.config.from_mapping(config or {})
    app.wsgi_app = ProxyFix(app.wsgi_app)
    misses = {}  # wrong PINs in a row, by the address of the guest

    @app.post("/sign-in")
    def sign_in():
        address = request.remote_addr
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
        link = url_for("table", number=number, _external=True)
        return f"Come to {TABLES[number]}: {link}", {"Content-Type": "text/plain; charset=utf-8"}

    return app
