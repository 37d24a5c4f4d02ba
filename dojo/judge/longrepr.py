"""What editors show of a failed test: the same as the verdict, and a place in the suite."""

import io
import traceback
from pathlib import Path

from _pytest._code.code import ReprEntryNative
from _pytest._code.code import ReprExceptionInfo
from _pytest._code.code import ReprFileLocation
from _pytest._code.code import ReprTraceback

from dojo.verdict.drawing import show_failure
from dojo.verdict.outcome import Outcome
from dojo.verdict.terminal import Terminal


def longrepr_of(outcome: Outcome, test: Path, excinfo) -> ReprExceptionInfo:
    """What pytest and editors print of a failure; its place is the line of the suite."""
    page = io.StringIO()
    case = f" ({outcome.case})" if outcome.case else ""
    page.write(f"{outcome.sentence}{case}\n")
    show_failure(outcome.failure, Terminal(page))
    failure = outcome.failure
    said = failure.error or f"Promised: {failure.promised}   Seen: {failure.seen}"
    where = ReprFileLocation(str(test), _line_in(test, excinfo), said)
    text = page.getvalue().rstrip() + "\n"
    told = ReprTraceback([ReprEntryNative([text])], None, style="native")
    return ReprExceptionInfo(reprtraceback=told, reprcrash=where)


def _line_in(test: Path, excinfo) -> int:
    """The last line of the suite that the exception passed through; 1 when it is in none."""
    walked = traceback.walk_tb(excinfo.value.__traceback__)  # pytest's own looks files up on disk
    lines = [line for frame, line in walked if frame.f_code.co_filename == str(test)]
    return lines[-1] if lines else 1
