"""The fixes that a kata knows: the reference, others that are right, and tempting ones."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from dojo.kata.catalogue import BadKata
from dojo.kata.catalogue import Kata

FAILS = re.compile(r"^Fails:\s*(.+)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Fix:
    """A complete app in solutions/, with what its docstring says about it."""

    path: Path
    says: str  # the docstring's first line: what its author believes or does
    why: str  # the rest, without the last line
    fails: frozenset[str]  # names of the tests that it fails; empty for a right fix


def read_fix(path: Path) -> Fix:
    """Read one fix. Raises BadKata when it has no docstring or is not Python."""
    try:
        text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    except (SyntaxError, ValueError) as error:
        raise BadKata(f"{path}: {error}") from error
    if not text:
        raise BadKata(f"{path}: there is no docstring that says what its author believes")
    found = FAILS.search(text)
    says, _, rest = (text[: found.start()] if found else text).strip().partition("\n")
    fails = re.split(r"[\s,]+", found[1].strip(" .\n")) if found else []
    return Fix(path, says, rest.strip(), frozenset(fails))


def right_fixes(kata: Kata) -> list[Fix]:
    """The reference first, then the other right fixes by name."""
    others = sorted((kata.solution / "also_right").glob("*.py"))
    return [read_fix(path) for path in [kata.solution / "app.py", *others]]


def tempting_fixes(kata: Kata) -> list[Fix]:
    """The fixes that look right and are not, by name."""
    return [read_fix(path) for path in sorted((kata.solution / "tempting").glob("*.py"))]


def recognise(kata: Kata, failing: set[str]) -> Fix | None:
    """The tempting fix that fails exactly these tests, if there is exactly one.

    An app that is still as it was handed out shows no fix at all, so nothing is recognised in it.
    """
    if same_text(kata.app, kata.untouched):
        return None
    try:
        found = [fix for fix in tempting_fixes(kata) if fix.fails == failing]
    except (BadKata, OSError):
        return None
    return found[0] if len(found) == 1 else None


def same_text(one: Path, other: Path) -> bool:
    """Whether two files say the same, whatever their line ends."""
    try:
        return one.read_bytes().split() == other.read_bytes().split()
    except OSError:
        return False
