"""Flask's handler moves up to the root, where the lines of all loggers arrive."""

import logging

from flask import abort
from flask import Blueprint
from flask import current_app
from flask import Flask
from flask import request
from flask.logging import default_handler
from thermometer import FREEZERS
from thermometer import read

night = Blueprint("night", __name__)


def known(freezer):
    """The freezer of this name; 404 when there is none."""
    if freezer not in FREEZERS:
        current_app.logger.warning("there is no freezer %r", freezer)
        abort(404, "There is no such freezer.")
    return freezer


@night.post("/checks")
def check():
    """Read the temperature in a freezer."""
    freezer = known(request.form.get("freezer"))
    current_app.logger.debug("about to check %s", freezer)
    degrees = read(freezer)
    current_app.logger.info("%s: %s degrees", freezer, degrees)
    too_warm = degrees > current_app.config["WARMEST"]
    if too_warm:
        current_app.logger.warning("%s is too warm", freezer)
    return {"freezer": freezer, "degrees": degrees, "too_warm": too_warm}, 201


@night.post("/doors")
def door():
    """Note that somebody opened or closed a freezer."""
    freezer = known(request.form.get("freezer"))
    state = request.form.get("state")
    current_app.logger.debug("the switch of %s says %r", freezer, state)
    if state not in ("open", "closed"):
        abort(400, "A door is open or closed.")
    current_app.logger.info("%s: door %s", freezer, state)
    return {"freezer": freezer, "door": state}, 201


def create_app(config=None):
    """Make the app; `WARMEST` in its configuration is the highest temperature that is cold."""
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(default_handler)
    app = Flask(__name__)
    app.config["WARMEST"] = -15.0
    app.config.from_mapping(config or {})
    app.logger.info("watching %d freezers", len(FREEZERS))
    app.register_blueprint(night)
    return app
