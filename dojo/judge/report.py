"""What a run leaves behind for the process that started it, in a folder that DOJO_REPORT names."""

import json
import os
import sys
from pathlib import Path

from dojo.verdict.outcome import Outcome
from dojo.verdict.outcome import Run
from dojo.verdict.verdict import Verdict

REPORT = "DOJO_REPORT"
PYTEST_FAILED = "pytest failed"  # the word for an error of pytest's own, or of a plugin


class Report:
    """The report of one pytest session; without a folder nothing is left behind."""

    def __init__(self):
        self._folder = Path(os.environ[REPORT]) if REPORT in os.environ else None
        self.stacks = self._open("stacks.txt") if self._folder else sys.__stderr__
        self._progress = self._open("progress.jsonl") if self._folder else None

    @property
    def is_awaited(self) -> bool:
        """Whether another process reads the report."""
        return self._folder is not None

    def word(self, word: str, runs: list[Run] = ()) -> None:
        """Leave word which test begins, or that verdicts were said, with what they were.

        PYTEST_FAILED is the last word where pytest itself came to an end.
        """
        if self._progress:
            told = {"word": word, "runs": [run.as_report() for run in runs] or None}
            self._progress.write(json.dumps(told) + "\n")

    def verdict(self, verdict: Verdict, first: Outcome | None) -> None:
        """Leave the verdict as data, and which test it shows, for whoever draws it elsewhere."""
        if self._folder:
            shown = [first.suite, first.id] if first else None
            with self._open("run.json") as file:
                json.dump({"verdict": verdict.as_data(), "test": shown}, file)

    def _open(self, name: str):
        return (self._folder / name).open("a", encoding="utf-8", buffering=1)  # a line at a time
