"""The journal: what a learner ran, predicted, asked and reset; the only state there is.

One JSON object a line, appended and never rewritten. Lines that cannot be read (half written, or
from another version) are passed over and stay where they are.
"""

import json
from datetime import datetime
from pathlib import Path

from dojo.kata.catalogue import ROOT

VERSION = 1


def journal_file(root: Path = ROOT) -> Path:
    """Where the journal lies."""
    return root / ".dojo" / "journal.jsonl"


def note(what: str, kata: int, root: Path = ROOT, **details) -> bool:
    """Append an entry; False when the place cannot be written to, which stops nothing.

    `what` is run, predict, hint, solution or reset; `at` is added, in local time with its offset.
    """
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    entry = {"v": VERSION, "at": at, "what": what, "kata": kata, **details}
    file = journal_file(root)
    try:
        file.parent.mkdir(exist_ok=True)
        with file.open("ab+") as journal:
            if journal.tell() and not _ends_line(journal):
                journal.write(b"\n")  # the last writer was cut off
            journal.write(json.dumps(entry, ensure_ascii=False).encode() + b"\n")
    except OSError:
        return False
    return True


def entries(root: Path = ROOT, kata: int | None = None, what: str | None = None) -> list[dict]:
    """What can be read of the journal, oldest first; of one kata or of one kind when given."""
    try:
        lines = journal_file(root).read_bytes().splitlines()
    except OSError:
        return []
    found = []
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if not _is_entry(entry):
            continue
        if kata in (None, entry["kata"]) and what in (None, entry["what"]):
            found.append(entry)
    return found


def since_reset(found: list[dict]) -> list[dict]:
    """The entries after the last reset among them: what counts for this go at the kata."""
    resets = [index for index, entry in enumerate(found) if entry["what"] == "reset"]
    return found[resets[-1] + 1 :] if resets else found


def _is_entry(entry) -> bool:
    return (
        isinstance(entry, dict)
        and entry.get("v") == VERSION
        and isinstance(entry.get("kata"), int)
        and isinstance(entry.get("what"), str)
        and isinstance(entry.get("at"), str)
    )


def _ends_line(journal) -> bool:
    journal.seek(-1, 2)
    return journal.read(1) == b"\n"
