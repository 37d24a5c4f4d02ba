"""The verdict on each kata as it is handed out: in a warm process and a new one, typed by hand.

Proofs and `watch` judge in warm processes, `nox -s kata-3` in a new one.
"""

import functools
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path

import pytest

from dojo.judge.processes import Job
from dojo.judge.processes import start_cold
from dojo.judge.running import Result
from dojo.judge.running import Running
from dojo.kata.catalogue import find_katas
from dojo.kata.catalogue import Kata
from dojo.kata.fixes import right_fixes
from dojo.upkeep.proof import PATIENT

KATAS = pytest.mark.parametrize("kata", find_katas(), ids=lambda kata: kata.name)

PORT = ":5000"  # of `flask run`, where nobody says another


@pytest.fixture(scope="module")
def cold(warm_interpreter):
    """Call it with a kata for a run of its untouched app that imports the house anew."""

    @functools.cache
    def run(kata: Kata) -> Result:
        with Running(Job(kata, kata.untouched, PATIENT), start_cold) as running:
            return running.wait()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "executable", warm_interpreter)
        patch.delenv("FLASK_RUN_PORT", raising=False)
        yield run


@pytest.mark.skipif(not shutil.which("curl"), reason="there is no curl to type")
@KATAS
def test_the_printed_lines_show_what_the_verdict_marks(kata, cold, tmp_path):
    entry = cold(kata).entry
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    if lines := entry["by_hand"]:
        place = tmp_path / "app"
        with flask_run(kata, port, place):
            said = [typed(line.replace(PORT, f":{port}"), place) for line in lines][-1]
        for row in entry["answered"]:
            assert as_curl_shows(row.replace(PORT, f":{port}")) in said.lower().expandtabs(4)


@KATAS
def test_a_new_process_says_the_same_to_the_letter(kata, cold, handed_out):
    said = without_chance(cold(kata).text)
    assert said == without_chance(handed_out[kata.number]["text"])
    assert f"kata {kata.number} · {kata.title}" in said


def test_all_references_are_green_in_one_new_process(full_house):
    for kata in find_katas(full_house.root):
        shutil.copy(right_fixes(kata)[0].path, kata.app)
    result = full_house.pytest(PYTHONHASHSEED="random")  # an interpreter of its own
    count = len(find_katas())
    assert f"{count} katas: {count} green, 0 red, 0 amber" in result.stdout


def without_chance(text: str) -> str:
    """A verdict without what differs between any two runs: signatures, ports, temporary places."""
    text = re.sub(r"[\w.-]{24,}|\b[0-9a-f]{8,}\b|(?<=/)[\w-]+(?=…)", "TOKEN", text)
    text = re.sub(r"(127\.0\.0\.1|localhost):\d+", "HOST", text)
    text = re.sub(r"\w+, \d\d \w+ \d{4}\s+\d\d:\d\d:\d\d", "DATE", text)
    return re.sub(r"/tmp/\S+", "PLACE", text)


def as_curl_shows(row: str) -> str:
    """As much of a verdict's line as is the same each time; a cookie's value is signed anew."""
    name, colon, _ = row.partition(": ")
    if name.lower() == "set-cookie":
        row = name + colon
    return "" if row in ("(no body)", "(not read)", "(blank)") else row.lower()


@contextmanager
def flask_run(kata: Kata, port: int, place: Path):
    """`flask run` in a folder, with a copy of the untouched app among its neighbours."""
    shutil.copytree(kata.folder, place, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(kata.untouched, place / "app.py")
    command = [sys.executable, "-m", "flask", "--app", "app", "run", "--port", str(port)]
    environ = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    with open(place / "log.txt", "wb") as log:
        server = subprocess.Popen(command, cwd=place, env=environ, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and server.poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.1):
                break
            time.sleep(0.02)
        yield
    finally:
        server.kill()
        server.wait()


def typed(line: str, place) -> str:
    """What a shell prints when this line is typed."""
    ran = subprocess.run(
        ["bash", "-c", f"{line} --max-time 20"], cwd=place, capture_output=True, timeout=60
    )
    return ran.stdout.decode(errors="replace")
