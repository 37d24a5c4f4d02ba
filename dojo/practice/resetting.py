"""`nox -s reset -- 3`: the broken app again; the learner's version is kept."""

import shutil
from datetime import datetime
from pathlib import Path

from dojo.kata.catalogue import Kata
from dojo.kata.fixes import same_text
from dojo.kata.journal import note
from dojo.practice.words import one_kata
from dojo.verdict.terminal import stdout_terminal


def reset(words: list[str]) -> int:
    """Put the app back as it was handed out, and say where the learner's version lies."""
    kata, _ = one_kata("reset", words)
    terminal = stdout_terminal()
    try:
        kept = put_back(kata)
    except OSError as error:
        terminal.wrapped(f"Nothing was changed: {error.filename}: {error.strerror}", 0)
        return 1
    name = f"katas/{kata.name}/app.py"
    if kept:
        terminal.wrapped(f"{name} is as it was handed out. Your version is kept in", 0)
        terminal.line(f"  {kept.relative_to(kata.root).as_posix()}")
    else:
        terminal.wrapped(f"{name} is as it was handed out; there was nothing to keep.", 0)
    return 0


def put_back(kata: Kata) -> Path | None:
    """Keep the learner's app.py, restore the broken one, note it; the kept file, if there is one.

    Raises OSError, and then nothing has been lost.
    """
    kept, app = None, kata.app
    if app.is_symlink() or not same_text(app, kata.untouched):
        if app.exists():
            kept = _free_name(kata)
            kept.parent.mkdir(parents=True, exist_ok=True)
            if app.is_dir() and not app.is_symlink():
                shutil.move(app, kept)
            else:
                shutil.copy2(app, kept)
        if app.is_symlink():
            app.unlink()  # what it leads to is not the learner's to write over
        shutil.copyfile(kata.untouched, app)
    kept_name = kept.relative_to(kata.root).as_posix() if kept else None
    note("reset", kata.number, kata.root, kept=kept_name)
    return kept


def _free_name(kata: Kata) -> Path:
    place = kata.root / ".dojo" / "kept" / kata.name
    stem = f"app-{datetime.now():%Y-%m-%d-%H%M%S}"
    names = [place / f"{stem}.py", *(place / f"{stem}-{n}.py" for n in range(2, 100))]
    return next(name for name in names if not name.exists())
