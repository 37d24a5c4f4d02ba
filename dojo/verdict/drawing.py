"""Draws a verdict on a terminal: at most a screen, good without colours."""

import re

from dojo.verdict.outcome import AMBER
from dojo.verdict.outcome import BROKEN
from dojo.verdict.outcome import Failure
from dojo.verdict.outcome import GREEN
from dojo.verdict.outcome import Line
from dojo.verdict.outcome import NOT_JUDGED
from dojo.verdict.outcome import NOT_RUN
from dojo.verdict.outcome import PART
from dojo.verdict.outcome import PASSED
from dojo.verdict.outcome import RED
from dojo.verdict.outcome import STOPPED
from dojo.verdict.terminal import harmless
from dojo.verdict.terminal import Terminal
from dojo.verdict.verdict import Board
from dojo.verdict.verdict import Other
from dojo.verdict.verdict import said_of
from dojo.verdict.verdict import Shown
from dojo.verdict.verdict import Verdict

MARKS = {PASSED: "✔", BROKEN: "✘", STOPPED: "✘", NOT_RUN: "·"}
COLOURS = {GREEN: "green", RED: "red", AMBER: "yellow", PART: "cyan", NOT_JUDGED: "magenta"}
MARK_COLOURS = {PASSED: "green", BROKEN: "red", STOPPED: "yellow", NOT_RUN: "bright_black"}

SHOWN_HEADERS = 6
SHOWN_BODY = 3
SHOWN_NAMES = 4
SHOWN_PRINTED = 3
ERROR = re.compile(r"[\w.]*(Error|Exception)\b")  # the line of a traceback that says what happened


def show_verdict(verdict: Verdict, terminal: Terminal) -> None:
    """Print the verdict on one kata."""
    show_head(
        verdict.number,
        verdict.title,
        verdict.boards if verdict.outcome != NOT_JUDGED else (),
        terminal,
    )
    if verdict.shown:
        _show_first(verdict.shown, terminal)
    _show_others(verdict.others, terminal)
    for text, colour in [(verdict.belief, "cyan"), *((f"note: {n}", None) for n in verdict.notes)]:
        if text:
            terminal.wrapped(text, 2, fg=colour)
            terminal.line()
    if verdict.said:
        bold = verdict.outcome == GREEN
        terminal.wrapped(verdict.said, 2, fg=COLOURS[verdict.outcome], bold=bold)
    for guess in verdict.guesses:
        terminal.wrapped(f"{guess.name or 'you'} said: {guess.said}", 2)
    if verdict.so:
        terminal.wrapped(f"what is so: {verdict.so}", 2)
    for step in verdict.steps:
        terminal.line(f"  {step}")


def show_head(number: int, title: str, boards: tuple[Board, ...], terminal: Terminal) -> None:
    """Print the kata's name, and its scoreboards where there are any."""
    terminal.line()
    terminal.line(terminal.cut(f"kata {number} · {title}"), bold=True)
    terminal.line()
    if boards:
        _show_boards(boards, terminal)
        terminal.line()


def show_line(number: int, title: str, outcome: str, passed: int, tests: int, terminal) -> None:
    """Print one line for one kata among others."""
    head = f"{number:>3}  {said_of(outcome, passed, tests)}  "
    title = terminal.cut(head + title)[len(head) :]
    terminal.line(terminal.styled(head, fg=COLOURS[outcome]) + title)


def show_failure(failure: Failure, terminal: Terminal) -> None:
    """Print what was done, promised and seen, a crash, the exchange, and what the app printed."""
    if failure.done:
        terminal.wrapped(failure.done, 4)
    if failure.promised:
        promised, seen = f"Promised: {failure.promised}", f"Seen: {failure.seen}"
        if len(promised) + len(seen) + 7 <= terminal.width and not seen.count("\n"):
            terminal.line(f"    {promised}   {seen}")
        else:
            terminal.wrapped(promised, 4)
            terminal.wrapped(seen, 4)
    for frame in failure.frames:
        terminal.line(terminal.cut(f"    {frame.file}:{frame.line}, in {frame.function}"))
        terminal.line(terminal.cut(f"        {frame.source}"))
    if failure.error:
        terminal.wrapped(harmless(failure.error), 4, bold=True)
    if failure.exchange:
        terminal.line()
        show_exchange(failure.exchange, terminal)
    if failure.by_hand:
        terminal.line()
        _show_by_hand(failure.by_hand, terminal)
    if failure.printed.strip():
        terminal.line()
        _show_printed(failure.printed, failure.lines_printed, terminal)
    terminal.line()


