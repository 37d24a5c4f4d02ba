"""`nox -s hint -- 3`: the next hint; the one after it only after another run."""

from dojo.kata.catalogue import BadKata
from dojo.kata.catalogue import Kata
from dojo.kata.journal import entries
from dojo.kata.journal import note
from dojo.kata.journal import since_reset
from dojo.practice.words import one_kata
from dojo.verdict.markdown import show_markdown
from dojo.verdict.terminal import stdout_terminal

NOW = "--now"


def hint(words: list[str]) -> int:
    """Show the hint that is due. `--now` does not wait for another run."""
    kata, options = one_kata("hint", words, NOW)
    terminal, sections = stdout_terminal(), read_hints(kata)
    found = since_reset(entries(kata.root, kata.number))
    given = [entry for entry in found if entry["what"] == "hint"]
    ran_since = not given or any(
        entry["what"] == "run" for entry in found[found.index(given[-1]) + 1 :]
    )
    reached = len({entry.get("hint") for entry in given})
    if reached == len(sections):
        for section in sections:
            show_markdown(section, terminal)
        terminal.line(f"That is all that is said before green: nox -s kata-{kata.number}")
        return 0
    if not ran_since and not options:
        show_markdown(sections[reached - 1], terminal)
        terminal.wrapped(f"More after another run: nox -s kata-{kata.number}", 0)
        return 0
    note("hint", kata.number, kata.root, hint=reached + 1)
    show_markdown(sections[reached], terminal)
    return 0


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
