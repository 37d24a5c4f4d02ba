"""Runs suites and errands, each in a process of its own, and tells what became of them.

`python -m dojo.page.runner` is a process with one thread that has imported everything and forks for
each of them. The page's own process has threads, and must never fork. Requests come as one JSON
object a line on standard input, news go the same way to standard output.
"""

import json
import os
import select
import signal
import time
from collections.abc import Callable
from pathlib import Path

from dojo.judge.collected import LastCollected
from dojo.judge.processes import CAN_FORK
from dojo.judge.processes import Job
from dojo.judge.processes import LIMIT
from dojo.judge.processes import start_cold
from dojo.judge.processes import STEP
from dojo.judge.processes import warm_up
from dojo.judge.running import Running
from dojo.judge.running import what_happened
from dojo.kata.catalogue import choose
from dojo.kata.catalogue import NoSuchKata
from dojo.kata.catalogue import ROOT
from dojo.kata.journal import note
from dojo.page.errands import ANSWER
from dojo.page.errands import Errand
from dojo.page.errands import start_cold_errand
from dojo.page.errands import start_warm_errand
from dojo.practice.watching import watched
from dojo.verdict.outcome import NOT_JUDGED
from dojo.verdict.verdict import verdict_on

ERRAND_LIMIT = 20.0  # seconds for a whole errand
PATIENCE = 0.3  # seconds for a run that was asked to end
RUN, STOP = "run", "stop"
PRINTED = 2000  # characters of what pytest said where it could not run


class Runner:
    """What is under way, by the number that the asker gave it."""

    def __init__(self, root: Path, tell: Callable[[dict], None], warm: bool = CAN_FORK):
        self._root, self._tell = root, tell
        self._last = LastCollected()
        self._run = self._last.start if warm else start_cold
        self._errand = start_warm_errand if warm else start_cold_errand
        self._under_way: dict[int, Running] = {}
        self._last_word: dict[int, str] = {}
        self._told: set[int] = set()  # whose verdict was told while their process was still ending

    @property
    def is_busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._under_way)

    def ask(self, number: int, what: str, kata: str = "", words: dict | None = None) -> None:
        """Begin a run or an errand, or stop the one that has this number."""
        if what == STOP:
            if running := self._under_way.pop(number, None):
                running.interrupt(PATIENCE)
                running.close()
                self._last_word.pop(number, None)
            return
        try:
            chosen = choose(kata, self._root)
            if what == RUN:
                running = Running(watched(chosen), self._run, limit=LIMIT)
            else:
                errand = Errand(chosen, what, words or {})
                running = Running(errand, self._errand, limit=ERRAND_LIMIT)
        except (NoSuchKata, OSError) as error:
            self._tell({"number": number, "what": "ended", "answer": {"trouble": str(error)}})
        else:
            self._under_way[number] = running

    def look(self) -> None:
        """Tell what became of everything that is under way."""
        for number, running in list(self._under_way.items()):
            is_run = isinstance(running.job, Job)
            if running.ended:
                del self._under_way[number]
                with running:
                    if number not in self._told:
                        answer = _verdict(running) if is_run else _answer(running)
                        self._tell({"number": number, "what": "ended", "answer": answer})
                self._told.discard(number)
                self._last_word.pop(number, None)
            elif is_run and number not in self._told:
                self._tell_progress(number, running)

    def close(self) -> None:
        """Leave no process behind."""
        for running in self._under_way.values():
            running.close()
        self._last.close()

    def _tell_progress(self, number: int, running: Running) -> None:
        """Tell which test runs; or the verdict, once it is said: nobody waits for pytest's end."""
        lines = running.read("progress.jsonl").splitlines()
        last = lines[-1] if lines and lines[-1].endswith("}") else ""
        if not last or last == self._last_word.get(number):
            return
        self._last_word[number] = last
        word = json.loads(last)["word"]
        if word != "verdict":
            self._tell({"number": number, "what": "progress", "test": word})
        elif left := running.read("run.json"):
            self._told.add(number)
            answer = json.loads(left) | {"printed": ""}
            self._tell({"number": number, "what": "ended", "answer": answer})


def _verdict(running: Running) -> dict:
    """The verdict of a run as data; of one that came to none what happened to it."""
    result = running.result()
    if result.said_verdict and result.told:
        return result.told | {"printed": ""}
    run, can_note = what_happened(result), True
    if run.verdict != NOT_JUDGED:
        can_note = note("run", run.kata.number, run.kata.root, **run.as_entry())
    verdict = verdict_on(run, can_note).as_data()
    printed = result.text[-PRINTED:] if run.verdict == NOT_JUDGED else ""
    return {"verdict": verdict, "test": None, "printed": printed}


def _answer(running: Running) -> dict:
    """What an errand left; it may have hung, or the app may have ended its process."""
    left = running.read(ANSWER)
    return json.loads(left) if left else {"trouble": "the app did not come to an end with it"}


def main() -> None:
    """Serve until standard input closes: with the process that started us, however it ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def tell(news: dict) -> None:
        os.write(told, json.dumps(news).encode() + b"\n")

    told, given = os.dup(1), b""
    runner = Runner(ROOT, tell, warm=True)
    warm_up()
    try:
        while True:
            readable, _, _ = select.select([0], [], [], STEP if runner.is_busy else None)
            if readable:
                piece = os.read(0, 65536)
                if not piece:
                    return
                *lines, given = (given + piece).split(b"\n")
                for line in lines:
                    runner.ask(**json.loads(line))
            runner.look()
    except BrokenPipeError:
        pass  # nobody reads it any more
    finally:
        runner.close()


def serve_from_queue(root: Path, asked, tell: Callable[[dict], None]) -> None:
    """Do the same in a thread, with a new interpreter for each run; None in the queue ends it."""
    runner = Runner(root, tell, warm=False)
    try:
        while True:
            while not asked.empty():
                request = asked.get()
                if request is None:
                    return
                runner.ask(**request)
            runner.look()
            time.sleep(STEP)
    finally:
        runner.close()


if __name__ == "__main__":
    main()
