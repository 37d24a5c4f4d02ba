"""`nox -s bench`: the figures that the house promises, each a ratio measured in one run.

Machines are noisy, so both sides of a ratio take turns and the median counts; the spread is shown.
Everything happens in copies of the repository in a temporary folder.
"""

import json
import math
import os
import queue
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import venv
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.request import build_opener
from urllib.request import ProxyHandler
from urllib.request import Request

import pexpect

from dojo.judge.processes import Job
from dojo.judge.running import judge_all
from dojo.kata.catalogue import choose
from dojo.kata.catalogue import find_katas
from dojo.kata.catalogue import Kata
from dojo.kata.catalogue import ROOT
from dojo.kata.fixes import right_fixes
from dojo.upkeep.saves import SAVES
from dojo.upkeep.versions import environment
from dojo.verdict.terminal import stdout_terminal
from dojo.verdict.terminal import Terminal

SAMPLE = "7"  # the kata that is timed; its suites use the test client, as most do
PAIRS = 10
SAVE_PAIRS = 20
LOST = 8.0  # seconds after which a save counts as not seen
FEW = 6  # katas in the small house
GREEN_SIGN, RED_SIGN = "Green: every promise", "a hint: nox"
TITLE = f"kata {SAMPLE} ·"  # what a verdict begins with
NO_PLUGINS = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
INSTALLED = {"ours": ["-e", str(ROOT)], "stock": ["flask", "pytest", "nox"]}
IGNORED = shutil.ignore_patterns("__pycache__", ".git", ".nox", ".dojo", "*.egg-info", ".venv")


def bench(words: list[str]) -> int:
    """Measure and print the table."""
    terminal = stdout_terminal()
    terminal.line(f"{'what':<52}{'median':>8}  {'spread':<13}at most", bold=True)
    with tempfile.TemporaryDirectory(prefix="kata-bench-") as place:
        house = copy_house(Path(place, "house"), find_katas())
        small = copy_house(Path(place, "small"), _some(find_katas()))
        row = Row(terminal)
        folder = _kata(house).folder
        nox = [sys.executable, "-m", "nox", "-s", f"kata-{SAMPLE}"]
        bare = [sys.executable, "-m", "pytest", str(folder)]
        row("nox -s kata-N / bare pytest", 1.3, ratios(_run(nox, house), _run(bare, house)))
        row("nox -s kata-N, all katas / six", 1.1, ratios(_run(nox, house), _run(nox, small)))
        nothing = Path(place, "test_nothing.py")
        nothing.write_text("import flask\n\n\ndef test_nothing():\n    assert flask\n")
        # as a learner has it, without the plugins that only maintainers install
        start = _run([sys.executable, "-m", "pytest", "-q", str(nothing)], house, **NO_PLUGINS)
        every = [sys.executable, "-m", "nox", "-s", "katas"]
        found = ratios(_run(every, house), start, 5)
        row(
            "nox -s katas / one pytest start, per kata", 0.4, [n / len(find_katas()) for n in found]
        )
        bench_saves(house, row)
        bench_page(house, row)
        bench_suites(row)
        bench_installation(Path(place), row)
        bench_tests(start, row)
    return 0


class Row:
    """Prints one row of the table."""

    def __init__(self, terminal: Terminal):
        self.terminal = terminal

    def __call__(self, what: str, most: float | None, values: list[float]) -> None:
        median = statistics.median(values)
        kept = most is None or median <= most
        spread = f"{min(values):.2f}-{max(values):.2f}" if len(values) > 1 else ""
        limit = "" if most is None else f"{most:g}" + ("" if kept else "  not kept")
        style = {} if kept else {"fg": "red"}
        self.terminal.line(f"{what:<52}{median:>8.2f}  {spread:<13}{limit}".rstrip(), **style)
        self.terminal.file.flush()


def copy_house(place: Path, katas: list[Kata]) -> Path:
    """A copy of the repository with these katas, as they are handed out."""
    shutil.copytree(ROOT, place, ignore=IGNORED)
    names = {kata.name for kata in katas}
    for kata in find_katas(place):
        if kata.name not in names:
            shutil.rmtree(kata.folder)
        else:
            shutil.copy(kata.untouched, kata.app)
    return place


def ratios(one: Callable, other: Callable, pairs: int = PAIRS) -> list[float]:
    """Time two things in turns, after one turn that does not count."""
    one(), other()
    found = []
    for index in range(pairs):
        first, second = (one, other) if index % 2 else (other, one)
        times = {first: _seconds(first), second: _seconds(second)}
        found.append(times[one] / times[other])
    return found


