"""Stands in for the sensors in the freezers and for the radio that reads them."""

import logging

log = logging.getLogger(__name__)

FREEZERS = ("bread", "fish", "ice cream", "meat")

degrees = {"fish": -21.5, "ice cream": -12.5, "meat": -18.0}  # the one of the bread is dead
batteries = {"fish": 81, "ice cream": 20, "meat": 64}


def read(freezer):
    """The temperature in a freezer. Raises OSError when its sensor does not answer."""
    log.debug("calling the sensor of %s", freezer)
    if freezer not in degrees:
        raise OSError(f"the sensor of {freezer} does not answer")
    batteries[freezer] -= 1
    log.info("sensor of %s: battery at %d %%", freezer, batteries[freezer])
    if batteries[freezer] < 20:
        log.warning("sensor of %s: battery is low", freezer)
    degrees[freezer] = round(degrees[freezer] + 0.1, 1)
    return degrees[freezer]
