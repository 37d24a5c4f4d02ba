"""Tells whether a kata's suites are still the repository's: a digest in its kata.toml."""

import hashlib
import re

from dojo.catalogue import BadKata
from dojo.catalogue import find_katas
from dojo.catalogue import Kata

LINE = re.compile(r'^suites = ".*"$', re.MULTILINE)


def digest(kata: Kata) -> str:
    """A short digest of both suites that does not mind line ends. Raises OSError."""
    found = hashlib.sha256()
    for suite in kata.suites:
        found.update(suite.read_bytes().replace(b"\r\n", b"\n"))
    return found.hexdigest()[:16]


def suites_differ(kata: Kata) -> bool:
    """Whether somebody changed a suite since it was sealed."""
    try:
        return kata.metadata.get("suites") != digest(kata)
    except (OSError, BadKata):
        return True


def seal_all() -> None:
    """Write the digests of all suites into their kata.toml, for those who maintain them."""
    for kata in find_katas():
        file = kata.folder / "kata.toml"
        line = f'suites = "{digest(kata)}"'
        text = file.read_text(encoding="utf-8")
        new = LINE.sub(line, text, count=1) if LINE.search(text) else f"{line}\n{text}"
        if new != text:
            file.write_text(new, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    seal_all()