def bench_saves(house: Path, row: Row) -> None:
    """Time from a save to its verdict: ours, stock `ptw`, and pytest-watcher where it is."""
    stock = house.with_name("stock")
    shutil.copytree(house, stock)
    # `ptw` reads pyproject.toml as an INI file and dies of it, so it gets the settings in one
    settings = ["[pytest]", "pythonpath = .", "addopts = --import-mode=importlib", "timeout = 5"]
    (stock / "pytest.ini").write_text("\n".join(settings) + "\n")
    folder = str(_kata(stock).folder)
    ours = Watcher(house, [sys.executable, "-m", "nox", "-s", "watch", "--", SAMPLE])
    ptw = Watcher(stock, [sys.executable, "-m", "pytest_watch", "--nobeep", folder])
    with ours, ptw:
        times = [(ours.save(n), ptw.save(n)) for n in range(SAVE_PAIRS)]
        firsts = [ours.save(n, until=TITLE) for n in range(SAVE_PAIRS)]
    row("save to verdict: watch / stock ptw", 0.15, [mine / theirs for mine, theirs in times])
    row("  watch, in seconds", None, [mine for mine, _ in times])
    row("  watch, its first lines, in seconds", None, firsts)
    row("  stock ptw, in seconds", None, [theirs for _, theirs in times])
    # it installs a `ptw` as well, so it lives in an environment of its own
    # (and watchdog 7 reads its default pattern in another way: it would see no save at all)
    python = environment("watcher", ["-e", str(ROOT), "pytest-watcher", "watchdog<7"])
    command = [str(python), "-m", "pytest_watcher", folder, "--now", folder]
    with Watcher(house, ours.command) as ours, Watcher(stock, command) as other:
        times = [(ours.save(n), other.save(n)) for n in range(SAVE_PAIRS)]
    lost = sum(theirs == math.inf for _, theirs in times)
    seen = [mine / theirs for mine, theirs in times if theirs < math.inf]
    row(f"save to verdict: watch / pytest-watcher, lost {lost} saves", None, seen)


def bench_tests(start: Callable, row: Row) -> None:
    """Time the repository's own tests, in pytest starts before and after them."""
    before = [_seconds(start) for _ in range(5)]
    seconds = _seconds(_run([sys.executable, "-m", "nox", "-s", "tests"], ROOT))
    one = statistics.median([*before, *(_seconds(start) for _ in range(5))])
    row("nox -s tests / one pytest start", 250, [seconds / one])
    row("  nox -s tests, in seconds", None, [seconds])
    row("  one pytest start with Flask imported, in seconds", None, [one])


def bench_installation(place: Path, row: Row) -> None:
    """Install what a learner needs into an empty environment, and what everybody needs."""
    ours, stock = (Installation(place / name, words) for name, words in INSTALLED.items())
    row("pip install -e . / flask, pytest and nox", 1.5, ratios(ours, stock, 3))
    row("  the same in megabytes", 1.5, [ours.megabytes() / stock.megabytes()])


class Installation:
    """Call it to make the environment anew with pip, whose downloads are kept."""

    def __init__(self, place: Path, words: list[str]):
        self.place, self.words = place, words
        venv.create(place, with_pip=True)
        self.python = str(place / "bin" / "python")
        self.empty = self._size()

    def __call__(self) -> None:
        venv.create(self.place, with_pip=True, clear=True)
        subprocess.run([self.python, "-m", "pip", "install", "-qq", *self.words], check=True)

    def megabytes(self) -> float:
        """How much the installation added."""
        return (self._size() - self.empty) / 1e6

    def _size(self) -> int:
        return sum(file.lstat().st_size for file in self.place.rglob("*") if file.is_file())


