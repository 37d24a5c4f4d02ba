"""A random number makes the name unique, and `secure_filename` makes the guest's part harmless."""

import os
import secrets

from flask import abort
from flask import Flask
from flask import request
from flask import send_file
from flask import url_for
from house_disk import new_photo_folder
from werkzeug.security import safe_join
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
        name = f"{secrets.token_hex(8)}_{secure_filename(photo.filename)}"
        photo.save(os.path.join(folder, name))
        return {"url": url_for("show", file=name)}, 201

    @app.get("/photo")
    def show():
        path = safe_join(folder, request.args["file"])
        if path is None or not os.path.isfile(path):
            abort(404)
        return send_file(path)

    return app
