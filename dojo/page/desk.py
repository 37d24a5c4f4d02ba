"""How things stand with each kata: its verdict, a run under way, and what was played for pictures.

Requests come to it in many threads, news of runs in one more. All of it changes under one lock.
"""

import re
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from dojo.judge.processes import CAN_FORK
from dojo.kata.catalogue import find_katas
from dojo.kata.catalogue import Kata
from dojo.page.hands import Hands
from dojo.page.runner import RUN
from dojo.page.saves import journal_state
from dojo.page.saves import saved_last
from dojo.page.saves import Snapshot
from dojo.page.saves import snapshot_of
from dojo.verdict.outcome import GREEN

PAUSE = 0.02  # seconds between two looks for saves
BRIEF = 0.01  # seconds to the look after a save was seen; it is over when two looks see the same
SELDOM = 0.2  # seconds between two looks at the journal, and at the katas that nobody looks at
MOMENT = 0.15  # seconds for a verdict to be drawn before the cores are needed for its picture
SLOW = 1.0  # seconds after which a run's test is named
PLAYS = 20  # typed requests that are kept
WATCHED = 1800.0  # seconds for which a kata is run at every save after somebody has looked at it

# what is another one each time, and no sign that a test ended otherwise: times, tokens, keys
NEW_EACH_TIME = re.compile(r"\b\d\d:\d\d:\d\d\b|\b[0-9a-f]{6,}\b|[\w.-]{24,}")
OTHERWISE = "Played a second time, the test ended otherwise; so there is no picture of it."


@dataclass
class Errands:
    """One kind of errand: the number of the one that is under way, and what the last one said."""

    number: int | None = None
    answer: dict | None = None
    is_due: bool = False

    @property
    def is_coming(self) -> bool:
        """Whether there will be a newer answer."""
        return self.is_due or self.number is not None


@dataclass
class Play:
    """A request that somebody typed, and what came of it."""

    typed: dict
    answer: dict | None = None


@dataclass
class Standing:
    """How things stand with one kata."""

    kata: Kata
    run: int | None = None  # the number of the run that is under way
    since: float = 0.0  # when that began
    test: str = ""  # which test runs now, when the run is slow
    verdict: dict | None = None  # Verdict.as_data()
    shown: list[str] | None = None  # suite and id of the test that the verdict shows
    printed: str = ""  # what pytest said where it could not run
    trouble: str = ""  # a fault of the house
    ran_at: datetime | None = None
    took: float = 0.0
    files: Snapshot = frozenset()  # as they were when the run began
    seen: Snapshot = frozenset()  # as they were at the last look
    looked_at: float = -WATCHED
    way: Errands = field(default_factory=Errands)
    demonstration: Errands = field(default_factory=Errands)

    @property
    def is_running(self) -> bool:
        """Whether a run is under way."""
        return self.run is not None

    @property
    def is_stale(self) -> bool:
        """Whether the verdict belongs to an older app.py than there is now."""
        return self.verdict is not None and self.files != snapshot_of(self.kata.folder)


