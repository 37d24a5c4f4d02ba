"""The view writes down what the thread needs, and the thread looks it up there.

Tempting because values in a module need no context. But all requests share one module. Before the first
mail goes out, the next guest writes over it.

Fails:
- test_a_change_is_confirmed_as_well
- test_two_guests_are_each_told_of_their_own_enquiry
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
latest = {}

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
    words = [request.form.get("wishes", "")]
    if "note" in request.files:
        words.append(request.files["note"].read().decode())
    prepare(request.form["mail"], number, guests, "\n".join(words))
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
    prepare(enquiry["mail"], number, guests, request.get_json().get("remark", ""))
    return enquiry, 202


@catering.get("/mails")
def mails():
    return current_app.config["POST"].delivered()


def prepare(to, number, guests, words):
    link = url_for("catering.show", number=number, _external=True)
    text = TEXT.format(number=number, guests=guests, link=link, words=words)
    latest.update(sender=current_app.config["FROM"], to=to, text=text)
    in_background(hand_over, current_app.config["POST"])


def hand_over(post):
    with post.connect() as line:
        line.send(**latest)


def in_background(work, *values):
    """Do some work in a thread of its own; what goes wrong there is in the log."""

    def run():
        try:
            work(*values)
        except Exception:
            log.exception("a mail was not sent")

    Thread(target=run).start()
