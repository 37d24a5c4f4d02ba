"""The verdict on one run, for people: at most a screen, good without colours."""

import re

from dojo.http.curl import curl_line
from dojo.http.exchange import BODY
from dojo.http.exchange import Exchange
from dojo.http.exchange import REQUEST
from dojo.http.exchange import STATUS
from dojo.kata.catalogue import BadKata
from dojo.kata.fixes import Fix
from dojo.kata.fixes import tempting_fixes
from dojo.verdict.outcome import AMBER
from dojo.verdict.outcome import BROKEN
from dojo.verdict.outcome import Failure
from dojo.verdict.outcome import GREEN
from dojo.verdict.outcome import NOT_RUN
from dojo.verdict.outcome import Outcome
from dojo.verdict.outcome import PASSED
from dojo.verdict.outcome import PITFALL
from dojo.verdict.outcome import RED
from dojo.verdict.outcome import Run
from dojo.verdict.outcome import STILL_WORKS
from dojo.verdict.outcome import STOPPED
from dojo.verdict.terminal import harmless
from dojo.verdict.terminal import Terminal

MARKS = {PASSED: "✔", BROKEN: "✘", STOPPED: "✘", NOT_RUN: "·"}
COLOURS = {GREEN: "green", RED: "red", AMBER: "yellow"}
MARK_COLOURS = {PASSED: "green", BROKEN: "red", STOPPED: "yellow", NOT_RUN: "bright_black"}

# what every exchange has and no promise is about, unless a mark says so
UNSHOWN = {"host", "user-agent", "content-length", "connection", "date", "server"}
SHOWN_HEADERS = 6
SHOWN_BODY = 3
SHOWN_NAMES = 4


def show_verdict(run: Run, terminal: Terminal) -> None:
    """Print the verdict on one kata."""
    terminal.line()
    terminal.line(terminal.cut(f"kata {run.kata.number} · {run.kata.title}"), bold=True)
    terminal.line()
    _show_scores(run, terminal)
    terminal.line()
    failed = run.first_failure
    if run.trouble:
        _show_headline("the suites did not run", run.trouble.where, "yellow", terminal)
        _show_failure(run.trouble, terminal)
    elif failed:
        _show_first(failed, terminal)
        _show_others(run, failed, terminal)
    if run.verdict == RED:
        _show_belief(run, terminal)
    for text in run.notes:
        terminal.wrapped(f"note: {text}", 2)
        terminal.line()
    _show_next_step(run, terminal)


def show_line(run: Run, terminal: Terminal) -> None:
    """Print one line for one kata among others."""
    passed = sum(o.result == PASSED for o in run.outcomes)
    head = f"{run.kata.number:>3}  {run.verdict:<5}  {passed:>3} of {len(run.outcomes):<3}  "
    title = run.kata.title
    room = terminal.width - len(head)
    title = title if len(title) <= room else title[: room - 1] + "…"
    terminal.line(terminal.styled(head, fg=COLOURS[run.verdict]) + title)


def _show_scores(run: Run, terminal: Terminal) -> None:
    boards = [("still works", run.suite(STILL_WORKS)), ("the pitfall", run.suite(PITFALL))]
    longest = max(len(outcomes) for _, outcomes in boards)
    gap = " " if longest * 2 <= terminal.width - 30 else ""
    room = max(longest * (1 + len(gap)), 12)
    for label, outcomes in boards:
        passed = sum(o.result == PASSED for o in outcomes)
        count = f"{passed} of {len(outcomes)}" if outcomes else "not run"
        signs = [terminal.styled(MARKS[o.result], fg=MARK_COLOURS[o.result]) for o in outcomes]
        if room > terminal.width - 30:  # a matrix: its marks get rows of their own
            terminal.line(f"  {label}   {count}")
            for start in range(0, len(signs), terminal.width - 6):
                terminal.line("    " + "".join(signs[start : start + terminal.width - 6]))
        else:
            blank = " " * (room - len(outcomes) * (1 + len(gap)))
            terminal.line(f"  {label}   {gap.join(signs)}{gap}{blank}  {count}")


def _show_first(failed: Outcome, terminal: Terminal) -> None:
    colour = "yellow" if failed.result == STOPPED else "red"
    sentence = failed.sentence + (f" ({failed.case})" if failed.case else "")
    _show_headline(sentence, failed.failure.where, colour, terminal)
    _show_failure(failed.failure, terminal)


def _show_headline(text: str, where: str, colour: str, terminal: Terminal) -> None:
    text = f"  ✘ {text}"
    room = terminal.width - len(where) - 2
    if len(text) <= room:
        text = terminal.styled(text.ljust(room + 2), fg=colour, bold=True)
        terminal.line(f"{text}{terminal.styled(where, dim=True)}")
    else:
        terminal.wrapped(text.strip(), 2, fg=colour, bold=True)
        terminal.line(f"    {where}", dim=True)


def _show_failure(failure: Failure, terminal: Terminal) -> None:
    if failure.done:
        terminal.wrapped(failure.done, 4)
    if failure.promised:
        promised, seen = f"Promised: {failure.promised}", f"Seen: {failure.seen}"
        if len(promised) + len(seen) + 7 <= terminal.width and not seen.count("\n"):
            terminal.line(f"    {promised}   {seen}")
        else:
            terminal.wrapped(promised, 4)
            terminal.wrapped(seen, 4)
    if failure.frames or failure.error:
        _show_crash(failure, terminal)
    if failure.exchange is not None:
        terminal.line()
        show_exchange(failure.exchange, terminal, failure.mark)
        terminal.line()
        _show_by_hand(failure.exchange, terminal)
    if failure.printed.strip():
        terminal.line()
        _show_printed(failure.printed, terminal)
    terminal.line()


