"""A house of its own for each test that changes one: a copy of what a learner clones."""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dojo.kata.catalogue import find_katas
from dojo.kata.catalogue import Kata
from dojo.kata.catalogue import ROOT
from tests.shared import AT_END
from tests.shared import begin
from tests.shared import compiled_dojo
from tests.shared import folder_with
from tests.shared import SHARED
from tests.shared import TEMPORARY
from tests.shared import UNCACHED
from tests.shared import warm_python
from tests.shared import warm_python_without
from tests.warm_python import run

# a shell that starts us in the background ignores Ctrl-C, and what we start would do so, too
signal.signal(signal.SIGINT, signal.default_int_handler)

PATTERN = "07_json_in_a_string"  # the kata that the copies hold
# what a kata's broken app leaves open is collected at some time, perhaps during another test
LEFT_OPEN = pytest.mark.filterwarnings(
    r"ignore:.*(/katas/\d\d_|sqlite3.Connection):pytest.PytestUnraisableExceptionWarning"
)
# the files that take longest, the longest first
LONG = "proofs", "handed_out", "faults", "editors", "loop", "platforms"
OF_PYTHON = ("PYTHON", "LANG", "LC_")  # variables that an interpreter reads when it starts


def link(source: str, place: str) -> None:
    """Give a file one more name, which is faster than a copy; see House.change."""
    try:
        os.link(source, place)
    except OSError:  # another file system
        shutil.copy2(source, place)


def pytest_configure(config) -> None:
    """Let the controller of pytest-xdist begin what its workers share."""
    if config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        begin()


def pytest_unconfigure() -> None:
    """End the warm Python, and leave nothing of its place."""
    AT_END.close()


class House:
    """A small copy of the repository: all of its machinery and one kata, or a few."""

    def __init__(self, root: Path, names: tuple[str, ...] = (PATTERN,)):
        self.root = root
        self.lacking = ""  # code that takes something away from each Python in this house
        root.mkdir(parents=True, exist_ok=True)
        for name in ("noxfile.py", "pyproject.toml"):
            shutil.copy(ROOT / name, root / name)
        shutil.copytree(compiled_dojo(), root / "dojo", copy_function=link)
        (root / "katas").mkdir()
        shutil.copy(ROOT / "katas" / "conftest.py", root / "katas" / "conftest.py")
        for name in names:
            for tree in ("katas", "solutions"):
                shutil.copytree(ROOT / tree / name, root / tree / name, ignore=UNCACHED)
            (root / "hints").mkdir(exist_ok=True)
            shutil.copy(ROOT / "hints" / f"{name}.md", root / "hints" / f"{name}.md")
        for kata in find_katas(root):
            shutil.copy(kata.untouched, kata.app)
        self.kata: Kata = find_katas(root)[0]

    def copy(self, name: str) -> Kata:
        """One more kata in this house: the one that is here, under another name."""
        for tree in ("katas", "solutions"):
            shutil.copytree(self.root / tree / self.kata.name, self.root / tree / name)
        shutil.copy(self.kata.hints, self.root / "hints" / f"{name}.md")
        return next(kata for kata in find_katas(self.root) if kata.name == name)

    def write(self, text: str | bytes) -> None:
        """Put this in the place of the kata's app.py."""
        self.kata.app.write_bytes(text if isinstance(text, bytes) else text.encode())

    def change(self, module: str, old: str, new: str) -> None:
        """Change the text of a module of dojo/, in this house alone."""
        file = self.root / "dojo" / module
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.unlink()  # other houses have the same file under other names
        file.write_text(text.replace(old, new), encoding="utf-8")

    def solve(self) -> None:
        """Repair the kata with its reference."""
        shutil.copy(self.kata.solution / "app.py", self.kata.app)

    def allow(self, seconds: int) -> None:
        """Give each test of the kata so many seconds instead of five."""
        settings = self.root / "pyproject.toml"
        text = settings.read_text(encoding="utf-8")
        settings.write_text(
            text.replace("\ntimeout = 5\n", f"\ntimeout = {seconds}\n"), encoding="utf-8"
        )

    def nox(self, *words: str, **variables: str) -> subprocess.CompletedProcess:
        """Type `nox …` in this house."""
        return self.python("-m", "nox", *words, **variables)

    def pytest(self, *words: str, **variables: str) -> subprocess.CompletedProcess:
        """Type `pytest …` in this house."""
        return self.python("-m", "pytest", *words, **variables)

    def python(self, *words: str, **more: str) -> subprocess.CompletedProcess:
        """Run Python in this house, without a terminal, in a window of 80 columns."""
        variables = {**self.environment, **more}
        if (python := self.interpreter_for(more)) != sys.executable:
            return run(python, list(words), str(self.root), variables, 60)
        return subprocess.run(
            [sys.executable, *words],
            cwd=self.root,
            env=variables,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            stdin=subprocess.DEVNULL,
        )

    def terminal(
        self, *words: str, columns: int = 80, colour: bool = False, warm: bool = True, **more: str
    ):
        """Type `nox …` in a pseudo-terminal; gives pexpect's child. `warm`: see warm_python."""
        import pexpect

        variables = {"TERM": "xterm", "COLUMNS": str(columns)} | (
            {} if colour else {"NO_COLOR": "1"}
        )
        return pexpect.spawn(
            self.interpreter_for(more) if warm else sys.executable,
            ["-m", "nox", *words],
            cwd=str(self.root),
            env={**self.environment, **variables, **more},
            dimensions=(50, columns),
            encoding="utf-8",
            timeout=60,
        )

    def interpreter_for(self, variables: dict[str, str]) -> str:
        """A warm Python, where it need not start with variables that are about itself."""
        its_own = any(name.startswith(OF_PYTHON) for name in variables)
        return sys.executable if its_own else warm_python_without(self.lacking)

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a learner's shell."""
        ours = {"NO_COLOR", "FORCE_COLOR", "DOJO_REPORT", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}
        ours.add(SHARED)
        kept = {k: v for k, v in os.environ.items() if k not in ours and "PYTEST" not in k}
        # nox reads the metadata of all libraries to see that they are there: 0.05 s each time
        checked = {"NOX_SCRIPT_MODE": "none"}
        # else a pytest in this house would clear up after earlier runs of ours, file by file
        place = {"PYTEST_DEBUG_TEMPROOT": TEMPORARY.name}
        there = {"PYTHONPATH": folder_with(self.lacking)} if self.lacking else {}
        return {**kept, **checked, **place, **there, "COLUMNS": "80", "PYTHONUTF8": "1"}


