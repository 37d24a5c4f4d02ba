"""The fixes that a kata knows: the reference, others that are right, and tempting ones.

The docstring of a tempting fix ends with what becomes of it:

    Sees: Content-Type: text/html
    Fails:
    - test_the_list_of_orders_is_json
    - test_an_order_reaches_the_kitchen[a line end]

A name without brackets stands for all cases of that test. `Sees:` is the `Seen:` of the verdict's
failing test; it is there where other fixes fail the same cases.
"""

import ast
import re
from inspect import cleandoc
from pathlib import Path
from typing import NamedTuple

from dojo.kata.catalogue import BadKata
from dojo.kata.catalogue import Kata

DOCSTRING = re.compile(r'\s*(r?""".*?""")', re.DOTALL)
END = re.compile(r"^(?:Sees: (?P<sees>.+)\n)?Fails:\n(?P<fails>(?:- .+\n?)+)\s*\Z", re.MULTILINE)


class Fix(NamedTuple):
    """A complete app in solutions/, with what its docstring says about it."""

    path: Path
    says: str  # the docstring's first line: what its author believes or does
    why: str  # the rest, without what becomes of it
    fails: tuple[str, ...] = ()  # the tests that it fails, with their cases; empty for a right fix
    sees: str = ""  # the `Seen:` of the first failing test, where the cases do not tell enough

    def failing(self, ids: set[str]) -> set[str]:
        """Which of a kata's tests it says that it fails; what is no such test is kept as it is."""
        found = set()
        for name in self.fails:
            found |= {i for i in ids if name in (i, i.partition("[")[0])} or {name}
        return found


def read_fix(path: Path) -> Fix:
    """Read one fix. Raises BadKata when it is not there or does not begin with a docstring."""
    try:
        # a red verdict reads all of a kata's fixes: to parse whole files would take too long
        docstring = DOCSTRING.match(path.read_text(encoding="utf-8"))
        text = cleandoc(ast.literal_eval(docstring[1])) if docstring else ""
    except OSError as error:
        raise BadKata(f"{path} is not in this copy") from error
    except (SyntaxError, ValueError) as error:
        raise BadKata(f"{path}: {error}") from error
    if not text:
        raise BadKata(f"{path}: there is no docstring that says what its author believes")
    found = END.search(text)
    says, _, rest = (text[: found.start()] if found else text).strip().partition("\n")
    if not found:
        return Fix(path, says, rest.strip())
    fails = tuple(row.removeprefix("- ").strip() for row in found["fails"].splitlines())
    return Fix(path, says, rest.strip(), fails, found["sees"] or "")


def right_fixes(kata: Kata) -> list[Fix]:
    """The reference first, then the other right fixes by name."""
    others = sorted((kata.solution / "also_right").glob("*.py"))
    return [read_fix(path) for path in [kata.solution / "app.py", *others]]


def tempting_fixes(kata: Kata) -> list[Fix]:
    """The fixes that look right and are not, by name."""
    return [read_fix(path) for path in sorted((kata.solution / "tempting").glob("*.py"))]


def same_text(one: Path, other: Path) -> bool:
    """Whether two files say the same, whatever their line ends."""
    try:
        return one.read_bytes().split() == other.read_bytes().split()
    except OSError:
        return False
