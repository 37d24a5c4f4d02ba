"""The handler writes the lines, so I set the level of the handler to INFO.

Tempting because a handler has a method setLevel too. But the handler never had a level. The logger
looks at its own level first, and what does not pass there comes to no handler.

Fails:
- test_a_check_is_in_the_log_once
- test_an_open_door_is_in_the_log_once
- test_what_the_thermometer_says_is_in_the_log_once
- test_the_start_of_the_app_is_in_the_log_once
"""

import logging

from flask import abort
from flask import Blueprint
from flask import current_app
from flask import Flask
from flask import request
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
    app = Flask(__name__)
    for handler in app.logger.handlers:
        handler.setLevel(logging.INFO)
    app.config["WARMEST"] = -15.0
    app.config.from_mapping(config or {})
    app.logger.info("watching %d freezers", len(FREEZERS))
    app.register_blueprint(night)
    return app
