"""Carries a change of a kata's app.py through every fix: `python -m dojo.upkeep.carry 7`.

Each fix in solutions/ is a complete app. What changed from `untouched.py`, the app as it was handed
out, to `app.py`, as it is now, is merged into each of them (a three-way merge, `git merge-file`).
"""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from dojo.judge.processes import Job
from dojo.judge.running import judge_all
from dojo.kata.catalogue import BadKata
from dojo.kata.catalogue import choose
from dojo.kata.catalogue import Kata
from dojo.kata.catalogue import NoSuchKata
from dojo.kata.fixes import same_text
from dojo.verdict.outcome import PITFALL

YES, WITH_MARKS = "--yes", "--with-marks"
CONFLICT = range(1, 128)  # exit codes of `git merge-file`: how many conflicts, 127 at most


class CannotMerge(RuntimeError):
    """Nothing can be merged here; the message says why."""


@dataclass(frozen=True)
class Merged:
    """What became of one fix: its new text, and how many conflicts that text holds."""

    fix: Path
    text: bytes
    conflicts: int


def merge(fix: Path, old: Path, new: Path) -> Merged:
    """Merge the change from `old` to `new` into a fix; nothing is written. Raises CannotMerge."""
    names = ["-L", "the fix", "-L", "the app as it was", "-L", "the app as it is now"]
    command = ["git", "merge-file", "-p", *names, str(fix), str(old), str(new)]
    try:
        ran = subprocess.run(command, capture_output=True)
    except OSError as error:
        raise CannotMerge(f"git is needed to merge and cannot be started: {error}") from error
    if ran.returncode and ran.returncode not in CONFLICT:
        raise CannotMerge(ran.stderr.decode(errors="replace").strip())
    return Merged(fix, ran.stdout, ran.returncode)


def carry(kata: Kata, with_marks: bool = False) -> list[Merged]:
    """Merge what changed in the kata's app into every fix and write what merges.

    A fix with a conflict stays as it is unless `with_marks`. `untouched.py` follows when no fix was
    left behind, so that the same change can be carried again. Raises CannotMerge, and then nothing
    was written.
    """
    fixes = sorted({*kata.solution.rglob("*.py")} - {kata.untouched})
    merged = [merge(fix, kata.untouched, kata.app) for fix in fixes]
    for one in merged:
        if (with_marks or not one.conflicts) and one.text != one.fix.read_bytes():
            one.fix.write_bytes(one.text)
    if with_marks or not any(one.conflicts for one in merged):
        kata.untouched.write_bytes(kata.app.read_bytes())
    return merged


def passes_some(kata: Kata) -> bool:
    """Whether the app passes a test of the pitfall: then it is a repair, at least a half one."""
    (result,) = judge_all([Job(kata, replay=False)])
    if result.entry is None:
        return False
    return not set(result.entry["ids"][PITFALL]) <= set(result.entry["failing"])


def main(words: list[str]) -> int:
    """Carry the change of each kata that is named; 1 when a fix was left behind, 2 when asked."""
    options = {YES, WITH_MARKS}
    katas = [word for word in words if word not in options]
    if not katas or any(word.startswith("-") for word in katas):
        print(f"python -m dojo.upkeep.carry N [{WITH_MARKS}] [{YES}]", file=sys.stderr)
        return 2
    try:
        return max(_carried(choose(word), words) for word in katas)
    except (NoSuchKata, BadKata, CannotMerge) as error:
        print(error, file=sys.stderr)
        return 2


def _carried(kata: Kata, words: list[str]) -> int:
    place = kata.app.relative_to(kata.root).as_posix()
    if same_text(kata.app, kata.untouched):
        print(f"{place} is as it was handed out; there is nothing to carry")
        return 0
    if YES not in words and passes_some(kata) and not _agreed(place):
        return 2
    merged = carry(kata, WITH_MARKS in words)
    left = [one for one in merged if one.conflicts]
    for one in merged:
        said = f"{one.conflicts} conflicts" if one.conflicts else "merged"
        print(f"{said:<12} {one.fix.relative_to(kata.root).as_posix()}")
    if left and WITH_MARKS not in words:
        print(f"{len(left)} of {len(merged)} stayed as they were. Mend them and carry again, or")
        print(f"write the conflicts into them: {WITH_MARKS}")
    return 1 if left else 0


def _agreed(place: str) -> bool:
    """Ask whether a repair shall be carried; no without a terminal."""
    print(f"{place} passes tests of the pitfall: it looks like a repair, not like a broken app.")
    if not sys.stdin.isatty():
        print(f"Nothing was carried. To carry it all the same: {YES}")
        return False
    return input("Carry it into every fix? [y/N] ").strip().lower() in ("y", "yes")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
