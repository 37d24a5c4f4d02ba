"""Only packed answers depend on Accept-Encoding, so only they say Vary.

Tempting because the line stands beside the other header. But the plain answer is plain because of
the same header. The cache gives the plain answer to everybody.

Fails:
- test_vary_names_what_a_page_depends_on[takes no gzip]
"""

import gzip
from contextlib import closing
from pathlib import Path

from flask import abort
from flask import Flask
from flask import jsonify
from flask import make_response
from flask import request
from flask import Response
from flask import send_from_directory
from kitchen import Cook
from kitchen import draw_label
from kitchen import RECIPES
from markupsafe import Markup

PAGE = Markup("""<!doctype html>
<title>{title}</title>
<body class="{letters}">
<h1>{title}</h1>
<pre>{text}</pre>
""")


def create_app(config=None):
    """Make the app; RECIPES, PHOTOS, COOK and DRAW_LABEL in its configuration are the kitchen's."""
    app = Flask(__name__)
    photos = Path(app.root_path, "photos")
    app.config.from_mapping(RECIPES=RECIPES, PHOTOS=photos, COOK=Cook(), DRAW_LABEL=draw_label)
    app.config.from_mapping(config or {})
    recipes = app.config["RECIPES"]

    @app.after_request
    def squeeze(response):
        done = response.direct_passthrough or response.is_streamed or response.content_encoding
        if done or response.status_code == 204:
            return response
        tag, _ = response.get_etag()
        if tag:
            response.set_etag(tag, weak=True)
        if request.accept_encodings.quality("gzip") > 0 and response.status_code != 304:
            response.data = gzip.compress(response.data)
            response.content_encoding = "gzip"
            response.vary.add("Accept-Encoding")
        return response

    def unless_known(response):
        response.add_etag()
        return response.make_conditional(request)

    @app.get("/recipes")
    def every_recipe():
        return unless_known(jsonify([{"name": name, **recipes[name]} for name in recipes]))

    @app.get("/recipes/<name>")
    def recipe(name):
        found, letters = recipes.get(name) or abort(404), request.cookies.get("letters", "small")
        response = make_response(PAGE.format(letters=letters, **found))
        response.vary.add("Cookie")
        return unless_known(response)

    @app.post("/letters")
    def letters():
        response = Response(status=204)
        response.set_cookie("letters", request.form["size"])
        return response

    @app.get("/photos/<name>")
    def photo(name):
        return send_from_directory(app.config["PHOTOS"], name)

    @app.get("/labels/<name>.svgz")
    def label(name):
        drawing = app.config["DRAW_LABEL"]((recipes.get(name) or abort(404))["title"])
        return Response(drawing, mimetype="image/svg+xml", headers={"Content-Encoding": "gzip"})

    @app.get("/dictation")
    def dictation():
        def lines():
            with closing(app.config["COOK"].dictate()) as sentences:
                for sentence in sentences:
                    yield f"{sentence}\n"

        return lines(), {"Content-Type": "text/plain; charset=utf-8"}

    return app
