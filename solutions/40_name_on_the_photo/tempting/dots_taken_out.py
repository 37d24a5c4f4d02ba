"""The dots are the trick, so I take them out.

Tempting because `../` is in every example. But `os.path.join` forgets the folder when a name begins
with a slash.

Fails:
- test_no_other_file_on_the_disk_is_shown[by its whole path]
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
        path = os.path.join(folder, request.args["file"].replace("../", ""))
        if not os.path.isfile(path):
            abort(404)
        return send_file(path)

    return app
