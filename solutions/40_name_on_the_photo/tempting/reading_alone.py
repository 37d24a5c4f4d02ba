"""The danger is in reading: what a guest may not see must not be sent.

Tempting because `send_from_directory` refuses every path out of the folder. But the name of an upload
comes from the client, too. It still writes over the recipes, and over another guest's photo.

Fails:
- test_an_upload_changes_no_file_outside_the_photo_folder
- test_a_photo_with_a_path_in_its_name_is_shown_or_refused
- test_two_photos_with_one_name_are_two_photos
"""

import os

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
        photo.save(os.path.join(folder, photo.filename))
        return {"url": url_for("show", file=photo.filename)}, 201

    @app.get("/photo")
    def show():
        return send_from_directory(folder, request.args["file"])

    return app
