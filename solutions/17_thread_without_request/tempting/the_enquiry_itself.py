"""I pass the enquiry itself to the thread, so it needs no request.

Tempting because the enquiry is an ordinary dict, the thread needs no context for it, and all else is
passed as values. But the next request changes this very dict. When the line to the post office is there
at last, the thread reads what the enquiry says by then.

Sees: no mail that says: 30 guests
Fails:
- test_a_change_is_confirmed_as_well
"""

import logging
from itertools import count
from threading import Thread

from flask import abort
from flask import Blueprint
from flask import current_app
from flask import Flask
from flask import request
from flask import url_for
from post import PostOffice

catering = Blueprint("catering", __name__)
log = logging.getLogger("catering")

TEXT = """The Blue Plate has your enquiry {number}, for {guests} guests: {link}

This is what you wrote:
{words}
"""


def create_app(config=None):
    """Make the app; FROM in its configuration is the house's address, POST the post office."""
    app = Flask(__name__)
    app.config.from_mapping(FROM="catering@blueplate.example", POST=PostOffice())
    app.config.from_mapping(config or {})
    app.config.from_mapping(ENQUIRIES={}, NUMBERS=count(1))
    app.register_blueprint(catering)
    return app


@catering.post("/enquiries")
def enquire():
    guests = request.form.get("guests", type=int, default=0)
    if guests < 1 or not request.form.get("mail"):
        abort(400)
    enquiries = current_app.config["ENQUIRIES"]
    number = next(current_app.config["NUMBERS"])
    enquiries[number] = {"number": number, "guests": guests, "mail": request.form["mail"]}
    words = request.form.get("wishes", "")
    if "note" in request.files:
        words += "\n" + request.files["note"].read().decode()
    link = url_for("catering.show", number=number, _external=True)
    app = current_app._get_current_object()
    in_background(confirm, app, number, request.form["mail"], enquiries[number], words, link)
    return enquiries[number], 202


@catering.get("/enquiries/<int:number>")
def show(number):
    return current_app.config["ENQUIRIES"].get(number) or abort(404)


@catering.patch("/enquiries/<int:number>")
def change(number):
    enquiry = current_app.config["ENQUIRIES"].get(number) or abort(404)
    guests = request.get_json().get("guests")
    if type(guests) is not int or guests < 1:
        abort(400)
    enquiry["guests"] = guests
    words = request.get_json().get("remark", "")
    link = url_for("catering.show", number=number, _external=True)
    app = current_app._get_current_object()
    in_background(confirm, app, number, enquiry["mail"], enquiry, words, link)
    return enquiry, 202


@catering.get("/mails")
def mails():
    return current_app.config["POST"].delivered()


def confirm(app, number, to, enquiry, words, link):
    with app.app_context():
        with current_app.config["POST"].connect() as line:
            text = TEXT.format(number=number, guests=enquiry["guests"], link=link, words=words)
            line.send(current_app.config["FROM"], to, text)


def in_background(work, *values):
    """Do some work in a thread of its own; what goes wrong there is in the log."""

    def run():
        try:
            work(*values)
        except Exception:
            log.exception("a mail was not sent")

    Thread(target=run).start()
