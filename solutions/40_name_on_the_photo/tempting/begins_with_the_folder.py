"""A path in the folder begins with the folder.

Tempting because `realpath` takes away all dots and links before it compares. But it compares letters,
and not folders: `photos-private` begins with `photos`.

Fails:
- test_no_other_file_on_the_disk_is_shown[beside the photo folder]
"""

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
        path = os.path.realpath(os.path.join(folder, request.args["file"]))
        if not path.startswith(os.path.realpath(folder)) or not os.path.isfile(path):
            abort(404)
        return send_file(path)

    return app
