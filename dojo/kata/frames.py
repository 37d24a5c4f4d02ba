"""Which lines of a traceback are the learner's."""

import traceback
from pathlib import Path
from typing import NamedTuple


class Frame(NamedTuple):
    """One line of a traceback that lies in the learner's code."""

    file: str
    line: int
    function: str
    source: str


def learner_frames(error: BaseException, *places: Path) -> list[Frame]:
    """The frames of a traceback that lie in `places` (files, or folders), outermost first.

    A long run of frames (endless recursion) is cut to the first three and the last three.
    """
    frames = [
        Frame(Path(entry.filename).name, entry.lineno or 0, entry.name, (entry.line or "").strip())
        for entry in traceback.extract_tb(error.__traceback__)
        if is_learners(entry.filename, places)
    ]
    return frames if len(frames) <= 6 else frames[:3] + frames[-3:]


def is_learners(filename: str, places) -> bool:
    """Whether code of this file name is the learner's and not a test's."""
    path = Path(filename)
    return (path in places or path.parent in places) and not path.name.startswith("test_")
