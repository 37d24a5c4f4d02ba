"""If the view waits until the mail is sent, nothing that the mail needs can be gone.

Tempting because every mail is right now, also one with a note. The request is there as long as the view
waits. But the guest waits as well, until the mail is sent. The thread has no purpose any more.

Fails:
- test_no_answer_waits_for_the_post_office
"""

import logging
from itertools import count
from threading import Thread

from flask import abort
from flask import Blueprint
from flask import copy_current_request_context
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
    in_background(confirm_enquiry, number)
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
    in_background(confirm_change, number, enquiry["mail"])
    return enquiry, 202


@catering.get("/mails")
def mails():
    return current_app.config["POST"].delivered()


def confirm_enquiry(number):
    with current_app.config["POST"].connect() as line:
        words = [request.form.get("wishes", "")]
        if "note" in request.files:
            words.append(request.files["note"].read().decode())
        write(line, request.form["mail"], number, request.form["guests"], "\n".join(words))


def confirm_change(number, to):
    with current_app.config["POST"].connect() as line:
        changed = request.get_json()
        write(line, to, number, changed["guests"], changed.get("remark", ""))


def write(line, to, number, guests, words):
    link = url_for("catering.show", number=number, _external=True)
    text = TEXT.format(number=number, guests=guests, link=link, words=words)
    line.send(current_app.config["FROM"], to, text)


def in_background(work, *values):
    """Do some work in a thread of its own; what goes wrong there is in the log."""

    @copy_current_request_context
    def run():
        try:
            work(*values)
        except Exception:
            log.exception("a mail was not sent")

    thread = Thread(target=run)
    thread.start()
    thread.join()
