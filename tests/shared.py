"""What all workers of pytest-xdist share: a warm Python, and dojo/ compiled.

The controller begins both while its workers start; without pytest-xdist they are made when they are
asked for first.
"""

import compileall
import contextlib
import functools
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from dojo.judge.processes import CAN_FORK
from dojo.kata.catalogue import ROOT

SHARED = "KATAS_SHARED"  # the variable that tells workers where to look
PATIENCE = 60.0  # seconds
UNCACHED = shutil.ignore_patterns("__pycache__", "*.pyc")

# of this process alone, for whatever is of no use afterwards
TEMPORARY = tempfile.TemporaryDirectory(prefix="katas-")
AT_END = contextlib.ExitStack()
AT_END.push(TEMPORARY)


def begin() -> None:
    """Begin what the workers share, for the controller."""
    compiling = threading.Thread(target=_compile_dojo, args=(TEMPORARY.name,))
    compiling.start()
    AT_END.callback(compiling.join)
    if CAN_FORK:
        _serve(TEMPORARY.name)
    os.environ[SHARED] = TEMPORARY.name


@functools.cache
def compiled_dojo() -> Path:
    """A copy of dojo/ with its bytecode: each house would compile it anew."""
    return _there("dojo", _compile_dojo)


def warm_python() -> str:
    """A `python` that has imported all libraries; what it runs is a fork. See warm_python.py."""
    return warm_python_without("")


@functools.cache
def warm_python_without(lacking: str) -> str:
    """The same, when code has taken something away before; such a Python is shared with nobody."""
    if not CAN_FORK:
        return sys.executable
    if not lacking:
        return str(_there("python", _serve))
    place = tempfile.mkdtemp(dir=TEMPORARY.name)
    _serve(place, PYTHONPATH=folder_with(lacking))
    return str(_wait_for(Path(place, "python")))


@functools.cache
def folder_with(code: str) -> str:
    """A folder with code that each Python runs when it starts with this folder on its path."""
    place = tempfile.mkdtemp(dir=TEMPORARY.name)
    Path(place, "sitecustomize.py").write_text(code, encoding="utf-8")
    return place


def _there(name: str, make: Callable) -> Path:
    """What all share: made by the controller, or here and now where there is none."""
    folder = os.environ.get(SHARED)
    if folder is None:
        folder = TEMPORARY.name
        make(folder)
    return _wait_for(Path(folder, name))


def _wait_for(file: Path) -> Path:
    end = time.monotonic() + PATIENCE
    while not file.exists():
        assert time.monotonic() < end, f"{file} did not come"
        time.sleep(0.02)
    return file


def _compile_dojo(folder: str) -> None:
    """Make `folder`/dojo; it is there when it is whole."""
    part = Path(folder, "part")
    shutil.copytree(ROOT / "dojo", part, ignore=UNCACHED)
    compileall.compile_dir(part, quiet=1)
    part.rename(part.with_name("dojo"))


def _serve(folder: str, **variables: str) -> None:
    """Start a warm Python, which makes `folder`/python when it is ready, and ends with us."""
    command = [sys.executable, str(Path(__file__).with_name("warm_python.py")), folder]
    environment = {**os.environ, "PYTHONUTF8": "1", **variables}
    AT_END.push(subprocess.Popen(command, env=environment, stdin=subprocess.PIPE))
