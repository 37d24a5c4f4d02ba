"""What was typed after `--`: one kata and some options, or a clear word of what is wrong."""

import re

from dojo.kata.catalogue import choose
from dojo.kata.catalogue import Kata


class BadWords(ValueError):
    """A command does not know what was typed after it; the message says what it knows."""


def one_kata(command: str, words: list[str], *options: str) -> tuple[Kata, set[str]]:
    """The kata that was named, and which of the options. Raises BadWords and NoSuchKata."""
    plain = [word for word in words if not word.startswith("-") or re.fullmatch(r"-\d+", word)]
    for word in words:
        if word not in plain and word not in options:
            knows = f"it knows {', '.join(options)}" if options else "it takes a number alone"
            raise BadWords(f"{command} does not know {word}; {knows}")
    if len(plain) > 1:
        raise BadWords(f"{command} takes one kata, and these are {len(plain)}: {' '.join(plain)}")
    return choose(plain[0] if plain else ""), set(words) & set(options)
