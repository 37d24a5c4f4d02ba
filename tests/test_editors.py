"""The way by an editor or another runner is the same as by nox: judged, noted and told."""

import json
import socket
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree

import pytest

KATA = "katas/07_json_in_a_string"
FIRST = f"{KATA}/test_pitfall.py::test_the_kitchen_screen_gets_json"


def runs(house) -> list[str]:
    """The verdicts in the journal."""
    file = house.root / ".dojo" / "journal.jsonl"
    entries = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [entry["verdict"] for entry in entries if entry["what"] == "run"]


WAYS = {
    "verbose": (("-v",), {}),
    "PyCharm": (("--no-header", "--no-summary", "-q"), {"TEAMCITY_VERSION": "LOCAL"}),
    "two workers": (("-n", "2"), {}),
    "two workers, verbose": (("-n", "2", "-v"), {}),
}


@pytest.mark.parametrize(("words", "variables"), WAYS.values(), ids=WAYS)
def test_each_way_is_judged_and_noted_once(house, words, variables):
    result = house.pytest(KATA, *words, **variables)
    assert "INTERNALERROR" not in result.stdout + result.stderr
    assert result.stdout.count("a hint: nox -s hint -- 7") == 1
    assert runs(house) == ["red"]
    house.solve()
    assert "Green: every promise is kept." in house.pytest(KATA, *words, **variables).stdout
    assert runs(house) == ["red", "green"]


@pytest.mark.parametrize(("words", "variables"), WAYS.values(), ids=WAYS)
def test_by_each_way_an_app_that_does_not_start_is_amber(house, words, variables):
    house.write("x = 1\n")
    result = house.pytest(KATA, *words, **variables)
    assert "there is no function create_app()" in result.stdout
    assert result.stdout.count("Amber: the app did not get far enough to be judged.") == 1
    assert result.returncode == 1
    assert runs(house) == ["amber"]


def test_an_editors_report_shows_what_the_verdict_shows(house):
    report = house.root / "report.xml"
    house.pytest(FIRST, f"--junit-xml={report}")
    (failure,) = ElementTree.parse(report).iter("failure")
    assert failure.get("message") == (
        "Promised: Content-Type: application/json   Seen: Content-Type: text/html"
    )
    for said in (
        "The kitchen screen asked for order 1.",
        "> GET /api/orders/1 HTTP/1.1",
        "▸ < Content-Type: text/html; charset=utf-8",
    ):
        assert said in failure.text


def test_a_crash_has_its_exception_and_the_learners_line(house):
    text = house.kata.app.read_text(encoding="utf-8")
    hook = "    @app.before_request\n    def fall():\n        {}['soup']\n\n    return app\n"
    house.write(text.replace("    return app\n", hook))
    said = house.pytest(FIRST, "-v").stdout
    assert "KeyError: 'soup'" in said
    assert "{}['soup']" in said
    places = [row for row in said.splitlines() if "test_pitfall.py:" in row]
    assert places
    assert not [row for row in said.splitlines() if "dojo/http/promise.py" in row]


def test_a_bare_pytest_at_the_root_runs_the_katas(house):
    said = house.pytest("--collect-only", "-q").stdout
    assert f"{FIRST}" in said
    assert "tests/test_" not in said


