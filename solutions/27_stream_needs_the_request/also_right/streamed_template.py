"""A template that is streamed: Flask keeps the request for it, and the view has done the rest."""

import csv
import io

from books import Books
from flask import abort
from flask import Flask
from flask import g
from flask import request
from flask import session
from flask import stream_template_string

CSV = {"Content-Type": "text/csv; charset=utf-8"}
COLUMNS = {
    "en": ["guest", "stars", "words"],
    "fr": ["client", "étoiles", "mots"],
    "ja": ["お客様", "星", "感想"],
}
FILE = """{% autoescape false %}{{ line(columns) }}
{%- set rows = namespace(number=0) %}
{%- for row in book if wanted(row) %}
{%- set rows.number = rows.number + 1 %}
{{- line(row) }}
{%- endfor %}
{%- if who %}{{ line(["for", who, rows.number]) }}{% endif %}{% endautoescape %}"""


def line(fields):
    """One line of a CSV file."""
    text = io.StringIO()
    csv.writer(text).writerow(fields)
    return text.getvalue()


def file(columns, book, who=None, wanted=lambda row: True):
    """A file as a streamed template."""
    values = {"columns": columns, "book": book, "who": who, "wanted": wanted, "line": line}
    return stream_template_string(FILE, **values), CSV


def create_app(config=None):
    """Make the app; BOOKS in its configuration are the books of the house."""
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="the key of the office", BOOKS=Books())
    app.config.from_mapping(config or {})
    books = app.config["BOOKS"]

    @app.before_request
    def see_language():
        g.columns = COLUMNS.get(request.args.get("lang", "en"))

    def whose():
        """Who the file is for. Whoever has said so once need not say it again."""
        if request.args.get("who"):
            session["who"] = request.args["who"]
        return session.get("who") or abort(400, "Who is this file for?")

    @app.get("/menu.csv")
    def menu():
        return file(["dish", "price"], books.menu())

    @app.get("/orders.csv")
    def orders():
        columns = ["number", "table", "dish", "price"]

        def wanted(order):
            return request.args.get("table") in (None, str(order[1]))

        return file(columns, books.orders(), whose(), wanted)

    @app.get("/guestbook.csv")
    def guest_book():
        if g.columns is None:
            abort(400, "This language is not spoken here.")
        return file(g.columns, books.guest_book(), whose())

    return app
