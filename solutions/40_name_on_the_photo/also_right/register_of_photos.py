"""A register knows the photos by number; no name of a client ever gets to the disk."""

import os
import uuid

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

    register = {}  # of each photo, by its number: where it is, and its type

    @app.post("/photos")
    def add():
        photo = request.files.get("photo")
        if not photo:  # no such field, or no file was chosen
            abort(400)
        number = uuid.uuid4().hex
        photo.save(os.path.join(folder, number))
        register[number] = os.path.join(folder, number), photo.mimetype
        return {"url": url_for("show", file=number)}, 201

    @app.get("/photo")
    def show():
        if request.args["file"] not in register:
            abort(404)
        path, kind = register[request.args["file"]]
        return send_file(path, mimetype=kind)

    return app
