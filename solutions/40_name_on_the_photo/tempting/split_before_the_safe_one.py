"""`secure_filename` and `send_from_directory` are the safe ones, so I use both.

Tempting because they are the right functions. But `send_from_directory` keeps a name inside the
directory that it is given, and here the client wrote half of this directory. `secure_filename` lets
two guests share a name.

Fails:
- test_two_photos_with_two_names_are_two_photos
- test_the_recipes_are_not_shown
- test_no_other_file_on_the_disk_is_shown
- test_two_photos_with_one_name_are_two_photos
"""

import os

from flask import abort
from flask import Flask
from flask import request
from flask import send_from_directory
from flask import url_for
from house_disk import new_photo_folder
from werkzeug.utils import secure_filename


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
        name = secure_filename(photo.filename)
        photo.save(os.path.join(folder, name))
        return {"url": url_for("show", file=name)}, 201

    @app.get("/photo")
    def show():
        path = os.path.join(folder, request.args["file"])
        return send_from_directory(os.path.dirname(path), os.path.basename(path))

    return app
