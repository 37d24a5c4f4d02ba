"""`nox -s see -- 3`: the README's demonstration on the app as it stands, step by step."""

import shlex

from dojo.http.curl import curl_line
from dojo.http.demonstration import read_request
from dojo.http.demonstration import read_steps
from dojo.http.demonstration import Request
from dojo.http.demonstration import stage
from dojo.http.lifecycle import follow
from dojo.http.lifecycle import IN
from dojo.http.lifecycle import OUT
from dojo.http.lifecycle import Step
from dojo.http.lifecycle import Trail
from dojo.http.lifecycle import TURN
from dojo.http.wire import NoAnswer
from dojo.kata.catalogue import choose
from dojo.kata.loading import CannotStart
from dojo.verdict.drawing import show_exchange
from dojo.verdict.exchanges import lines_of
from dojo.verdict.terminal import stdout_terminal
from dojo.verdict.terminal import Terminal

ORIGIN = "http://127.0.0.1:5000"
ARROWS = {IN: "→", TURN: "↩", OUT: "←"}
COLOURS = {IN: "cyan", TURN: "yellow", OUT: "green"}


def see(words: list[str]) -> int:
    """Play the demonstration, or one request: `see -- 3 POST /dishes -d name=soup`."""
    kata = choose(words[0] if words else "")
    terminal, trail = stdout_terminal(), Trail()
    try:
        requests = _requested(words[1:]) or [read_request(s.command) for s in read_steps(kata)]
    except ValueError as error:
        terminal.wrapped(str(error), 0)
        return 2
    try:
        with stage(kata, prepare=lambda app: follow(app, trail)) as send:
            for request in requests:
                _play(request, send, trail, terminal)
    except CannotStart as error:
        terminal.wrapped(f"The app does not start: {error}", 0)
        return 1
    return 0


def _play(request: Request, send, trail: Trail, terminal: Terminal) -> None:
    try:
        responses = send(request)
    except NoAnswer as error:
        terminal.line(f"$ curl … {request.target}", bold=True)
        _show_steps(trail.take(), terminal)
        terminal.wrapped(str(error), 4)
        terminal.line()
        return
    steps = trail.take()
    for response in responses:
        exchange = response.exchange
        exchange.origin = f"http://127.0.0.1:{request.port}"
        terminal.line(f"$ {curl_line(exchange)}", bold=True)
        terminal.line()
        mine = len(steps) if response is responses[-1] else _first_end(steps)
        _show_steps(steps[:mine], terminal)
        steps = steps[mine:]
        terminal.line()
        show_exchange(lines_of(exchange), terminal)
        terminal.line()


def _show_steps(steps: list[Step], terminal: Terminal) -> None:
    """The way in, the turn and the way out, each with who ran."""
    for step in steps:
        turned = "   (the request turns back here)" if step.way == TURN else ""
        row = f"    {ARROWS[step.way]} {step.kind:<20} {step.who}{turned}"
        terminal.line(terminal.cut(row.rstrip()), fg=COLOURS[step.way])


def _first_end(steps: list[Step]) -> int:
    ends = [index for index, step in enumerate(steps) if step.kind == "closed"]
    return ends[0] + 1 if ends else len(steps)


def _requested(words: list[str]) -> list[Request]:
    """One request of one's own: a method, a path, and perhaps options of curl."""
    if not words:
        return []
    method, path, *options = words if len(words) > 1 else ["GET", *words]
    if not path.startswith("/"):
        raise ValueError(f"a path begins with a slash: {path}")
    verb = ["-I"] if method.upper() == "HEAD" else ["-X", method.upper()]
    return [read_request(shlex.join(["curl", "-i", *verb, *options, ORIGIN + path]))]
