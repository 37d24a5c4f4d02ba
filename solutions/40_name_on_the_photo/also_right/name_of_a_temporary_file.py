"""`mkstemp` makes a file with a name that is free; reading compares folders, and not letters."""

import os
import tempfile
from pathlib import Path

from flask import abort
from flask import Flask
from flask import request
from flask import send_file
from flask import url_for
from house_disk import new_photo_folder


def create_app(config=None):
    """Make the app; PHOTOS in its configuration is the path of the folder for the photos."""
    app = Flask(__name__)
    app.config.from_mapping(config or {"PHOTOS": new_photo_folder()})
    folder = Path(app.config["PHOTOS"]).resolve()

    @app.post("/photos")
    def add():
        photo = request.files.get("photo")
        if not photo:  # no such field, or no file was chosen
            abort(400)
        ending = os.path.splitext(photo.filename)[1]
        handle, path = tempfile.mkstemp(suffix=ending, dir=folder)
        with open(handle, "wb") as file:
            photo.save(file)
        return {"url": url_for("show", file=Path(path).name)}, 201

    @app.get("/photo")
    def show():
        path = (folder / request.args["file"]).resolve()
        if not path.is_relative_to(folder) or not path.is_file():
            abort(404)
        return send_file(path)

    return app
