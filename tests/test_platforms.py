"""Where the system lacks something: judged all the same, or one line that says what is missing."""

import sys
import textwrap

import pexpect
import pytest

from dojo.kata.catalogue import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="what is lacking is taken away")

# Windows as far as it can be had here: no alarm, no timer, no fork, no Unix socket, no termios
WINDOWS = """
import os, signal, socket, sys
sys.modules["termios"] = None
for module, names in {
    os: ["fork", "forkpty", "setpgid", "killpg", "register_at_fork"],
    signal: ["SIGALRM", "setitimer", "alarm", "ITIMER_REAL", "pthread_sigmask"],
    socket: ["AF_UNIX", "send_fds", "recv_fds"],
}.items():
    for name in names:
        if hasattr(module, name):
            delattr(module, name)
"""
NO_WATCHES = """
import errno
from watchdog.observers import Observer

def start(self):
    raise OSError(errno.ENOSPC, "inotify watch limit reached")

Observer.start = start
"""
VIEW = "    def one_order(number):\n"
LOOP = "        while True:\n            pass\n"
WAIT = "import time\nwhile True:\n    time.sleep(0.01)\n"


def test_windows_judges_red_green_and_all(house):
    house.lacking = WINDOWS
    red = house.nox("-s", "kata-7")
    assert "Promised: Content-Type: application/json" in red.stdout
    assert (red.returncode, red.stderr) == (1, "")
    house.solve()
    assert "Green" in house.nox("-s", "kata-7").stdout
    assert "1 kata: 1 green" in house.nox("-s", "katas").stdout
    assert "Green" in house.pytest("katas/07_json_in_a_string").stdout


@pytest.mark.parametrize("where", ["in create_app", "at import", "in a view"])
def test_windows_ends_a_hang_and_says_where(house, where):
    house.allow(2)
    text = {
        "in create_app": f"def create_app(config=None):\n{textwrap.indent(WAIT, '    ')}",
        "at import": WAIT,
        "in a view": house.kata.app.read_text(encoding="utf-8").replace(VIEW, VIEW + LOOP),
    }[where]
    house.write(text)
    house.lacking = WINDOWS
    result = house.nox("-s", "kata-7")
    assert "no answer within 2 s" in result.stdout
    assert "app.py:" in result.stdout
    assert "Amber" in result.stdout
    assert result.returncode == 1


def test_windows_watches(house):
    house.lacking = WINDOWS
    child = house.terminal("-s", "watch", "--", "7")
    child.expect("save to run")
    house.solve()
    child.expect("Green: every promise is kept.")
    child.expect("save to run")
    child.sendintr()
    child.expect(pexpect.EOF)


def test_watch_needs_no_python_by_name_on_the_path(house):
    house.lacking = WINDOWS
    child = house.terminal("-s", "watch", "--", "7", PATH="/usr/bin:/bin")
    child.expect("the kitchen screen gets json")
    child.sendintr()
    child.expect(pexpect.EOF)
    assert "No such file" not in child.before


def test_without_file_events_saves_are_looked_for(house):
    house.lacking = NO_WATCHES
    child = house.terminal("-s", "watch", "--", "7")
    child.expect("looking for them")
    child.expect("save to run")
    house.solve()
    child.expect("Green: every promise is kept.")
    child.sendintr()
    child.expect(pexpect.EOF)


def test_a_long_folder_for_temporary_files_is_no_hindrance(house, tmp_path):
    long = tmp_path / ("a" * 75) / ("b" * 75)
    long.mkdir(parents=True)
    child = house.terminal("-s", "watch", "--", "7", TMPDIR=str(long))
    child.expect("the kitchen screen gets json")
    child.sendintr()
    child.expect(pexpect.EOF)


def test_a_python_with_a_blank_in_its_path_can_watch(house, tmp_path):
    place = tmp_path / "my python"
    place.mkdir()
    python = place / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    child = pexpect.spawn(
        str(python),
        ["-c", "import sys; sys.executable = sys.argv[1]; from dojo.commands import run;"
         " run('practice.watching.watch', ['7'])", str(python)],
        cwd=str(house.root),
        env={**house.environment, "TERM": "xterm", "NO_COLOR": "1"},
        encoding="utf-8",
        timeout=60,
    )  # fmt: skip
    child.expect("save to run")
    child.sendintr()
    child.expect(pexpect.EOF)


def test_the_oldest_nox_that_is_allowed_is_the_one_that_is_stated():
    said = (ROOT / "noxfile.py").read_text(encoding="utf-8")
    assert said.count("nox>=2025.2.9") == 1
    assert 'needs_version = ">=2025.2.9"' in said
