"""What the standard asks of one kata: `python -m dojo.upkeep.standard 7`.

A kata has its files, what is said about it, and texts with their sections; and proof must never be
paid for by the reader, so there are limits of what a learner has to read.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dojo.kata.catalogue import BadKata
from dojo.kata.catalogue import choose
from dojo.kata.catalogue import find_katas
from dojo.kata.catalogue import Kata
from dojo.kata.catalogue import TRACKS
from dojo.kata.fixes import Fix
from dojo.kata.fixes import right_fixes
from dojo.kata.fixes import same_text
from dojo.kata.fixes import tempting_fixes
from dojo.kata.seal import suites_differ
from dojo.practice.hinting import read_hints

README_WORDS = 250
DEBRIEF_WORDS = 500
BULLETS = range(2, 6)
APP_LINES = 80  # that are not blank; most apps have 30 to 65
SUITE_LINES = 120
LINES_BEFORE_A_TEST = 25
FIRST_TEST_LINES = 8
TESTS = range(3, 7)  # in each suite
UNDERLINES = 4  # in a test's name, so that it is a sentence
TEMPTING = range(4, 9)
RIGHT = range(3, 10)
HINT_LINES = range(2, 7)
NEIGHBOURS = 2  # files and folders beside app.py

KATA_FILES = {"README.md", "kata.toml", "app.py", "test_still_works.py", "test_pitfall.py"}
SOLUTION_FILES = {"README.md", "app.py", "untouched.py", "also_right", "tempting"}
README = ["What this app does", "What went wrong", "What must be true", "Try it", "Rules"]
DEBRIEF = [
    "What is really so",
    "What Flask does, step by step",
    "The fixes that hold",
    "The fixes that do not",
    "One question to carry away",
]
HINTS = ["Where to look", "What is at work", "Close to the code"]
ELSE = "Everything else works as it does now."
UNKIND = re.compile(r"\b(just|simply|obvious(ly)?|trivial(ly)?|of course|TODO|FIXME)\b", re.I)
PATCHING = re.compile(r"monkeypatch|setattr\(|mock\.patch|(?<![.\w])patch\(")


def headings(text: str) -> list[str]:
    """The second-level headings of a Markdown text."""
    return re.findall(r"^## (.+)$", text, re.MULTILINE)


def words_of(text: str) -> int:
    """How many words a Markdown text has outside code blocks, split at blanks."""
    return len(re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL).split())


@dataclass(frozen=True)
class Suite:
    """What can be counted of one suite."""

    path: Path
    lines: int
    tests: dict[str, tuple[int, int]]  # first and last line of each test, by its name

    @classmethod
    def read(cls, path: Path) -> "Suite":
        """Read a suite. Raises SyntaxError."""
        text = path.read_text(encoding="utf-8")
        found = {}
        for node in ast.parse(text).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                begin = min([node.lineno, *(mark.lineno for mark in node.decorator_list)])
                found[node.name] = begin, node.end_lineno
        return cls(path, len(text.splitlines()), found)


def objections(kata: Kata) -> Iterator[str]:
    """Where a kata does not keep the standard, one line each.

    Raises BadKata, OSError, SyntaxError where a file cannot be read.
    """
    yield from _of_files(kata)
    suites = [Suite.read(path) for path in kata.suites]
    right, tempting = right_fixes(kata), tempting_fixes(kata)
    yield from _of_metadata(kata.metadata, kata.number)
    if suites_differ(kata):
        yield "its suites are not sealed; type: python -m dojo.kata.seal"
    readme, debrief = _text(kata.folder / "README.md"), _text(kata.solution / "README.md")
    yield from _of_text("README.md", readme, kata.title, README_WORDS, README)
    yield from _of_promises(readme)
    yield from _of_text("the debrief", debrief, kata.title, DEBRIEF_WORDS, DEBRIEF)
    yield from _of_debrief(debrief, [*right, *tempting])
    yield from _of_hints(read_hints(kata))
    yield from _of_words(kata)
    yield from _of_app(kata)
    for suite in suites:
        yield from _of_suite(suite)
    yield from _of_fixes(right, tempting, {name for suite in suites for name in suite.tests})


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _of_files(kata: Kata) -> Iterator[str]:
    files = {path.name for path in kata.folder.iterdir()} - {"__pycache__"}
    if missing := KATA_FILES - files:
        yield f"it has no {', '.join(sorted(missing))}"
    neighbours = files - KATA_FILES
    if stray := [name for name in neighbours if not re.fullmatch(r"[a-z_]+(\.py)?", name)]:
        yield f"{', '.join(sorted(stray))} is no file of a kata"
    if len(neighbours) > NEIGHBOURS:
        yield f"{len(neighbours)} files lie beside app.py; at most {NEIGHBOURS}"
    there = {path.name for path in kata.solution.iterdir()} - {"__pycache__"}
    if differ := there ^ SOLUTION_FILES:
        yield f"its solution lacks, or has too much: {', '.join(sorted(differ))}"


def _of_metadata(about: dict, number: int) -> Iterator[str]:
    question = about.get("predict", {})
    sources = about.get("sources", [])
    choices, because = question.get("choices", []), question.get("because", "")
    asked = {
        "a title": bool(about.get("title")),
        "a belief that is a sentence": about.get("belief", "").endswith((".", "!", '"')),
        "a track that there is": about.get("track") in TRACKS,
        "a level from 1 to 5": about.get("level") in range(1, 6),
        "5 to 90 minutes": about.get("minutes") in range(5, 91),
        "needs that are other katas": all(
            isinstance(need, int) and need != number for need in about.get("needs", [None])
        ),
        "two sources, each with a title and https://": len(sources) >= 2
        and all(one.get("title") and one.get("url", "")[:8] == "https://" for one in sources),
        "a question that ends with ?": question.get("question", "").endswith("?"),
        "three or four choices": len(choices) in (3, 4),
        "an answer that is a choice": question.get("answer") in range(1, len(choices) + 1),
        "a because that tells what is often thought, and what is so in fact": because.startswith(
            "It is often thought that "
        )
        and "n fact" in because,
    }
    yield from (f"kata.toml needs {what}" for what, is_there in asked.items() if not is_there)


def _of_text(name: str, text: str, title: str, most: int, sections: list[str]) -> Iterator[str]:
    if not text.startswith(f"# {title}\n"):
        yield f"{name} does not begin with its title: {title}"
    if (words := words_of(text)) > most:
        yield f"{name} has {words} words; at most {most}"
    if (found := headings(text)) != sections:
        yield f"{name} has the sections {found}; they are {sections}"


def _of_promises(text: str) -> Iterator[str]:
    promises = text.partition("## What must be true")[2].partition("\n## ")[0]
    bullets = len(re.findall(r"^- ", promises, re.MULTILINE))
    if bullets not in BULLETS:
        yield f"What must be true has {bullets} bullets; two to five"
    if ELSE not in promises:
        yield f"What must be true does not end with: {ELSE}"


def _of_debrief(text: str, fixes: list[Fix]) -> Iterator[str]:
    if "often thought" not in text:
        yield "the debrief does not say what is often thought"
    for fix in fixes:
        if fix.path.name not in text:
            yield f"the debrief does not speak of {fix.path.name}"


def _of_hints(hints: list[str]) -> Iterator[str]:
    if (found := [heading for hint in hints for heading in headings(hint)]) != HINTS:
        yield f"the hints are {found}; they are {HINTS}"
        return
    if "?" not in hints[0]:
        yield "the first hint asks no question"
    if "https://" not in hints[1]:
        yield "the second hint has no link"
    for hint in hints:
        lines = len([line for line in hint.splitlines()[1:] if line.strip()])
        if lines not in HINT_LINES:
            yield f"{headings(hint)[0]} has {lines} lines; two to six"


def _of_words(kata: Kata) -> Iterator[str]:
    learners = [kata.hints, *(p for p in kata.folder.iterdir() if p.is_file())]
    for file in [*learners, *kata.solution.rglob("*.md"), *kata.solution.rglob("*.py")]:
        if found := UNKIND.search(_text(file)):
            yield f"{file.relative_to(kata.root)} says {found[0]!r}"


def _of_app(kata: Kata) -> Iterator[str]:
    lines = [row for row in _text(kata.app).splitlines() if row.strip()]
    if len(lines) > APP_LINES:
        yield f"app.py has {len(lines)} lines that are not blank; at most {APP_LINES}"
    if not same_text(kata.app, kata.untouched):
        yield "app.py is not the one that `reset` brings back, untouched.py"


def _of_suite(suite: Suite) -> Iterator[str]:
    name = suite.path.name
    if suite.lines > SUITE_LINES:
        yield f"{name} has {suite.lines} lines; at most {SUITE_LINES}"
    if len(suite.tests) not in TESTS:
        yield f"{name} has {len(suite.tests)} tests; three to six"
    if suite.tests:
        begin, end = next(iter(suite.tests.values()))
        if begin - 1 > LINES_BEFORE_A_TEST:
            yield f"{name} has {begin - 1} lines before its first test; {LINES_BEFORE_A_TEST}"
        if end - begin + 1 > FIRST_TEST_LINES:
            yield f"the first test of {name} has {end - begin + 1} lines; {FIRST_TEST_LINES}"
    for test in suite.tests:
        if test.count("_") < UNDERLINES:
            yield f"{test} is no sentence"
    if found := PATCHING.search(_text(suite.path)):
        yield f"{name} patches ({found[0]}); machinery lives in dojo/stand_ins/"


def _of_fixes(right: list[Fix], tempting: list[Fix], tests: set[str]) -> Iterator[str]:
    for kind, fixes, wanted in (("right", right, RIGHT), ("tempting", tempting, TEMPTING)):
        if len(fixes) not in wanted:
            yield f"there are {len(fixes)} {kind} fixes; {wanted.start} to {wanted.stop - 1}"
    for fix in tempting:
        if not fix.fails:
            yield f"{fix.path.name} does not say what it fails"
        if others := {name.partition("[")[0] for name in fix.fails} - tests:
            yield f"{fix.path.name} says that it fails {', '.join(sorted(others))}; no such test"
        if not fix.why:
            yield f"{fix.path.name} does not say why it is tempting"


def main(words: list[str]) -> int:
    """Say where these katas, or all, do not keep the standard."""
    found = 0
    for kata in [choose(word) for word in words] or find_katas():
        try:
            for objection in objections(kata):
                found += 1
                print(f"{kata.name}: {objection}")
        except (BadKata, OSError, SyntaxError) as error:
            found += 1
            print(f"{kata.name}: cannot be read: {error}")
    print(f"{found} objections", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
