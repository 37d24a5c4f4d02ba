"""Only images may come in and go out, so recipes are safe.

Tempting because Flask's page shows such a list, and it is good against other files. But an ending says
nothing about the place. The boss's photo is an image as well, and so is Hanna's.

Fails:
- test_no_other_file_on_the_disk_is_shown[beside the photo folder]
- test_an_upload_changes_no_file_outside_the_photo_folder[beside the photo folder]
- test_a_photo_with_a_path_in_its_name_is_shown_or_refused
- test_two_photos_with_one_name_are_two_photos
"""

import os

from flask import abort
from flask import Flask
from flask import request
from flask import send_file
from flask import url_for
from house_disk import new_photo_folder

ENDINGS = {".png", ".jpg", ".jpeg", ".gif"}


def is_image(name):
    """Whether a name has the ending of an image."""
    return os.path.splitext(name)[1].lower() in ENDINGS


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
        if not is_image(photo.filename):
            abort(400)
        photo.save(os.path.join(folder, photo.filename))
        return {"url": url_for("show", file=photo.filename)}, 201

    @app.get("/photo")
    def show():
        path = os.path.join(folder, request.args["file"])
        if not is_image(path) or not os.path.isfile(path):
            abort(404)
        return send_file(path)

    return app
