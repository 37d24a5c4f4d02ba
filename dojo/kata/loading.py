"""Loads a kata's app from its source: by path, never from bytecode, afresh every time.

Two katas that both said `import app` in one process would share the first one's module; a `.pyc`
is taken for fresh when size and second of the last change agree. Neither can happen here.
"""

import importlib.machinery
import importlib.util
import itertools
import sys
import traceback
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import CodeType
from types import ModuleType

from flask import Flask

from dojo.kata.frames import Frame
from dojo.kata.frames import learner_frames

_fresh_number = itertools.count(1)
_loaded: list[str] = []  # the names of learners' modules that are in sys.modules
_started: set[bytes] = set()  # texts that have run to their end in this process
TWICE = "it went well before: each test loads app.py anew, and what it registers stays"


class CannotStart(Exception):
    """The app did not get so far that it could answer a request.

    `what` is one line for people, `where` is `app.py` or `app.py:12`, `frames` are the learner's.
    """

    def __init__(self, what: str, where: str, frames: list[Frame] | None = None):
        self.what, self.where, self.frames = what, where, frames or []

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class _SourceOnly(importlib.machinery.SourceFileLoader):
    """Loads a neighbouring module from source, whatever lies in __pycache__."""

    def get_code(self, fullname):
        """Read the source each time."""
        path = self.get_filename(fullname)
        return _compiled(self.get_data(path), path)


class _Neighbours:
    """Finds the modules that lie beside a kata's app.py."""

    def __init__(self, folder: Path):
        self.folder = folder

    def find_spec(self, fullname, path=None, target=None):
        file = self.folder / f"{fullname}.py"
        if "." in fullname or fullname.startswith("test_") or not file.is_file():
            return None
        _loaded.append(fullname)
        return importlib.util.spec_from_file_location(
            fullname, file, loader=_SourceOnly(fullname, str(file))
        )


@contextmanager
def neighbours(folder: Path):
    """Within this block modules beside app.py can be imported.

    Afterwards they are forgotten, and so is each app that was loaded.
    """
    finder, before = _Neighbours(folder), len(_loaded)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in _loaded[before:]:
            sys.modules.pop(name, None)
        del _loaded[before:]


def load_module(folder: Path, source: Path, name: str | None = None) -> ModuleType:
    """Run the app's source in a fresh module and return it.

    `source` may lie elsewhere: templates, static files and neighbours are those of `folder`.
    Without a `name` the module gets one that no other has. Raises CannotStart.
    """
    where = source.name
    try:
        text = source.read_bytes()
    except OSError as error:
        raise CannotStart(f"cannot be read: {error.strerror}", where) from error
    if not text.strip():
        raise CannotStart("the file is empty", where)
    name = name or f"kata_app_{next(_fresh_number)}"
    module = ModuleType(name)
    module.__file__ = str(folder / "app.py")  # Flask looks for templates beside this file
    sys.modules[name] = module
    _loaded.append(name)
    try:
        exec(_compiled(text, str(source)), module.__dict__)
    except SyntaxError as error:
        line = f"{where}:{error.lineno}" if error.lineno else where
        raise CannotStart(f"{type(error).__name__}: {error.msg}", line) from error
    except (Exception, SystemExit) as error:
        when = f"at import; {TWICE}" if text in _started else "at import"
        raise _stopped(error, when, folder, source) from error
    _started.add(text)
    return module


@lru_cache(maxsize=16)  # each test loads the app anew; its text is the same
def _compiled(text: bytes, path: str) -> CodeType:
    return compile(text, path, "exec", dont_inherit=True)


def create_app(
    folder: Path,
    source: Path | None = None,
    config: dict | None = None,
    name: str | None = None,
) -> Flask:
    """The app that the learner's `create_app(config)` makes, in a module of this name.

    Raises CannotStart when there is no such function, when it fails, or when it gives no app.
    """
    source = source or folder / "app.py"
    module = load_module(folder, source, name)
    factory = getattr(module, "create_app", None)
    if not callable(factory):
        raise CannotStart("there is no function create_app()", source.name)
    try:
        app = factory(config) if config is not None else factory()
    except (Exception, SystemExit) as error:
        raise _stopped(error, "in create_app()", folder, source) from error
    if not isinstance(app, Flask):
        raise CannotStart(f"create_app() returned {app!r:.60}, not a Flask app", source.name)
    return app


def _stopped(error: BaseException, when: str, folder: Path, source: Path) -> CannotStart:
    text = "".join(traceback.format_exception_only(error)).strip().splitlines()[-1]
    frames = learner_frames(error, folder, source)
    where = f"{frames[-1].file}:{frames[-1].line}" if frames else source.name
    return CannotStart(f"{text} ({when})", where, frames)
