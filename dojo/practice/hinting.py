"""`nox -s hint -- 3`: the next hint; the one after it only after another run."""

from dataclasses import dataclass

from dojo.kata.catalogue import BadKata
from dojo.kata.catalogue import Kata
from dojo.kata.journal import entries
from dojo.kata.journal import note
from dojo.kata.journal import since_reset
from dojo.practice.words import one_kata
from dojo.verdict.markdown import show_markdown
from dojo.verdict.terminal import stdout_terminal

NOW = "--now"
ALL_SAID = "That is all that is said before green"
LATER = "More after another run"


@dataclass(frozen=True)
class Hints:
    """The hints of one go: those that were given, those to come, and whether the next is due."""

    given: tuple[str, ...]
    to_come: tuple[str, ...]
    is_due: bool

    @property
    def all_given(self) -> bool:
        """Whether no hint is left."""
        return not self.to_come


def hint(words: list[str]) -> int:
    """Show the hint that is due. `--now` does not wait for another run."""
    kata, options = one_kata("hint", words, NOW)
    terminal, hints = stdout_terminal(), hints_of(kata)
    if hints.all_given:
        for section in hints.given:
            show_markdown(section, terminal)
        terminal.line(f"{ALL_SAID}: nox -s kata-{kata.number}")
        return 0
    if not hints.is_due and not options:
        show_markdown(hints.given[-1], terminal)
        terminal.wrapped(f"{LATER}: nox -s kata-{kata.number}", 0)
        return 0
    show_markdown(give_hint(kata, hints), terminal)
    return 0


def hints_of(kata: Kata) -> Hints:
    """The hints of this go, and whether the next one is due. Raises BadKata."""
    sections = read_hints(kata)
    found = since_reset(entries(kata.root, kata.number))
    given = [entry for entry in found if entry["what"] == "hint"]
    ran_since = not given or any(
        entry["what"] == "run" for entry in found[found.index(given[-1]) + 1 :]
    )
    reached = len({entry.get("hint") for entry in given})
    return Hints(tuple(sections[:reached]), tuple(sections[reached:]), ran_since)


def give_hint(kata: Kata, hints: Hints) -> str:
    """Note that the next hint was given, which cannot always be noted, and give it."""
    note("hint", kata.number, kata.root, hint=len(hints.given) + 1)
    return hints.to_come[0]


def read_hints(kata: Kata) -> list[str]:
    """The hints, each with its heading, mildest first. Raises BadKata."""
    try:
        text = kata.hints.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise BadKata(f"hints/{kata.name}.md cannot be read: {error}") from error
    sections = ("\n" + text.replace("\r\n", "\n")).split("\n## ")[1:]
    if not sections:
        raise BadKata(f"hints/{kata.name}.md has no sections")
    return ["## " + section.strip() for section in sections]