class Desk:
    """All katas of a house, and the hands that run them."""

    def __init__(self, root: Path, can_fork: bool = CAN_FORK):
        self.root = root
        self.version = 0  # of everything that a page shows
        self.saved_last: Kata | None = None
        self._began = time.time()
        self._changed = threading.Condition(threading.RLock())
        self._standings: dict[int, Standing] = {}
        self._plays: dict[str, Play] = {}
        self._asked: dict[int, str] = {}
        self._hands = Hands(root, self._told, can_fork)
        self._journal = journal_state(root)
        self._looked = 0.0
        self._saw_a_save = False
        self.is_open = True

    def standing(self, kata: Kata) -> Standing:
        """How things stand with a kata."""
        with self._changed:
            return self._standings.setdefault(kata.number, Standing(kata))

    def look_at(self, kata: Kata) -> Standing:
        """The same for somebody who looks at it: from now on it is run at every save.

        What is given is a copy, so nothing changes while a page is drawn of it.
        """
        with self._changed:
            standing = self.standing(kata)
            standing.looked_at = time.monotonic()
            errands = {n: replace(getattr(standing, n)) for n in ("way", "demonstration")}
            return replace(standing, **errands)

    def begin(self, kata: Kata) -> None:
        """Run a kata; a run that is under way is about an older text and is ended."""
        with self._changed:
            self.look_at(kata)
            standing = self.standing(kata)
            for errands in (standing.way, standing.demonstration):
                self._stop(errands.number)
                errands.number, errands.is_due = None, False
            self._stop(standing.run)
            standing.files = standing.seen = snapshot_of(kata.folder)
            standing.since, standing.test = time.monotonic(), ""
            self._hands.ask(RUN, kata.name, lambda number: setattr(standing, "run", number))
            self._renew()

    def forget(self, kata: Kata) -> None:
        """Forget a kata's verdict: another go begins."""
        with self._changed:
            standing = self.standing(kata)
            for number in (standing.run, standing.way.number, standing.demonstration.number):
                self._stop(number)
            self._standings[kata.number] = Standing(kata)
            self._renew()

    def play(self, name: str, kata: Kata, typed: dict, **words) -> None:
        """Send a request that somebody typed; `played` gives what came of it under this name."""
        with self._changed:
            while len(self._plays) >= PLAYS:
                self._plays.pop(next(iter(self._plays)))
            self._plays[name] = Play(typed)
            self._hands.ask("request", kata.name, lambda n: self._asked.update({n: name}), **words)

    def played(self, name: str, patience: float) -> Play | None:
        """A play, over if it is so in time; None when it is not known (any more)."""
        with self._changed:
            play = self._plays.get(name)
            if play:
                self._changed.wait_for(lambda: play.answer is not None, patience)
            return play

    def wait(self, version: int, patience: float) -> int:
        """Wait for something newer than `version`, so long; gives the version that there is."""
        with self._changed:
            self._changed.wait_for(lambda: self.version != version or not self.is_open, patience)
            return self.version

    def look(self) -> None:
        """Look for what was saved, and for what somebody did in a terminal."""
        now = time.monotonic()
        self._saw_a_save = False
        with self._changed:
            for standing in list(self._standings.values()):
                self._play_again(standing)
                if standing.verdict is None and not standing.is_running:
                    continue
                if now - standing.looked_at < WATCHED:
                    found = snapshot_of(standing.kata.folder)
                    settled, standing.seen = found == standing.seen, found
                    self._saw_a_save |= not settled
                    if settled and found != standing.files:
                        self.begin(standing.kata)
                if standing.is_running and not standing.test and now - standing.since > SLOW:
                    self._renew()
            if now - self._looked < SELDOM:
                return
            self._looked = now
            journal, last = journal_state(self.root), saved_last(find_katas(self.root), self._began)
            if (journal, last) != (self._journal, self.saved_last):
                self._journal, self.saved_last = journal, last
                self._renew()

    def follow_saves(self) -> None:
        """Look again and again, until the desk is closed."""
        while self.is_open:
            with suppress(OSError):  # a folder that is being moved; the next look sees it
                self.look()
            time.sleep(BRIEF if self._saw_a_save else PAUSE)

    def renew(self) -> None:
        """Say that a page may show something else now."""
        with self._changed:
            self._renew()

    def close(self) -> None:
        """Let go of everybody who waits, and leave no process behind."""
        with self._changed:
            self.is_open = False
            self._changed.notify_all()
        self._hands.close()

    def _renew(self) -> None:
        self.version += 1
        self._changed.notify_all()

    def _stop(self, number: int | None) -> None:
        if number is not None:
            self._hands.stop(number)

    def _told(self, news: dict) -> None:
        """News from a run or an errand."""
        number = news["number"]
        with self._changed:
            if play := self._plays.get(self._asked.pop(number, "")):
                play.answer = news["answer"]
            for standing in self._standings.values():
                if number == standing.run and news["what"] == "progress":
                    if time.monotonic() - standing.since > SLOW:
                        standing.test = news["test"]
                        self._renew()
                    return
                if number == standing.run:
                    self._take_verdict(standing, news["answer"])
                elif number == standing.way.number:
                    standing.way = Errands(None, _compared(news["answer"], standing.verdict))
                elif number == standing.demonstration.number:
                    standing.demonstration = Errands(None, news["answer"])
            self._renew()

    def _take_verdict(self, standing: Standing, answer: dict) -> None:
        """A run has ended; what it shows is played again for a picture."""
        standing.run, standing.test = None, ""
        standing.trouble = answer.get("trouble", "")
        if standing.trouble:
            return
        same_test = standing.shown == answer["test"]
        standing.verdict, standing.shown = answer["verdict"], answer["test"]
        standing.printed = answer["printed"]
        standing.ran_at = datetime.now().astimezone()
        standing.took = time.monotonic() - standing.since
        if not same_test:
            standing.way = Errands()
        shown = standing.verdict["shown"]
        if standing.shown and shown["failure"]["exchange"] and not shown["stopped"]:
            standing.way.is_due = True
        standing.demonstration.is_due = standing.verdict["outcome"] == GREEN

    def _play_again(self, standing: Standing) -> None:
        """Play what a picture is made of, when the verdict has had its moment to be drawn."""
        due = standing.way, standing.demonstration
        if not any(errands.is_due for errands in due) or standing.is_running:
            return
        if time.monotonic() - standing.since - standing.took < MOMENT:
            return
        for errands, name in zip(due, ("way", "before and now"), strict=True):
            if errands.is_due:
                errands.is_due = False
                words = {"test": standing.shown} if errands is standing.way else {}
                keep = partial(setattr, errands, "number")
                self._hands.ask(name, standing.kata.name, keep, **words)


def _compared(answer: dict, verdict: dict) -> dict:
    """The answer of a second play, if it said the same as the first one."""
    if "trouble" in answer or not answer["failure"]:
        return answer if "trouble" in answer else {"trouble": OTHERWISE}
    first, second = verdict["shown"]["failure"], answer["failure"]
    told = ("promised", "seen", "error")
    same = all(NEW_EACH_TIME.sub("", first[n]) == NEW_EACH_TIME.sub("", second[n]) for n in told)
    return {"way": answer["way"]} if same else {"trouble": OTHERWISE}
