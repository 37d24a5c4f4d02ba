"""What the standard asks of one kata that can be counted: `python -m dojo.upkeep.standard 7`.

Proof must never be paid for by the reader: these are the limits of what a learner has to read.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dojo.kata.catalogue import choose
from dojo.kata.catalogue import find_katas
from dojo.kata.catalogue import Kata
from dojo.kata.fixes import right_fixes
from dojo.kata.fixes import tempting_fixes

README_WORDS = 250
DEBRIEF_WORDS = 500
BULLETS = range(2, 6)
APP_LINES = 80  # that are not blank; most apps have 30 to 65
SUITE_LINES = 120
LINES_BEFORE_A_TEST = 25
FIRST_TEST_LINES = 8
TESTS = range(3, 7)  # in each suite
TEMPTING = range(4, 9)
RIGHT = range(3, 10)

SECTIONS = ["What this app does", "What went wrong", "What must be true", "Try it", "Rules"]
ELSE = "Everything else works as it does now."
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


def names_of_tests(kata: Kata) -> set[str]:
    """The names of the tests in both suites."""
    return {name for path in kata.suites for name in Suite.read(path).tests}


def objections(kata: Kata) -> Iterator[str]:
    """Where a kata does not keep the standard's limits, one line each."""
    yield from _of_readme((kata.folder / "README.md").read_text(encoding="utf-8"))
    debrief = words_of((kata.solution / "README.md").read_text(encoding="utf-8"))
    if debrief > DEBRIEF_WORDS:
        yield f"the debrief has {debrief} words; at most {DEBRIEF_WORDS}"
    app = [row for row in kata.app.read_text(encoding="utf-8").splitlines() if row.strip()]
    if len(app) > APP_LINES:
        yield f"app.py has {len(app)} lines that are not blank; at most {APP_LINES}"
    for path in kata.suites:
        yield from _of_suite(Suite.read(path))
    for kind, fixes, wanted in (
        ("right", right_fixes(kata), RIGHT),
        ("tempting", tempting_fixes(kata), TEMPTING),
    ):
        if len(fixes) not in wanted:
            yield f"there are {len(fixes)} {kind} fixes; {wanted.start} to {wanted.stop - 1}"


def _of_readme(text: str) -> Iterator[str]:
    if (words := words_of(text)) > README_WORDS:
        yield f"README.md has {words} words; at most {README_WORDS}"
    if headings(text) != SECTIONS:
        yield f"README.md has the sections {headings(text)}; they are {SECTIONS}"
    promises = text.partition("## What must be true")[2].partition("\n## ")[0]
    bullets = len(re.findall(r"^- ", promises, re.MULTILINE))
    if bullets not in BULLETS:
        yield f"What must be true has {bullets} bullets; two to five"
    if ELSE not in promises:
        yield f"What must be true does not end with: {ELSE}"


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
    if found := PATCHING.search(suite.path.read_text(encoding="utf-8")):
        yield f"{name} patches ({found[0]}); machinery lives in dojo/stand_ins/"


def main(words: list[str]) -> int:
    """Say where these katas, or all, do not keep the limits."""
    found = 0
    for kata in [choose(word) for word in words] or find_katas():
        for objection in objections(kata):
            found += 1
            print(f"{kata.name}: {objection}")
    print(f"{found} objections", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
