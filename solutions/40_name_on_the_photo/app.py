"""The app chooses the name of each photo, and reads from the photo folder alone."""

import os
import uuid

from flask import abort
from flask import Flask
from flask import request
from flask import send_from_directory
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
        name = uuid.uuid4().hex + os.path.splitext(photo.filename)[1]
        photo.save(os.path.join(folder, name))
        return {"url": url_for("show", file=name)}, 201

    @app.get("/photo")
    def show():
        return send_from_directory(folder, request.args["file"])

    return app