class Debugger:
    """As much of an editor's debugger as stops at a line (Debug Adapter Protocol)."""

    def __init__(self, port: int):
        deadline = time.monotonic() + 60
        while True:
            try:
                self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
                break
            except OSError:
                assert time.monotonic() < deadline
                time.sleep(0.05)
        self._stream = self._socket.makefile("rb")
        self._number = 0

    def ask(self, command: str, **arguments) -> None:
        """Send a request."""
        self._number += 1
        asked = {"seq": self._number, "type": "request", "command": command}
        body = json.dumps(asked | {"arguments": arguments}).encode()
        self._socket.sendall(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def close(self) -> None:
        """Hang up."""
        self._stream.close()
        self._socket.close()

    def wait_for(self, **wanted) -> dict:
        """Read messages until one says all of this."""
        while True:
            size = 0
            while line := self._stream.readline().strip():
                size = int(line.split(b":")[1])
            message = json.loads(self._stream.read(size))
            if wanted.items() <= message.items():
                return message


def test_a_person_at_a_breakpoint_is_left_in_peace(house):
    """A breakpoint in app.py is looked at for ten seconds, where a test has one."""
    house.allow(1)
    rows = house.kata.app.read_text(encoding="utf-8").splitlines()
    line = next(n for n, row in enumerate(rows, 1) if "def one_order(number):" in row) + 1
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    listen = ["--listen", f"127.0.0.1:{port}", "--wait-for-client"]
    running = subprocess.Popen(
        [sys.executable, "-Xfrozen_modules=off", "-m", "debugpy", *listen, "-m", "pytest", FIRST],
        cwd=house.root,
        env={**house.environment, "PYDEVD_DISABLE_FILE_VALIDATION": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    editor = Debugger(port)
    editor.ask("initialize", adapterID="pytest", clientID="test", pathFormat="path")
    editor.wait_for(type="response", command="initialize")
    editor.ask("attach", name="attach", justMyCode=False)
    editor.wait_for(type="event", event="initialized")
    where = {"path": str(house.kata.app)}
    editor.ask("setBreakpoints", source=where, breakpoints=[{"line": line}])
    editor.ask("configurationDone")
    stopped = editor.wait_for(type="event", event="stopped")["body"]
    time.sleep(10)  # a person reads
    assert running.poll() is None
    editor.ask("setBreakpoints", source=where, breakpoints=[])
    editor.ask("continue", threadId=stopped["threadId"])
    editor.wait_for(type="event", event="terminated")
    editor.ask("disconnect")
    editor.wait_for(type="response", command="disconnect")
    editor.close()
    said, _ = running.communicate(timeout=120)
    assert "Promised: Content-Type: application/json" in said
    assert "Part: 1 test ran, 0 passed." in said


def test_pdb_has_no_limit(house, warm_interpreter):
    """With --pdb nothing is ended while a person looks."""
    import pexpect

    house.allow(1)
    child = pexpect.spawn(
        warm_interpreter,
        ["-m", "pytest", FIRST, "--pdb"],
        cwd=str(house.root),
        env={**house.environment, "TERM": "dumb"},
        encoding="utf-8",
        timeout=60,
    )
    child.expect("\\(Pdb\\)")
    began = time.monotonic()
    while time.monotonic() < began + 4:  # longer than the limit and all that comes after it
        time.sleep(0.1)
    child.sendline("p 6 * 7")
    child.expect("42")
    child.sendline("q")
    child.expect(pexpect.EOF)


def test_a_breakpoint_where_nobody_can_answer_is_one_line(house):
    text = house.kata.app.read_text(encoding="utf-8")
    where = "    def one_order(number):\n"
    house.write(text.replace(where, where + "        breakpoint()\n"))
    said = " ".join(house.nox("-s", "kata-7").stdout.split())
    assert (
        "breakpoint() needs somebody to answer; standard input is closed here. "
        "To debug: pytest katas/07_json_in_a_string"
    ) in said
    assert "BdbQuit" not in said
    assert said.count("breakpoint() needs") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="pexpect needs a pseudo-terminal")
def test_q_at_a_breakpoint_leaves_at_once(house, warm_interpreter):
    import pexpect

    text = house.kata.app.read_text(encoding="utf-8")
    where = "    def one_order(number):\n"
    house.write(text.replace(where, where + "        breakpoint()\n"))
    child = pexpect.spawn(
        warm_interpreter,
        ["-m", "pytest", KATA],
        cwd=str(house.root),
        env={**house.environment, "TERM": "dumb"},
        encoding="utf-8",
        timeout=60,
    )
    child.expect("\\(Pdb\\)")
    child.sendline("q")
    assert child.expect(["\\(Pdb\\)", pexpect.EOF]) == 1
