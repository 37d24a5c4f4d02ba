"""With a random number in front, every name is a new one.

Tempting because two guests never share a photo again. But the rest of the name still comes from the
client, with its slashes: the path leads through a folder that is not there, and the answer is a 500.

Fails:
- test_a_photo_with_a_path_in_its_name_is_shown_or_refused
"""

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
        name = f"{uuid.uuid4().hex}_{photo.filename}"
        photo.save(os.path.join(folder, name))
        return {"url": url_for("show", file=name)}, 201

    @app.get("/photo")
    def show():
        return send_from_directory(folder, request.args["file"])

    return app
