"""A template that is streamed: Flask keeps the request for it."""

import csv
import io

from books import Books
from flask import abort
from flask import Flask
from flask import g
from flask import request
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
    app.config.from_mapping(BOOKS=Books())
    app.config.from_mapping(config or {})
    books = app.config["BOOKS"]

    @app.before_request
    def see_language():
        g.columns = COLUMNS.get(request.args.get("lang", "en"))

    @app.get("/menu.csv")
    def menu():
        return file(["dish", "price"], books.menu())

    @app.get("/orders.csv")
    def orders():
        if not request.args.get("who"):
            abort(400, "Who is this file for?")

        def wanted(order):
            return request.args.get("table") in (None, str(order[1]))

        columns = ["number", "table", "dish", "price"]
        return file(columns, books.orders(), request.args["who"], wanted)

    @app.get("/guestbook.csv")
    def guest_book():
        if not request.args.get("who"):
            abort(400, "Who is this file for?")
        if g.columns is None:
            abort(400, "This language is not spoken here.")

        return file(g.columns, books.guest_book(), request.args["who"])

    return app
