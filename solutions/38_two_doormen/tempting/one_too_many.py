"""If I trust one proxy more than there is, a new one can come without a change.

Tempting because a higher number sounds more careful. With an honest guest there are two values, and
ProxyFix, which looks for a third, leaves everything as it is. A guest can send the third value, and
with a new one for each try nobody is ever locked out.

Fails:
- test_an_invitation_leads_to_the_house
- test_three_wrong_pins_do_not_lock_out_another_guest
- test_a_guest_who_invents_addresses_is_locked_out_alone
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
    app.config.from_mapping(config or {})
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=3, x_proto=3, x_host=3)
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
