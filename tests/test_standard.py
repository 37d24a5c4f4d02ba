"""What the standard objects to: a kata that was as it should be, and one change."""

import re
import shutil
from pathlib import Path

import pytest

from dojo.kata.catalogue import Kata
from dojo.kata.catalogue import ROOT
from dojo.upkeep.standard import objections

KATA = Kata(7, "json_in_a_string", ROOT)


@pytest.fixture(scope="module")
def kata(tmp_path_factory) -> Kata:
    """A copy of kata 7; each test leaves it as it was."""
    copy = Kata(KATA.number, KATA.slug, tmp_path_factory.mktemp("standard"))
    shutil.copytree(KATA.folder, copy.folder)
    shutil.copytree(KATA.solution, copy.solution)
    copy.hints.parent.mkdir()
    shutil.copy(KATA.hints, copy.hints)
    shutil.copy(copy.untouched, copy.app)
    return copy


def changed(kata: Kata, file: Path, pattern: str, new: str) -> str:
    """What is objected when this is replaced in a file."""
    text = file.read_text(encoding="utf-8")
    replaced = re.sub(pattern, new, text, count=1, flags=re.MULTILINE | re.DOTALL)
    assert replaced != text
    file.write_text(replaced, encoding="utf-8")
    try:
        fresh = Kata(kata.number, kata.slug, kata.root)  # it keeps what kata.toml said
        return "\n".join(objections(fresh))
    finally:
        file.write_text(text, encoding="utf-8")


FILES = {
    "kata": "katas/07_json_in_a_string",
    "pitfall": "katas/07_json_in_a_string/test_pitfall.py",
    "solution": "solutions/07_json_in_a_string",
    "tempting": "solutions/07_json_in_a_string/tempting/*.py",
    "hints": "hints/07_json_in_a_string.md",
}
# a file, what is replaced in it, by what, and what is objected
CHANGES = [
    ("{kata}/kata.toml", r"^title = .*?$", "", "kata.toml needs a title"),
    ("{kata}/kata.toml", r"^belief = .*?$", 'belief = "No"', "a belief that is a sentence"),
    ("{kata}/kata.toml", r"^track = .*?$", "track = 99", "a track that there is"),
    ("{kata}/kata.toml", r"^level = .*?$", "level = 6", "a level from 1 to 5"),
    ("{kata}/kata.toml", r"^minutes = .*?$", "minutes = 3", "5 to 90 minutes"),
    ("{kata}/kata.toml", r"^needs = .*?$", "needs = [7]", "needs that are other katas"),
    ("{kata}/kata.toml", r"https://", "http://", "two sources"),
    ("{kata}/kata.toml", r"\?\"$", '"', "a question that ends with ?"),
    ("{kata}/kata.toml", r"^answer = .*?$", "answer = 5", "an answer that is a choice"),
    ("{kata}/kata.toml", r"It is often thought", "Some think", "a because that tells"),
    ("{kata}/README.md", r"^# .*?$", "# Else", "README.md does not begin with its title"),
    ("{kata}/README.md", r"^## Rules", "words " * 250 + "\n\n## Rules", "at most 250"),
    ("{kata}/README.md", r"^## Rules", "## More", "README.md has the sections"),
    ("{kata}/README.md", r"^- .*(?=Everything else)", "- One.\n\n", "1 bullets; two to five"),
    ("{kata}/README.md", r"Everything else works", "All works", "does not end with: Everything"),
    ("{solution}/README.md", r"^# .*?$", "# Else", "the debrief does not begin with its title"),
    ("{solution}/README.md", r"\Z", "words " * 500, "at most 500"),
    ("{solution}/README.md", r"^## The fixes that hold", "## Good", "the debrief has the sections"),
    ("{solution}/README.md", r"`[a-z_]+\.py`", "it", "the debrief does not speak of"),
    ("{hints}", r"^## What is at work", "## More", "the hints are"),
    ("{hints}", r"(?<=to look\n).*?(?=^## )", "\nThere.\nYes.\n\n", "first hint asks no question"),
    ("{hints}", r"https://", "", "the second hint has no link"),
    ("{hints}", r"\Z", "\n".join(["A line."] * 6), "lines; two to six"),
    ("{hints}", r"\Z", "This is simply so.\n", "says 'simply'"),
    ("{kata}/app.py", r"\Z", "x = 1\n" * 80, "lines that are not blank; at most 80"),
    ("{kata}/app.py", r"\Z", "x = 1\n", "app.py is not the one that `reset` brings back"),
    ("{pitfall}", r"\Z", "# more\n" * 120, "test_pitfall.py has"),
    ("{pitfall}", r"\Z", "\n# more\n", "its suites are not sealed"),
    ("{pitfall}", r"def test_\w+", "def test_it", "test_it is no sentence"),
    ("{pitfall}", r"\):$", "):\n" + "    pass\n" * 8, "the first test of test_pitfall"),
    ("{pitfall}", r"^def test_", "\n" * 25 + "def test_", "lines before its first test"),
    ("{pitfall}", r"^def test_", "def no_test_", "says that it fails"),
    ("{pitfall}", r"\Z", "\ndef add(monkeypatch):\n    pass\n", "patches (monkeypatch)"),
    ("{tempting}", r"^Fails:.*?\"\"\"", '"""', "does not say what it fails"),
    ("{tempting}", r'\A""".*?^Fails:', '"""One line.\n\nFails:', "why it is tempting"),
]


def test_the_copy_is_as_it_should_be(kata):
    assert list(objections(kata)) == []


@pytest.mark.parametrize(("file", "pattern", "new", "objected"), CHANGES)
def test_a_change_is_objected_to(kata, file, pattern, new, objected):
    found = next(kata.root.glob(file.format(**FILES)))
    assert objected in changed(kata, found, pattern, new)


@pytest.mark.parametrize(
    ("file", "objected"),
    [
        ("{kata}/notes.txt", "notes.txt is no file of a kata"),
        ("{solution}/more.py", "its solution lacks, or has too much: more.py"),
        ("{solution}/tempting/new.py", "the debrief does not speak of new.py"),
    ],
)
def test_a_file_too_many_is_objected_to(kata, file, objected):
    new = kata.root / file.format(**FILES)
    new.write_text('"""New."""\n', encoding="utf-8")
    found = list(objections(kata))
    new.unlink()
    assert objected in found


def test_a_file_that_is_missing_is_objected_to(kata):
    suite = kata.folder / "test_pitfall.py"
    text = suite.read_text(encoding="utf-8")
    suite.unlink()
    assert next(objections(kata)) == "it has no test_pitfall.py"
    suite.write_text(text, encoding="utf-8")


def test_too_few_fixes_are_objected_to(kata):
    fixes = list((kata.solution / "also_right").iterdir())
    hidden = [fix.rename(fix.with_suffix(".txt")) for fix in fixes]
    found = list(objections(kata))
    for fix in hidden:
        fix.rename(fix.with_suffix(".py"))
    assert "there are 1 right fixes; 3 to 9" in found
