"""`nox -s see -- 3`: the README's demonstration on the app as it stands, step by step."""

import re
import shlex
import textwrap
import time
from dataclasses import replace

from dojo.http.demonstration import read_request
from dojo.http.demonstration import read_steps
from dojo.http.demonstration import Request
from dojo.http.demonstration import stage
from dojo.http.exchange import Exchange
from dojo.http.exchange import recorder
from dojo.http.lifecycle import follow
from dojo.http.steps import CRASH
from dojo.http.steps import GAVE_UP
from dojo.http.steps import GONE
from dojo.http.steps import IN
from dojo.http.steps import OUT
from dojo.http.steps import Step
from dojo.http.steps import TURN
from dojo.http.wire import NoAnswer
from dojo.kata.catalogue import choose
from dojo.kata.loading import CannotStart
from dojo.verdict.drawing import show_exchange
from dojo.verdict.exchanges import lines_of
from dojo.verdict.terminal import harmless
from dojo.verdict.terminal import stdout_terminal
from dojo.verdict.terminal import Terminal
from dojo.verdict.terminal import wrap

ORIGIN = "http://127.0.0.1:5000"
SIGNS = {IN: "→", TURN: "↩", OUT: "←", CRASH: "✘", GONE: "·"}
COLOURS = {IN: "cyan", TURN: "yellow", OUT: "green", CRASH: "red", GONE: "yellow"}
COLUMN = 27  # where the second column begins: who ran
LATE = 3.0  # seconds that are waited for an answer which came too late

BODY_ROWS = 12
HEAD = re.compile(r"(?is)<head\b.*?</head>|<!doctype[^>]*>|<title>.*?</title>|<meta\b[^>]*>")
BARE = re.compile(r"(?i)(</?(html|head|body|link)\b[^>]*>\s*)+")


def see(words: list[str]) -> int:
    """Play the demonstration, or one request: `see -- 3 POST /dishes -d name=soup`."""
    kata = choose(words[0] if words else "")
    terminal, late = stdout_terminal(), []
    try:
        commands = _asked(words[1:]) or [step.command for step in read_steps(kata)]
        requests = [read_request(command) for command in commands]
    except ValueError as error:
        terminal.wrapped(str(error), 0)
        return 2
    try:
        with stage(kata, prepare=lambda app: follow(app, kata.folder)) as send:
            for command, request in zip(commands, requests, strict=True):
                terminal.line(f"$ {command}", bold=True)
                late += _play(request, send, terminal)
            _show_late(late, terminal)
    except CannotStart as error:
        terminal.wrapped(f"The app does not start: {error}", 0)
        return 1
    return 0


def _play(request: Request, send, terminal: Terminal) -> list[Exchange]:
    """Send a request and show what happened; gives the exchanges that nobody waited for."""
    recorder.clear()
    responses, silence = [], ""
    try:
        responses = send(request)
    except NoAnswer as error:
        silence = str(error)
    broken = {id(response.exchange) for response in responses if not response.complete}
    exchanges = list(recorder.exchanges)
    for number, exchange in enumerate(exchanges):
        terminal.line()
        if number:
            asked = f"{exchange.method} {exchange.target}"
            terminal.line(f"  The redirect is followed: {asked}", bold=True)
            terminal.line()
        _show_steps(exchange.way.in_time, terminal)
        terminal.line()
        _show_exchange(exchange, id(exchange) in broken, terminal)
    late = [exchange for exchange in exchanges if _gave_up(exchange)]
    if silence and not late:
        terminal.wrapped(f"({silence})", 4)
    terminal.line()
    return late


def _gave_up(exchange: Exchange) -> bool:
    return any(step.station == GAVE_UP for step in exchange.way.in_time)


def _show_steps(steps: tuple[Step, ...], terminal: Terminal) -> None:
    """The way in, the turn and the way out, each with who ran and what came of it."""
    for step in steps:
        _show_step(step, terminal)


def _show_step(step: Step, terminal: Terminal) -> None:
    first = ", ".join(part for part in (step.who, step.note) if part)
    text = "   ".join(part for part in (first, step.words) if part)
    rows = wrap(harmless(text), terminal.width - COLUMN)
    if step.way == CRASH:
        rows += wrap(harmless(step.error), terminal.width - COLUMN)
    rows += [step.where] if step.where else []
    head = f"    {SIGNS[step.way]} {step.station:<20} "
    for row in rows or [""]:
        terminal.line((head + row).rstrip(), fg=COLOURS[step.way])
        head = " " * COLUMN


def _show_late(exchanges: list[Exchange], terminal: Terminal) -> None:
    """What became of requests whose client had given up."""
    for exchange in exchanges:
        way, deadline = exchange.way, time.monotonic() + LATE
        while not way.over and time.monotonic() < deadline:
            time.sleep(0.01)
        asked = f"{exchange.method} {exchange.target}"
        terminal.wrapped(f"Later, for {asked}, when nobody waited any more:", 0, bold=True)
        terminal.line()
        _show_steps(way.too_late, terminal)
        if not way.over:
            terminal.line(f"    … not over yet after {LATE:g} s more")
        terminal.line()


def _show_exchange(exchange: Exchange, cut_off: bool, terminal: Terminal) -> None:
    rows = body_rows(exchange.response_body, terminal.width - 6)
    body = "\n".join(rows).encode() or exchange.response_body
    lines = lines_of(replace(exchange, response_body=body))
    show_exchange(lines, terminal, body_rows=BODY_ROWS)
    if cut_off:
        terminal.line("    (cut off: the end of this body never came)", fg="red")


def body_rows(body: bytes, width: int) -> list[str]:
    """The rows of a body that are worth a look, at most twelve; none when it is no text.

    Of a page what a browser shows, not its head; of a long one the beginning and the end.
    """
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return []
    lines = HEAD.sub("", text).splitlines()
    lines = [line for line in lines if line.strip() and not BARE.fullmatch(line.strip())]
    rows = [row for line in lines for row in _folded(line, width)]
    if len(rows) > BODY_ROWS:
        left_out = len(rows) - BODY_ROWS + 1
        rows = [*rows[:8], f"… {left_out} more lines", *rows[8 + left_out :]]
    return rows


def _folded(line: str, width: int) -> list[str]:
    """A long line in pieces, so that none of it is cut away."""
    return textwrap.wrap(line, width, drop_whitespace=False, break_on_hyphens=False)


def _asked(words: list[str]) -> list[str]:
    """One request of one's own: a method, a path, and perhaps options of curl."""
    if not words:
        return []
    method, path, *options = words if len(words) > 1 else ["GET", *words]
    if not path.startswith("/"):
        raise ValueError(f"a path begins with a slash: {path}")
    verb = [] if method.upper() == "GET" else ["-X", method.upper()]
    verb = ["-I"] if method.upper() == "HEAD" else verb
    return [shlex.join(["curl", "-i", *verb, *options, ORIGIN + path])]
