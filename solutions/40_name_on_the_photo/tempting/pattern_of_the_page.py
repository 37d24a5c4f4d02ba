"""`secure_filename` makes a name safe, and a safe name can be used.

Tempting because Flask's own page on uploads does exactly this, and no path gets through. But safe is
not unique. Two guests with one name share a photo, and names that differ can become the same:
`борщ.png` and `уха.png` are both called `png` then.

Fails:
- test_two_photos_with_two_names_are_two_photos
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
        return send_from_directory(folder, request.args["file"])

    return app