@pytest.fixture
def house(tmp_path) -> House:
    """A house whose path has a blank and letters that are not Latin."""
    return House(tmp_path / "das blaue Haus 家")


@pytest.fixture(scope="module")
def lasting_house(tmp_path_factory) -> House:
    """A house for all tests of a file; each of them leaves it as it was."""
    return House(tmp_path_factory.mktemp("lasting") / "das blaue Haus 家")


@pytest.fixture
def full_house(tmp_path) -> House:
    """A house with all katas, as they are handed out, where nobody has done anything yet."""
    return House(tmp_path / "das blaue Haus 家", tuple(kata.name for kata in find_katas()))


@pytest.fixture(scope="session")
def warm_interpreter() -> str:
    """The path of a `python` that has imported all libraries, but nothing of the house."""
    return warm_python()


@pytest.fixture(scope="session")
def proof(tmp_path_factory) -> list[dict]:
    """The proof of all katas, line by line. Under pytest-xdist one worker makes it for all."""
    place = tmp_path_factory.getbasetemp()
    place = place.parent if "PYTEST_XDIST_WORKER" in os.environ else place
    done, begun = place / "proof.jsonl", place / "proof.begun"
    with contextlib.suppress(FileExistsError):
        begun.touch(exist_ok=False)
        # the worker processes of some katas are forks, too
        command = [warm_python(), "-m", "dojo.upkeep.proof", "--json"]
        try:
            with (place / "proof.part").open("wb") as file:
                subprocess.run(command, cwd=ROOT, stdout=file)
        finally:
            (place / "proof.part").rename(done)
    while not done.exists():
        time.sleep(0.1)
    return [json.loads(line) for line in done.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def handed_out(proof) -> dict[int, dict]:
    """The verdict on each kata's untouched app: its text, and as data."""
    return {line["kata"]: line for line in proof if "kata" in line}


@pytest.fixture
def golden(request):
    """Compare a text with tests/golden/NAME.txt; `--write-golden` writes it anew."""

    def compare(name: str, text: str) -> None:
        file = Path(__file__).parent / "golden" / f"{name}.txt"
        text = re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)
        if request.config.getoption("--write-golden"):
            file.write_text(text, encoding="utf-8", newline="\n")
        assert text == file.read_text(encoding="utf-8")

    return compare


def pytest_addoption(parser):
    """Add the switch that writes golden files."""
    parser.addoption("--write-golden", action="store_true", help="write tests/golden anew")


def pytest_collection_modifyitems(items):
    """Our own tests start whole processes; the limit of five seconds is for katas.

    What takes longest begins first, so that no core waits for it at the end.
    """
    rank = {f"test_{name}": place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(LONG)))
    for item in items:
        item.add_marker(LEFT_OPEN)
        if item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(240))
