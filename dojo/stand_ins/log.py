"""The app in a process of its own, and its log: what it writes to its standard error."""

import re
import time
from contextlib import ExitStack
from pathlib import Path

from dojo.http.wire import WireResponse
from dojo.http.workers import work
from dojo.http.workers import Worker

MOMENT = 0.15  # seconds: some ways to write a log are a little behind the answer
LOOKS = 15
COLOUR = r"\x1b\[[\d;]*m"


class Log:
    """A process that serves the app, and what is in its log since the last request to it."""

    def __init__(self, worker: Worker):
        self._worker, self._begin = worker, 0

    def post(self, path: str, data: dict) -> WireResponse:
        """POST, with the fields of a form. What was in the log before does not count any more."""
        guest = self._worker.guest()
        self._begin = len(self._written())
        return guest.post(path, data)

    def times(self, words: str) -> int:
        """How often these words are in the log since the last request; at first, since the start.

        When they are not there, it looks again for a moment.
        """
        for _ in range(LOOKS):
            if words in self.text:
                break
            time.sleep(MOMENT / LOOKS)
        return self.text.count(words)

    @property
    def text(self) -> str:
        """What is in the log since the last request, without colours."""
        return re.sub(COLOUR, "", self._written()[self._begin :])

    def _written(self) -> str:
        return self._worker.stderr


class NightShift(ExitStack):
    """Processes that serve apps, one for each app, until the shift is over."""

    def __init__(self):
        super().__init__()
        self._served: dict[Path, Worker] = {}

    def process(self, folder: Path, source: Path, patience: float) -> Worker:
        """The process that serves this app, without debug mode. Raises CannotStart, NoAnswer."""
        if source not in self._served:
            worker = work(folder, source, {"FLASK_DEBUG": None}, patience)
            self._served[source] = self.enter_context(worker)
        _ = self._served[source].address  # it has one as soon as it serves the app
        return self._served[source]
