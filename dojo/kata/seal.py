"""Tells whether a kata's suites are still the repository's: a digest in its kata.toml."""

import hashlib
import re
import sys

from dojo.kata.catalogue import BadKata
from dojo.kata.catalogue import choose
from dojo.kata.catalogue import find_katas
from dojo.kata.catalogue import Kata

LINE = r'(?m)^suites = ".*"$'


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


def seal(katas: list[Kata]) -> None:
    """Write the digest of each kata's suites into its kata.toml, for those who maintain them."""
    for kata in katas:
        file = kata.folder / "kata.toml"
        line = f'suites = "{digest(kata)}"'
        text = file.read_text(encoding="utf-8")
        new = re.sub(LINE, line, text, count=1) if re.search(LINE, text) else f"{line}\n{text}"
        if new != text:
            file.write_text(new, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    # `python -m dojo.kata.seal 7 …`: these katas, or all
    seal([choose(word) for word in sys.argv[1:]] or find_katas())
