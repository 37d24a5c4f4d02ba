"""`see`: each exchange, and the steps of Flask's cycle that it went through."""

import re

import pytest

from dojo.http.demonstration import read_steps
from dojo.practice.seeing import body_rows

APP = """
import threading
from flask import *

def create_app(config=None):
    app = Flask(__name__)
    go_on = threading.Event()

    @app.before_request
    def wall():
        request.endpoint.startswith("public_")

    @app.post("/orders")
    def order():
        return redirect(url_for("page"))

    @app.get("/page")
    def page():
        rows = "\\n".join(f"<li>dish {n}</li>" for n in range(40))
        return f"<html><head><title>Menu</title></head><body>\\n<ul>\\n{rows}\\n</ul></body></html>"

    @app.get("/stream")
    def stream():
        def lines():
            yield "first\\n"
            yield request.path
        return lines()

    @app.get("/slow")
    def slow():
        go_on.wait(5)
        return "slow"

    @app.get("/go-on")
    def let_go():
        go_on.set()
        return "gone on"

    return app
"""


@pytest.fixture
def see(house):
    """Plays a demonstration of these commands on APP; gives what was printed."""

    def play(*commands: str, **variables: str) -> str:
        house.write(APP)
        readme = house.kata.folder / "README.md"
        rows = "\n".join(f"$ {command}" for command in commands)
        readme.write_text(f"```console\n{rows}\n```\n", encoding="utf-8")
        result = house.nox("-s", "see", "--", "7", **variables)
        assert result.returncode == 0
        assert result.stderr == ""
        assert all(len(row) <= 80 for row in result.stdout.splitlines())
        return result.stdout

    return play


def test_a_crash_is_told_in_words_at_its_step(see):
    told = see("curl -i http://127.0.0.1:5000/nowhere")
    assert (
        """
    → URL matching         no rule fits, 404 Not Found is put aside
    ✘ before_request       wall   crashes here
                           AttributeError: 'NoneType' object has no attribute
                           'startswith'
                           app.py:11 in wall
    ← start_response       500 INTERNAL SERVER ERROR
"""
        in told
    )


def test_a_redirect_is_followed_below_the_command_as_the_readme_has_it(see):
    told = see("curl -L -d dish=soup http://127.0.0.1:5000/orders")
    assert [row for row in told.splitlines() if "curl" in row] == [
        "$ curl -L -d dish=soup http://127.0.0.1:5000/orders"
    ]
    assert "  The redirect is followed: GET /page\n" in told
    assert told.count("Content-Type: application/x-www-form-urlencoded") == 1
    assert told.index("> POST /orders") < told.index("Content-Type") < told.index("> GET /page")


def test_a_page_is_shown_in_twelve_rows_without_its_head(see):
    told = see("curl http://127.0.0.1:5000/page")
    body = told.partition("    <\n")[2].split("\n\n")[0].splitlines()
    assert body[:2] == ["    < <ul>", "    < <li>dish 0</li>"]
    assert body[8:] == [
        "    < … 31 more lines",
        "    < <li>dish 38</li>",
        "    < <li>dish 39</li>",
        "    < </ul></body></html>",
    ]


def test_a_body_that_is_cut_off_is_told(see):
    told = see("curl http://127.0.0.1:5000/stream")
    assert "✘ the body is read     6 bytes, cut off   crashes here" in told
    assert "    < first\n    (cut off: the end of this body never came)\n" in told


def test_what_a_slow_request_did_later_stays_its_own(see):
    url = "http://127.0.0.1:5000"
    told = see(f"curl -m 0.2 {url}/slow", f"curl {url}/go-on")
    slow, quick, later = re.split(r"^\$ .*\n|^Later.*\n", told, flags=re.MULTILINE)[1:]
    assert "the view             slow   still under way" in slow
    assert "· the client gave up   after 0.2 s without a byte" in slow
    assert "< (no answer)" in slow
    assert quick.count("URL matching") == quick.count("start_response") == 1
    assert "URL matching" not in later
    assert later.count("start_response") == later.count("closed") == 1


def test_a_request_of_ones_own_is_shown_as_a_line_to_type(house):
    told = house.nox("-s", "see", "--", "7", "DELETE", "/api/orders/1").stdout
    assert told.splitlines()[0] == "$ curl -i -X DELETE http://127.0.0.1:5000/api/orders/1"
    assert "no rule fits, 405 Method Not Allowed is put aside" in told


def test_see_plays_the_demonstration_of_the_readme(house):
    result = house.nox("-s", "see", "--", "7")
    demonstrated = [step.command for step in read_steps(house.kata)]
    shown = [row[2:] for row in result.stdout.splitlines() if row.startswith("$ ")]
    assert shown == demonstrated
    assert "< Content-Type: text/html; charset=utf-8" in result.stdout
    assert result.returncode == 0


@pytest.mark.parametrize(
    ("line", "width", "rows"),
    [
        ("one two three", 8, ["one two ", "three"]),
        ("x" * 10, 4, ["xxxx", "xxxx", "xx"]),
        ("", 8, []),
    ],
)
def test_a_long_line_is_folded_and_nothing_of_it_is_lost(line, width, rows):
    assert body_rows(line.encode(), width) == rows


def test_a_body_that_is_no_text_has_no_rows():
    assert body_rows(b"\xff\xfe", 80) == []


@pytest.mark.parametrize("words", [["GET", "api"], ["GET", "/x", "--frobnicate"]])
def test_see_says_what_it_does_not_understand(house, words):
    result = house.nox("-s", "see", "--", "7", *words)
    assert len(result.stdout.splitlines()) <= 2
    assert result.returncode == 2


def test_see_of_an_app_that_does_not_start_is_one_line(house):
    house.write("x = 1\n")
    result = house.nox("-s", "see", "--", "7")
    assert result.stdout.strip().endswith("app.py: there is no function create_app()")
    assert result.returncode == 1
