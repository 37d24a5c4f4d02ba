"""The loop: saves of every kind, what ends and what begins anew, and who sits at it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from dojo.kata.catalogue import ROOT
from dojo.upkeep.saves import SAVES

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pexpect needs a pseudo-terminal")
HANG = """from flask import Flask


def create_app(config=None):
    open("here", "w").close()
    while True:
        pass
"""


@contextmanager
def watching(house, *words: str, until: str = "save to run", **options):
    """A `watch` (or what `words` say) that has said its first verdict; ended with Ctrl-C."""
    child = house.terminal(*(words or ("-s", "watch", "--", "7")), **options)
    try:
        child.expect(until)
        yield child
    finally:
        leave(child)


@contextmanager
def hanging(house):
    """A `watch` whose run has begun and hangs."""
    house.allow(300)  # so that nothing else ends it
    with watching(house) as child:
        house.write(HANG)
        while not (house.root / "here").exists():
            time.sleep(0.01)
        yield child


def leave(child) -> None:
    """Press Ctrl-C, unless it has ended already, and wait for the end."""
    import pexpect

    if not child.closed:
        child.sendintr()
        child.expect(pexpect.EOF)
        child.close()


def test_a_save_of_any_kind_brings_the_verdict(house):
    solved = (house.kata.solution / "app.py").read_text(encoding="utf-8")
    with watching(house) as child:
        for save in SAVES:
            save(house.kata.app, solved)
            child.expect("Green: every promise is kept.")
            save(house.kata.app, "def create_app(:\n")
            child.expect("Amber")


def test_polling_sees_saves_where_no_events_are_sent(house):
    with watching(house, "-s", "watch", "--", "7", "--poll") as child:
        house.solve()
        child.expect("Green: every promise is kept.")


def test_the_next_save_ends_a_hang_and_runs_afresh(house):
    with hanging(house) as child:
        house.solve()
        child.expect("Green: every promise is kept.")


def hanging_from(house, call: int) -> str:
    """The reference, of which the app of one test after some others hangs."""
    text = (house.kata.solution / "app.py").read_text(encoding="utf-8")
    hang = "    flask.calls = getattr(flask, 'calls', 0) + 1\n"
    hang += f"    while flask.calls >= {call}:\n        pass\n"
    begin = "def create_app(config=None):\n"
    assert begin in text
    return "import flask\n" + text.replace(begin, begin + hang)


def test_marks_appear_as_tests_end(house):
    house.allow(300)
    house.write(hanging_from(house, 3))
    child = house.terminal("-s", "kata-7")
    try:
        child.expect(r"still works +✔ ✔ · · +2 of 4")
        child.expect(r"the pitfall +·")
    finally:
        leave(child)
    assert "Traceback" not in child.before


def test_what_failed_last_time_runs_first(house):
    house.allow(300)
    with watching(house) as child:
        house.write(hanging_from(house, 3))
        child.expect(r"still works +· · · · +0 of 4\s+the pitfall +✔ ✔ · [ ·]+2 of 8")


ENDS_ITSELF = "import os\n\n\ndef create_app(config=None):\n    os._exit(7)\n"
FALLS = "import ctypes\n\n\ndef create_app(config=None):\n    ctypes.string_at(0)\n"


def test_a_process_that_stays_ready_tells_how_each_run_ended(house):
    with watching(house) as child:
        house.write(ENDS_ITSELF)
        child.expect(r"the process ended \(exit code 7\)")
        house.write(FALLS)
        child.expect(r"the process ended \(exit code -11\)")
        house.solve()
        child.expect("Green: every promise is kept.")
        suite = house.kata.suites[1]
        suite.write_text(suite.read_text(encoding="utf-8") + "\n# mine\n", encoding="utf-8")
        child.expect("the suites differ from the repository's")
        suite.write_text("def test_(:\n", encoding="utf-8")
        child.expect("Amber")


def test_who_hangs_up_before_the_exit_code_does_not_end_the_warm_process(tmp_path):
    path = str(tmp_path / "warm")
    with (
        subprocess.Popen(
            [sys.executable, "-m", "dojo.practice.warm", path],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as warm,
        open(os.devnull, "r+b") as nowhere,
    ):
        warm.stdout.readline()
        for _ in range(3):  # each finds the process alive, and leaves when its run has begun
            with socket.socket(socket.AF_UNIX) as asker:
                asker.connect(path)
                socket.send_fds(asker, [b"no kata\0practice.watching"], [nowhere.fileno()] * 3)
                assert first_line(asker).isdigit()
        warm.stdin.close()
        assert warm.wait(60) == 0


def first_line(stream: socket.socket) -> bytes:
    """The first line, byte by byte: a stream has no messages, so one recv may hold two lines."""
    line = b""
    while not line.endswith(b"\n"):
        piece = stream.recv(1)
        assert piece, f"the stream ended after {line!r}"
        line += piece
    return line.strip()


def test_a_change_of_a_page_or_of_the_metadata_is_seen(house):
    with watching(house) as child:
        toml = house.kata.folder / "kata.toml"
        text = toml.read_text(encoding="utf-8")
        toml.write_text(text.replace("arrives as", "comes as"), encoding="utf-8")
        child.expect("comes as a web page")
        child.expect("save to run")
        (house.kata.folder / "templates").mkdir()
        (house.kata.folder / "templates" / "menu.html").write_text("<p>")
        child.expect("save to run")


def test_the_warm_process_begins_anew_when_its_own_code_changed(house):
    with watching(house, warm=False) as child:
        house.change("verdict/verdict.py", "the pitfall", "the p-tfall")
        child.expect("the p-tfall")


def test_ctrl_c_leaves_no_process_behind(house):
    with hanging(house) as child:
        leave(child)
        assert "Traceback" not in child.before
    assert child.exitstatus == 0
    assert processes_of(house) == []


def test_a_terminal_that_is_closed_leaves_no_process_behind(house):
    with hanging(house) as child:
        child.kill(signal.SIGKILL)
        deadline = time.monotonic() + 60
        while (left := processes_of(house)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert left == []


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("colour", [False, True], ids=["plain", "coloured"])
def test_the_loop_fits_the_terminal(house, columns, colour):
    with watching(house, columns=columns, colour=colour) as child:
        rows = shown(child.before)
        assert ("\x1b[31m" in child.before) == colour
    too_long = [row for row in rows if len(row) > columns and "by hand:" not in row]
    assert too_long == []


@pytest.mark.parametrize("swap", ["time", "pingpong", "strong"])
def test_a_pair_sees_roles_and_runs_and_how_to_commit(house, swap):
    words = ("-s", "pair", "--", "7", "Ann", "Bob", "--swap", swap)
    with watching(house, *words, until="Ctrl-C to end") as child:
        assert "Ann drives, Bob navigates" in child.before
        assert "runs so far: ✘" in child.before
        house.solve()
        child.expect("runs so far: ✘✔")
        child.sendintr()
        child.expect("before you get up")
        assert "--trailer 'Co-authored-by: Bob <address>'" in child.before
        assert "git commit" in child.before


def test_ping_pong_hands_over_when_one_more_test_passes(house):
    words = ("-s", "pair", "--", "7", "Ann", "Bob", "--swap=pingpong")
    with watching(house, *words, until="Ctrl-C to end") as child:
        shutil.copy(house.kata.solution / "tempting" / "only_the_header.py", house.kata.app)
        child.expect("runs so far: ✘✘")
        house.solve()
        child.expect("hand over: the keyboard is Bob's now")
        child.expect("Bob drives, Ann navigates|runs so far")


def test_a_pair_guesses_the_colour_before_each_run_when_asked_for(house):
    words = ("-s", "pair", "--", "7", "Ann", "Bob", "--guess")
    child = house.terminal(*words)
    child.expect("red, amber or green")
    child.sendline("red")
    child.expect("guessed right: 1 of 1")
    child.sendline("g")  # nobody asked
    house.solve()
    child.expect("red, amber or green")
    house.write(house.kata.app.read_text(encoding="utf-8") + "\n# more\n")
    child.expect("red, amber or green")
    child.sendline("a")
    child.expect("guessed right: 1 of 2")
    child.sendintr()
    child.expect("before you get up")


PAIR_MISTAKES = {
    "one name": ("7", "Ann"),
    "the same name twice": ("7", "Ann", "Ann"),
    "no minutes": ("7", "Ann", "Bob", "--minutes", "soon"),
    "an unknown swap": ("7", "Ann", "Bob", "--swap", "never"),
    "an unknown option": ("7", "Ann", "Bob", "--fast"),
}


@pytest.mark.parametrize("words", PAIR_MISTAKES.values(), ids=PAIR_MISTAKES)
def test_a_pair_that_cannot_begin_is_told_how(house, words):
    result = house.nox("-s", "pair", "--", *words)
    assert len(result.stdout.splitlines()) <= 3
    assert (result.returncode, result.stderr) == (2, "")
    assert not (house.root / ".dojo").exists()


def shown(text: str) -> list[str]:
    """The rows of a terminal's text without the sequences that move and colour."""
    import click

    return [row for row in click.unstyle(text.rpartition("\x1b[2J")[2]).splitlines()]


def processes_of(house) -> list[str]:
    """Processes whose command line or folder speaks of this house."""
    found = subprocess.run(["ps", "-eo", "pid,args"], capture_output=True, text=True).stdout
    mine = []
    for row in found.splitlines()[1:]:
        pid = row.split()[0]
        try:
            place = os.readlink(f"/proc/{pid}/cwd")
        except OSError:
            continue
        if place.startswith(str(house.root)) and int(pid) != os.getpid():
            mine.append(row)
    return mine