def show_exchange(lines: list[Line], terminal: Terminal, body_rows: int = SHOWN_BODY) -> None:
    """Print a request and its response; of each headers and body the first rows."""
    for sign in (">", "<"):
        part = [line for line in lines if line.sign == sign]
        headers, body = [n for n in part if n.header], [n for n in part if n.body]
        more_headers = _more(len(headers) - SHOWN_HEADERS, "header")
        more_body = _more(len(body) - body_rows, "line")
        for line in [n for n in part if not n.header and not n.body][:1] + headers[:SHOWN_HEADERS]:
            _show_row(line, terminal)
        if more_headers:
            _show_row(Line(sign, more_headers), terminal)
        if body:
            for line in [Line(sign), *body[:body_rows]]:
                _show_row(line, terminal)
        if more_body:
            _show_row(Line(sign, more_body), terminal)


def _more(count: int, what: str) -> str:
    return f"… {count} more {what}{'s' * (count != 1)}" if count > 0 else ""


def _show_row(line: Line, terminal: Terminal) -> None:
    row = f"{'  ▸ ' if line.marked else '    '}{line.sign} {line.text}"
    style = {"fg": "yellow", "bold": True} if line.marked else {}
    terminal.line(terminal.cut(row).rstrip(), **style)


def _show_boards(boards: tuple[Board, ...], terminal: Terminal) -> None:
    longest = max(len(board.results) for board in boards)
    gap = " " if longest * 2 <= terminal.width - 30 else ""
    room = max(longest * (1 + len(gap)), 12)
    for board in boards:
        count = f"{board.passed} of {len(board.results)}" if board.results else "not run"
        signs = [terminal.styled(MARKS[r], fg=MARK_COLOURS[r]) for r in board.results]
        label = f"{board.label:<11}"
        if room > terminal.width - 30:  # a matrix: its marks get rows of their own
            terminal.line(f"  {label}   {count}")
            for start in range(0, len(signs), terminal.width - 6):
                terminal.line("    " + "".join(signs[start : start + terminal.width - 6]))
        else:
            blank = " " * (room - len(signs) * (1 + len(gap)))
            terminal.line(f"  {label}   {gap.join(signs)}{gap}{blank}  {count}")


def _show_first(shown: Shown, terminal: Terminal) -> None:
    colour = "yellow" if shown.stopped else "red"
    text, where = f"  ✘ {shown.sentence}", shown.failure.where
    room = terminal.width - len(where) - 2
    if len(text) <= room:
        text = terminal.styled(text.ljust(room + 2), fg=colour, bold=True)
        terminal.line(f"{text}{terminal.styled(where, dim=True)}")
    else:
        terminal.wrapped(text.strip(), 2, fg=colour, bold=True)
        terminal.line(f"    {where}", dim=True)
    show_failure(shown.failure, terminal)


def _show_by_hand(lines: list[str], terminal: Terminal) -> None:
    """Each curl line in one piece, so that it can be copied; a terminal folds it by itself."""
    for index, line in enumerate(lines):
        terminal.line(f"    {'by hand:' if index == 0 else '':<8}  {line}")


def _show_printed(printed: str, count: int, terminal: Terminal) -> None:
    lines = [line for line in printed.splitlines() if line.strip()]
    cut = f" ({SHOWN_PRINTED} of {count} lines)" * (count > SHOWN_PRINTED)
    terminal.line(f"    the app printed{cut}:")
    errors = [index for index, line in enumerate(lines) if ERROR.match(line)]
    begin = errors[-1] if errors else len(lines) - SHOWN_PRINTED
    for line in lines[max(begin, 0) :][:SHOWN_PRINTED]:
        terminal.line(terminal.cut(f"    | {harmless(line)}"))


def _show_others(others: tuple[Other, ...], terminal: Terminal) -> None:
    """The other failing tests as names, the names of their cases below."""
    for other in others[:SHOWN_NAMES]:
        terminal.line(terminal.cut(f"  ✘ {other.sentence}"), fg="red")
        for case in other.cases[:SHOWN_NAMES]:
            terminal.line(terminal.cut(f"      {case}"))
        if len(other.cases) > SHOWN_NAMES:
            terminal.line(f"      and {len(other.cases) - SHOWN_NAMES} more")
    if len(others) > SHOWN_NAMES:
        terminal.line(f"    and {len(others) - SHOWN_NAMES} more")
    if others:
        terminal.line()