def _show_crash(failure: Failure, terminal: Terminal) -> None:
    for frame in failure.frames:
        terminal.line(terminal.cut(f"    {frame.file}:{frame.line}, in {frame.function}"))
        terminal.line(terminal.cut(f"        {frame.source}"))
    terminal.wrapped(harmless(failure.error), 4, bold=True)


def _show_by_hand(exchange: Exchange, terminal: Terminal) -> None:
    """The curl line in one piece, so that it can be copied; a terminal folds it by itself."""
    terminal.line(f"    by hand:  {curl_line(exchange)}")


def _show_printed(printed: str, terminal: Terminal) -> None:
    lines = [line for line in printed.splitlines() if line.strip()]
    left_out = f" (the last 3 of {len(lines)} lines)" if len(lines) > 3 else ""
    terminal.line(f"    the app printed{left_out}:")
    for line in lines[-3:]:
        terminal.line(terminal.cut(f"    | {harmless(line)}"))


def _show_others(run: Run, shown: Outcome, terminal: Terminal) -> None:
    """The other failing tests as names; the cases of one test share a line."""
    cases: dict[str, int] = {}
    for outcome in run.outcomes:
        if outcome.failure and outcome is not shown:
            cases[outcome.sentence] = cases.get(outcome.sentence, 0) + 1
    for sentence, count in list(cases.items())[:SHOWN_NAMES]:
        times = f" ({count} cases)" if count > 1 else ""
        terminal.line(terminal.cut(f"  ✘ {sentence}{times}"), fg="red")
    if len(cases) > SHOWN_NAMES:
        terminal.line(f"    and {len(cases) - SHOWN_NAMES} more")
    if cases:
        terminal.line()


def _show_belief(run: Run, terminal: Terminal) -> None:
    fix = recognise(run)
    if fix is not None:
        # the first letter of a sentence becomes small, one of an acronym (and "I") stays
        begins_small = fix.says[1:2].islower()
        belief = fix.says[:1].lower() + fix.says[1:] if begins_small else fix.says
        terminal.wrapped(f"This is what people see who believe: {belief}", 2, fg="cyan")
        terminal.line()


def recognise(run: Run) -> Fix | None:
    """The one tempting fix that fails exactly the cases of this run; None when in doubt.

    Whoever fails every case of the pitfall may have changed nothing that matters: then only a fix
    that also sees the same in its first failing test is recognised.
    """
    try:
        known = tempting_fixes(run.kata)
    except (BadKata, OSError):
        return None
    ids, failing = {o.id for o in run.outcomes}, run.failing
    first = run.first_failure
    sees = first.failure.seen if first else ""
    found = [fix for fix in known if fix.failing(ids) == failing and fix.sees in ("", sees)]
    everything = failing >= {o.id for o in run.suite(PITFALL)}
    return found[0] if len(found) == 1 and (found[0].sees or not everything) else None


def _show_next_step(run: Run, terminal: Terminal) -> None:
    number = run.kata.number
    if run.verdict == GREEN:
        terminal.line("  Green: every promise is kept.", fg="green", bold=True)
        terminal.line(f"  what is really so: nox -s solution -- {number}")
    elif run.verdict == RED:
        terminal.line(f"  a hint: nox -s hint -- {number}")
    else:
        terminal.wrapped("Amber: the app did not get far enough to be judged.", 2, fg="yellow")
        terminal.line(f"  the broken app again: nox -s reset -- {number}")


def show_exchange(exchange: Exchange, terminal: Terminal, mark: str = "") -> None:
    """Print a request and its response as they went over the wire, the line `mark` marked."""
    rows = [(REQUEST, f"> {exchange.method} {exchange.target} HTTP/1.1")]
    # a header that is named is the response's, also where the request has one of that name
    rows += [("", row) for _, row in _header_rows(">", exchange.request_headers, "")]
    if exchange.request_body:
        rows += [("", ">"), *_body_rows(">", exchange.request_body, "")]
    if exchange.status:
        rows.append((STATUS, f"< HTTP/1.1 {exchange.status}"))
        rows += _header_rows("<", exchange.response_headers, mark)
        rows += [("", "<"), *_body_rows("<", exchange.response_body, BODY)]
    else:
        rows.append((STATUS, "< (no answer)"))
    for kind, row in rows:
        marked = bool(mark) and kind.lower() == mark.lower()
        text = terminal.cut(("  ▸ " if marked else "    ") + harmless(row))
        style = {"fg": "yellow", "bold": True} if marked else {}
        terminal.line(text.rstrip(), **style)


def _header_rows(sign: str, headers, mark: str) -> list[tuple[str, str]]:
    rows = [
        (name, f"{sign} {name}: {value}")
        for name, value in headers
        if name.lower() not in UNSHOWN or name.lower() == mark.lower()
    ]
    rows.sort(key=lambda row: row[0].lower() != mark.lower())
    if len(rows) > SHOWN_HEADERS:
        rows = [*rows[:SHOWN_HEADERS], ("", f"{sign} … {len(rows) - SHOWN_HEADERS} more headers")]
    return rows


def _body_rows(sign: str, body: bytes, kind: str) -> list[tuple[str, str]]:
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return [(kind, f"{sign} ({len(body)} bytes that are not text)")]
    text = re.sub(r"(?i)^\s*<!doctype[^>]*>", "", text)
    lines = [line for line in text.splitlines() if line.strip()]
    rows = [(kind if i == 0 else "", f"{sign} {line}") for i, line in enumerate(lines[:SHOWN_BODY])]
    if len(lines) > SHOWN_BODY:
        rows.append(("", f"{sign} … {len(lines) - SHOWN_BODY} more lines"))
    return rows or [(kind, f"{sign} (no body)")]
