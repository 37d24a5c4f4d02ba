"""One thread for the whole app takes finished mails from a queue."""

import logging
from itertools import count
from queue import SimpleQueue
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
    app.config["OUTBOX"] = SimpleQueue()
    Thread(target=work, args=(app.config["OUTBOX"], app.config["POST"]), daemon=True).start()
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
    mail_to(request.form["mail"], number, guests, "\n".join(words))
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
    mail_to(enquiry["mail"], number, guests, request.get_json().get("remark", ""))
    return enquiry, 202


@catering.get("/mails")
def mails():
    return current_app.config["POST"].delivered()


def mail_to(to, number, guests, words):
    """Have a mail sent; all that it needs of the request is read here and now."""
    link = url_for("catering.show", number=number, _external=True)
    text = TEXT.format(number=number, guests=guests, link=link, words=words)
    current_app.config["OUTBOX"].put((current_app.config["FROM"], to, text))


def work(outbox, post):
    """Send mail after mail; what goes wrong is in the log."""
    while True:
        mail = outbox.get()
        try:
            with post.connect() as line:
                line.send(*mail)
        except Exception:
            log.exception("a mail was not sent")
