"""Stands in for the disk of the house: a folder for the guests' photos, and what lies around it."""

import atexit
import shutil
import tempfile
from pathlib import Path


def new_photo_folder():
    """Make a disk that lasts as long as this process; return the path of the photo folder."""
    home = tempfile.mkdtemp(prefix="blue-plate-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    return fill(home)


def fill(home):
    """Put recipes and private photos on an empty disk; return the path of the photo folder."""
    home = Path(home)
    for folder in ("photos", "photos-private"):
        (home / folder).mkdir()
    (home / "recipes.txt").write_text("Our secret sauce: a spoon of miso.\n", encoding="utf-8")
    (home / "photos-private" / "boss.png").write_text("The boss in the bath.\n", encoding="utf-8")
    return str(home / "photos")
