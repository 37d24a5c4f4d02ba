"""What is played on a kata's app for a picture, each time in a process of its own.

Never in the page's own process: the app may hang, print, or end the process that it runs in.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

import pytest

import dojo.suite.fixtures
from dojo.http.demonstration import read_request
from dojo.http.demonstration import read_steps
from dojo.http.demonstration import Request
from dojo.http.demonstration import stage
from dojo.http.exchange import Exchange
from dojo.http.exchange import recorder
from dojo.http.lifecycle import follow
from dojo.http.wire import NoAnswer
from dojo.judge.failures import told_exchange
from dojo.judge.processes import environment_of
from dojo.judge.processes import fork
from dojo.kata.catalogue import BadKata
from dojo.kata.catalogue import choose
from dojo.kata.catalogue import Kata
from dojo.kata.loading import CannotStart
from dojo.page.ways import difference
from dojo.page.ways import told

ANSWER = "answer.json"  # what an errand leaves in its folder
LATE = 2.0  # seconds that are waited for steps which come after the client gave up


@dataclass(frozen=True)
class Errand:
    """Something to play on a kata's app: the name of an errand, and what it is given."""

    kata: Kata
    what: str
    words: dict = field(default_factory=dict)


def second_play(kata: Kata, test: list[str]) -> dict:
    """The way of the exchange that a failing test is about: the test alone, played once more.

    `test` is its suite and its id. With it comes what the test said, for comparing.
    """
    suite, name = test
    play = _SecondPlay()
    dojo.suite.fixtures.record = follow  # each app that the test makes is followed
    # an app that is named on the command line is judged, and nothing of it is noted
    words = [f"{kata.folder / suite}.py::{name}", f"--rootdir={kata.root}", f"--app={kata.app}"]
    os.chdir(kata.root)
    pytest.main(["-p", "pytest_timeout", "--no-replay", *words], plugins=[play])
    way = told(play.exchange) if play.exchange and play.exchange.way.steps else None
    return {"failure": play.failure, "way": way}


class _SecondPlay:
    """Keeps what the one test said, and the exchange that it was about."""

    def __init__(self):
        self.exchange: Exchange | None = None
        self.failure: dict | None = None

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item, call):
        if call.excinfo is not None and self.exchange is None:
            self.exchange = told_exchange(call.excinfo.value)
        return (yield)

    def pytest_runtest_logreport(self, report) -> None:
        judged = getattr(report, "dojo", None)
        if judged and judged["outcome"]["failure"] and self.failure is None:
            self.failure = judged["outcome"]["failure"]


def before_and_now(kata: Kata) -> dict:
    """The README's demonstration on the app as it was handed out and on the learner's.

    Gives the first request whose answers, or whose ways, differ.
    """
    requests = [(step.command, read_request(step.command)) for step in read_steps(kata)]
    before = _play(kata, kata.untouched, [request for _, request in requests])
    now = _play(kata, kata.app, [request for _, request in requests])
    pairs = zip(requests, before, now, strict=True)
    found = [(line, old, new, difference(old, new)) for (line, _), old, new in pairs]
    chosen = [one for one in found if one[3]] or [one for one in found if one[3] is not None]
    if not chosen:
        return {"command": "", "before": None, "now": None}
    command, old, new, mark = chosen[0]
    return {"command": command, "before": told(old, mark), "now": told(new, mark)}


def one_request(kata: Kata, request: dict, untouched: bool = False) -> dict:
    """The way of a request that somebody typed: method, target, headers and body."""
    options = read_request("curl http://127.0.0.1:5000/").options
    headers = [tuple(pair) for pair in request["headers"]]
    body = request["body"].encode()
    asked = Request(request["method"], 5000, request["target"], headers, body, options)
    source = kata.untouched if untouched else kata.app
    return {"way": told(_play(kata, source, [asked])[0])}


def _play(kata: Kata, source: Path, requests: list[Request]) -> list[Exchange]:
    """Send requests one after the other to a fresh app; the last exchange of each."""
    exchanges = []
    with stage(kata, source, lambda app: follow(app, kata.folder, source)) as send:
        for request in requests:
            recorder.clear()
            with suppress(NoAnswer):  # the exchange itself tells of it
                send(request)
            if recorder.last is None:
                raise CannotStart("the request could not be sent", source.name)
            exchanges.append(recorder.last)
        end = time.monotonic() + LATE
        while time.monotonic() < end and not all(e.way.over for e in exchanges if e.way.steps):
            time.sleep(0.01)
    return exchanges


ERRANDS: dict[str, Callable[..., dict]] = {
    "way": second_play,
    "before and now": before_and_now,
    "request": one_request,
}


def run(errand: Errand, folder: Path) -> int:
    """Do the errand and leave its answer in the folder; what went wrong is an answer, too."""
    try:
        answer = ERRANDS[errand.what](errand.kata, **errand.words)
    except (CannotStart, BadKata, ValueError, OSError) as error:
        answer = {"trouble": str(error)}
    unfinished = folder / "unfinished.json"
    unfinished.write_text(json.dumps(answer), encoding="utf-8")
    unfinished.rename(folder / ANSWER)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)  # threads of the app would keep the process


def start_warm_errand(errand: Errand, folder: Path, output):
    """Do the errand in a fork of this process."""
    return fork(lambda: run(errand, folder), folder, output)


def start_cold_errand(errand: Errand, folder: Path, output) -> subprocess.Popen:
    """Do the errand in a new interpreter."""
    words = [errand.kata.name, errand.what, json.dumps(errand.words), str(folder)]
    return subprocess.Popen(
        [sys.executable, "-m", "dojo.page.errands", *words],
        cwd=errand.kata.root,
        env=environment_of(folder),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        **({"process_group": 0} if os.name == "posix" else {"creationflags": 0x200}),
    )


if __name__ == "__main__":
    name, what, words, folder = sys.argv[1:]
    run(Errand(choose(name), what, json.loads(words)), Path(folder))
