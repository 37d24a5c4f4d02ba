"""The photo wall of the Blue Plate: a guest sends a photo and gets an address to share."""

import os

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
    folder = app.config["PHOTOS"]

    @app.post("/photos")
    def add():
        photo = request.files.get("photo")
        if not photo:  # no such field, or no file was chosen
            abort(400)
        photo.save(os.path.join(folder, photo.filename))
        return {"url": url_for("show", file=photo.filename)}, 201

    @app.get("/photo")
    def show():
        path = os.path.join(folder, request.args["file"])
        if not os.path.isfile(path):
            abort(404)
        return send_file(path)

    return app
