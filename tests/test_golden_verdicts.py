"""What learners read, letter for letter: one golden file for each kind of verdict."""

import shutil

import pytest

GOOD = "from flask import Flask\n\n\ndef create_app(config=None):\n    return Flask(__name__)\n"
VIEW = """from flask import Flask


def create_app(config=None):
    app = Flask(__name__)

    @app.get("/api/orders/1")
    def order():
{body}

    return app
"""
APPS = {
    "amber_syntax_error": GOOD.replace("return Flask(", "return Flask(("),
    "amber_no_create_app": GOOD.replace("create_app", "make_app"),
    "red_crash_in_a_view": VIEW.format(body='        return {"guest": {}["name"]}'),
    "amber_hang": VIEW.format(body="        import time\n        time.sleep(600)"),
}


@pytest.fixture(scope="module")
def red(lasting_house):
    """What `nox -s kata-7` says of the app as it is handed out."""
    return lasting_house.nox("-s", "kata-7")


def test_red_on_the_app_as_it_is_handed_out(red, golden):
    golden("red", red.stdout)
    assert (red.returncode, red.stderr) == (1, "")


def test_green(house, golden):
    house.solve()
    result = house.nox("-s", "kata-7")
    golden("green", result.stdout)
    assert (result.returncode, result.stderr) == (0, "")


def test_red_with_the_belief_behind_it(house, golden):
    shutil.copy(house.kata.solution / "tempting" / "only_the_header.py", house.kata.app)
    result = house.nox("-s", "kata-7")
    golden("red_with_belief", result.stdout)
    assert result.returncode == 1


@pytest.mark.parametrize("name", APPS)
def test_an_app_that_does_not_get_far(house, golden, name):
    house.write(APPS[name])
    house.allow(2)
    result = house.nox("-s", "kata-7")
    golden(name, result.stdout)
    assert (result.returncode, result.stderr) == (1, "")


def test_a_narrow_terminal(house, golden):
    result = house.nox("-s", "kata-7", COLUMNS="40")
    golden("red_in_40_columns", result.stdout)
    fixed = ("    by hand:",)
    rows = [row for row in result.stdout.splitlines() if not row.startswith(fixed)]
    assert max(len(row) for row in rows) <= 40


def test_colours_only_add_to_the_text(house, red):
    coloured = house.nox("-s", "kata-7", FORCE_COLOR="1").stdout
    assert "\x1b[" in coloured
    assert without_colours(coloured) == red.stdout
    both = house.pytest("katas/07_json_in_a_string", FORCE_COLOR="1", NO_COLOR="1")
    assert both.stdout == red.stdout


def test_the_editor_says_the_same(house, red):
    assert house.pytest("katas/07_json_in_a_string").stdout == red.stdout


def test_an_output_that_knows_only_latin_letters(house):
    result = house.nox("-s", "kata-7", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert "X the kitchen screen gets json" in result.stdout
    assert result.stdout.isascii()


def without_colours(text: str) -> str:
    """A text without the sequences that set colours."""
    import click

    return click.unstyle(text)