class Watcher:
    """A command that watches the sample kata in a house of its own, in a pseudo-terminal."""

    def __init__(self, house: Path, command: list[str]):
        self.house, self.command, self.kata = house, command, _kata(house)
        self.texts = [kata.read_text(encoding="utf-8") for kata in self._apps()]

    def _apps(self) -> list[Path]:
        return [self.kata.untouched, right_fixes(self.kata)[0].path]

    def __enter__(self):
        paths = [str(Path(self.command[0]).parent), os.environ["PATH"]]
        kept = {k: v for k, v in _environment().items() if k != "VIRTUAL_ENV"}
        self.kata.app.write_text(self.texts[0], encoding="utf-8")
        self.child = pexpect.spawn(
            self.command[0],
            self.command[1:],
            cwd=str(self.house),
            env={**kept, "PATH": os.pathsep.join(paths), "NO_COLOR": "1", "TERM": "xterm"},
            dimensions=(60, 100),
            encoding="utf-8",
            timeout=30,
        )
        self.child.expect(RED_SIGN)
        self._settle()
        return self

    def __exit__(self, *exc_info):
        self.child.sendintr()
        self.child.close(force=True)

    def save(self, number: int, until: str = "") -> float:
        """Save a repaired or a broken app, in turns and in different ways.

        Gives the seconds to its verdict (or to a text), or infinity when it was not seen.
        """
        green = number % 2 == 0
        save = SAVES[number // 2 % len(SAVES)]
        save(self.kata.app, self.texts[green])
        began = time.perf_counter()
        seen = self.reads(until) if until else self.sees(green)
        taken = time.perf_counter() - began if seen else math.inf
        self._settle()
        return taken

    def sees(self, green: bool) -> bool:
        """Whether the verdict comes in time."""
        return self.reads(GREEN_SIGN if green else RED_SIGN)

    def reads(self, text: str) -> bool:
        """Whether this text comes in time."""
        return self.child.expect_exact([text, pexpect.TIMEOUT], timeout=LOST) == 0

    def _settle(self) -> None:
        """Let it come to rest, and its last words be read, before the next save."""
        time.sleep(0.3)
        while self.child.expect([r"(?s).+", pexpect.TIMEOUT], timeout=0) == 0:
            pass


def bench_page(house: Path, row: Row) -> None:
    """Time from a save to its verdict: as the page's event stream has it, and on a terminal."""
    paged = house.with_name("paged")
    shutil.copytree(house, paged)
    watch = Watcher(house, [sys.executable, "-m", "nox", "-s", "watch", "--", SAMPLE])
    page = PageWatcher(paged, [sys.executable, "-m", "nox", "-s", "page", "--", "--no-open"])
    with watch, page:
        times = [(page.save(n), watch.save(n)) for n in range(SAVE_PAIRS)]
    row("save to verdict: page / watch", 1.15, [ours / other for ours, other in times])
    row("  page, in seconds", None, [ours for ours, _ in times])


class PageWatcher(Watcher):
    """The page of a house, followed by a client of its events."""

    def __enter__(self):
        self.kata.app.write_text(self.texts[0], encoding="utf-8")
        self.child = pexpect.spawn(
            self.command[0], self.command[1:], cwd=str(self.house), encoding="utf-8", timeout=30
        )
        self.child.expect(r"http://\S+/")
        url = self.child.after + SAMPLE
        opener = build_opener(ProxyHandler({}))
        self.stream = opener.open(url + "/events")
        self.titles: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()
        origin = url.rsplit("/", 2)[0]
        opener.open(Request(f"{url}/run", b"", {"Origin": origin})).close()
        self.sees(green=False)
        self._settle()
        return self

    def _listen(self) -> None:
        for line in self.stream:
            if line.startswith(b"data: "):
                self.titles.put(json.loads(line[6:])["title"])

    def sees(self, green: bool) -> bool:
        """Whether the verdict comes in time."""
        word, end = "Green" if green else "Red", time.perf_counter() + LOST
        while (left := end - time.perf_counter()) > 0:
            with suppress(queue.Empty):
                if self.titles.get(timeout=left).startswith(word):
                    return True
        return False

    def _settle(self) -> None:
        """Let the picture be played, and be told, before the next save."""
        with suppress(queue.Empty):
            while True:
                self.titles.get(timeout=1)


def bench_suites(row: Row) -> None:
    """The own time of each kata's suites, on its reference."""
    jobs = [Job(kata, right_fixes(kata)[0].path, replay=False) for kata in find_katas()]
    found = [(r.entry["seconds"], r.job.kata) for r in judge_all(jobs, at_once=1) if r.entry]
    found.sort(key=lambda pair: pair[0], reverse=True)
    row("own time of a kata's suites, in seconds", 0.25, [seconds for seconds, _ in found])
    for seconds, kata in found[:3]:
        row(f"  {kata.name}", None, [seconds])


def _run(command: list[str], place: Path, **variables: str) -> Callable[[], None]:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    quiet |= {"stdin": subprocess.DEVNULL, "env": _environment() | variables}
    return lambda: subprocess.run(command, cwd=place, **quiet)


def _environment() -> dict[str, str]:
    """Our environment, in which Python keeps its bytecode, as it does where people practise."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def _seconds(act: Callable) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _kata(house: Path) -> Kata:
    return choose(SAMPLE, house)


def _some(katas: list[Kata]) -> list[Kata]:
    """Six katas, the one that is timed among them."""
    others = [kata for kata in katas if str(kata.number) != SAMPLE]
    return [choose(SAMPLE), *others[: FEW - 1]]
