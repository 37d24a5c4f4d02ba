"""`nox -s recall`: a kata that is due for another go, spaced over days."""

from datetime import datetime

from dojo.kata.catalogue import find_katas
from dojo.kata.catalogue import Kata
from dojo.kata.goes import due
from dojo.kata.goes import goes
from dojo.kata.journal import entries
from dojo.practice.progress import is_green_now
from dojo.practice.resetting import put_back
from dojo.practice.words import one_kata
from dojo.verdict.terminal import stdout_terminal


def dates_of(katas: list[Kata], journal: list[dict]) -> dict[Kata, datetime]:
    """When each kata that was green comes back; not one that was reset since: it is being done."""
    dates = {}
    for kata in katas:
        mine = [entry for entry in journal if entry["kata"] == kata.number]
        when = due(mine)
        if when is not None and is_green_now(mine):
            dates[kata] = when
    return dates


def recall(words: list[str]) -> int:
    """Reset the kata that is longest due, keep the old work, and say how to begin.

    A number takes that kata now, due or not.
    """
    terminal, now = stdout_terminal(), datetime.now().astimezone()
    journal = entries()
    dates = dates_of(find_katas(), journal)
    if words:
        kata, _ = one_kata("recall", words)
    elif not dates:
        terminal.wrapped("Nothing is due. Katas come back 1, 3, 7 and 21 days after green.", 0)
        return 0
    else:
        kata = min(dates, key=dates.get)
        days = (dates[kata].date() - now.date()).days
        if dates[kata] > now:
            when = "tomorrow" if days == 1 else "today" if days < 1 else f"in {days} days"
            terminal.wrapped(f"Nothing is due. The next is kata {kata.number}, {when}.", 0)
            terminal.wrapped(f"To take it now: nox -s recall -- {kata.number}", 0)
            return 0
    mine = [entry for entry in journal if entry["kata"] == kata.number]
    try:
        kept = put_back(kata)
    except OSError as error:
        terminal.wrapped(f"Nothing was changed: {error.filename}: {error.strerror}", 0)
        return 1
    terminal.line(terminal.cut(f"kata {kata.number} · {kata.title}"), bold=True)
    if earlier := [go for go in goes(mine) if go.green]:
        terminal.wrapped(
            f"Last time: {earlier[-1].words}, green on {earlier[-1].green:%d %B %Y}.", 2
        )
    if kept:
        terminal.wrapped(f"Your version is kept in {kept.relative_to(kata.root).as_posix()}", 2)
    terminal.wrapped(f"begin: nox -s kata-{kata.number}", 2)
    return 0
