"""Whatever happens to an app, a suite or the house: a clear line, an end, nothing lost."""

import os
import re
import signal
import subprocess
import sys
import time

import pytest

GOOD = """import os
import sys
import threading

from flask import Flask

{at_import}


def create_app(config=None):
    {in_factory}
    app = Flask(__name__)

    @app.get("/api/orders/1")
    def order():
        {in_view}
        return {{}}

    return app
"""


def app(at_import: str = "", in_factory: str = "pass", in_view: str = "pass") -> str:
    """An app with lines of one's choice at import, in create_app() and in a view."""
    return GOOD.format(at_import=at_import, in_factory=in_factory, in_view=in_view)


NOT_STARTED = {
    "empty": ("", "the file is empty"),
    "not UTF-8": (b"name = 'caf\xe9'\n", "SyntaxError"),
    "a null byte": (b"x = 1\n\x00", "null bytes"),
    "a syntax error": ("def create_app(:\n", "app.py:1"),
    "no create_app": ("x = 1\n", "there is no function create_app()"),
    "create_app is no function": ("create_app = 3\n", "there is no function create_app()"),
    "create_app returns nothing": ("def create_app(config=None):\n    pass\n", "returned None"),
    "a crash at import": (app("1 / 0"), "ZeroDivisionError: division by zero (at import)"),
    "a crash in create_app": (app(in_factory="{}['key']"), "KeyError: 'key' (in create_app())"),
    "sys.exit at import": (app("sys.exit('bye')"), "SystemExit: bye (at import)"),
    "os._exit at import": (app("os._exit(0)"), "the process ended (exit code 0)"),
    "os._exit in a view": (app(in_view="os._exit(0)"), "the process ended (exit code 0)"),
    "os._exit with a code of pytest's": (
        app(in_view="os._exit(3)"),
        "the process ended (exit code 3)",
    ),
    "endless recursion at import": (
        app("def deeper():\n    return deeper()\n\n\ndeeper()"),
        "RecursionError: maximum recursion depth exceeded",
    ),
}


@pytest.mark.parametrize(("text", "said"), NOT_STARTED.values(), ids=NOT_STARTED)
def test_an_app_that_does_not_start_is_amber_with_its_line(house, text, said):
    house.write(text)
    result = house.nox("-s", "kata-7")
    assert said in " ".join(result.stdout.split())
    assert "Amber" in result.stdout
    assert len(result.stdout.splitlines()) < 32
    assert (result.returncode, result.stderr) == (1, "")


def test_a_missing_app_says_how_to_get_it_back(house):
    house.kata.app.unlink()
    result = house.nox("-s", "kata-7")
    assert "app.py" in result.stdout
    assert "nox -s reset -- 7" in result.stdout
    assert house.nox("-s", "reset", "--", "7").returncode == 0
    assert house.kata.app.read_bytes() == house.kata.untouched.read_bytes()


HANGS = {
    "at import": (app("import time\nwhile True:\n    time.sleep(0.01)"), "app.py:"),
    "in a view": (app(in_view="while True: pass"), "app.py:16"),
    "behind a bare except": (
        app(in_view="while True:\n            try:\n                threading.Event().wait()\n"
            "            except BaseException: pass"),
        "app.py:18",
    ),
    "in a dead-lock": (app("lock = threading.Lock()", in_view="lock.acquire(); lock.acquire()"),
                       "app.py:16"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "place"), HANGS.values(), ids=HANGS)
def test_a_hang_ends_with_the_test_and_the_line(house, text, place):
    house.write(text)
    house.allow(2)
    result = house.nox("-s", "kata-7")
    assert place in result.stdout
    assert result.returncode == 1
    assert "the kitchen screen gets json" in result.stdout or "the board is" in result.stdout


def test_an_app_that_interrupts_its_run_is_told_of(house):
    house.write(app(in_view="raise KeyboardInterrupt"))
    result = house.nox("-s", "kata-7")
    assert "the process ended (exit code 2) during: the kitchen screen gets json" in result.stdout
    assert "Amber" in result.stdout
    assert result.returncode == 1


@pytest.mark.parametrize("words", [("-m", "nox", "-s", "kata-7"), ("-m", "pytest", "-v", "katas")])
def test_an_interruption_at_an_instruction_without_a_line_is_told_of(house, words):
    nowhere = "def nowhere():\n    raise KeyboardInterrupt\n\n\n"
    nowhere += "nowhere.__code__ = nowhere.__code__.replace(co_linetable=b'')"
    house.write(app(nowhere, in_view="nowhere()"))
    result = house.python(*words)
    assert "Traceback" not in result.stdout + result.stderr
    assert result.returncode in (1, 2)


def test_a_thread_that_never_ends_does_not_keep_the_process(house):
    loop = "threading.Thread(target=lambda: threading.Event().wait()).start()"
    house.write(app(in_view=loop))
    result = house.nox("-s", "kata-7")
    assert "a thread in app.py:16 never ended" in result.stdout
    assert "it began during: the kitchen screen gets json" in " ".join(result.stdout.split())
    assert result.returncode == 1


def test_megabytes_of_output_are_cut(house):
    rows = "'\\x1b[2J' + 'x' * 100, *['x' * 100] * 30_000"
    house.write(app(in_view=f"print({rows}, sep='\\n'); 1 / 0"))
    house.allow(60)
    result = house.nox("-s", "kata-7")
    assert re.search(r"the app printed \(3 of 300\d\d lines\)", result.stdout)
    assert len(result.stdout) < 4000
    assert "\x1b" not in result.stdout


def test_endless_recursion_in_a_view_is_red_and_short(house):
    house.write(app("def deeper():\n    return deeper()", in_view="deeper()"))
    result = house.nox("-s", "kata-7")
    assert "RecursionError: maximum recursion depth exceeded" in result.stdout
    assert len(result.stdout.splitlines()) < 45
    assert result.returncode == 1


def test_a_changed_suite_is_mentioned(house):
    house.solve()
    suite = house.kata.suites[1]
    suite.write_text(suite.read_text(encoding="utf-8") + "\n# mine\n", encoding="utf-8")
    result = house.nox("-s", "kata-7")
    assert "note: the suites differ from the repository's" in result.stdout
    assert result.returncode == 0


def test_a_suite_that_cannot_be_read_is_amber(house):
    house.kata.suites[1].write_text("def test_(:\n", encoding="utf-8")
    result = house.nox("-s", "kata-7")
    assert "test_pitfall.py" in result.stdout
    assert "SyntaxError" in result.stdout
    assert result.returncode == 1


@pytest.mark.parametrize("command", [["kata-99"], ["kata-"], ["kata-x"]])
def test_an_unknown_kata_is_one_line(house, command):
    result = house.nox("-s", *command)
    assert len(result.stderr.splitlines()) == 1
    assert command[0] in result.stderr
    assert "7" in result.stderr
    assert (result.returncode, result.stdout) == (2, "")


@pytest.mark.parametrize("verb", ["hint", "reset", "solution", "predict"])
@pytest.mark.parametrize("words", [[], ["99"], ["soup"], ["-1"]])
def test_a_verb_without_a_kata_is_one_line(house, verb, words):
    result = house.nox("-s", verb, "--", *words)
    assert len(result.stderr.splitlines()) == 1
    assert "7" in result.stderr
    assert (result.returncode, result.stdout) == (2, "")


def test_crlf_files_work(house):
    house.solve()
    for file in [house.kata.app, *house.kata.suites, house.kata.folder / "kata.toml"]:
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    result = house.nox("-s", "kata-7")
    assert "note:" not in result.stdout
    assert result.returncode == 0


def test_a_read_only_checkout_works(house):
    if os.geteuid() == 0:
        # root may write anywhere: a file in the place of the folder stops it as well
        (house.root / ".dojo").write_text("not a folder")
    else:
        house.root.chmod(0o500)
    result = house.nox("-s", "kata-7")
    house.root.chmod(0o700)
    assert "the kitchen screen gets json" in result.stdout
    assert (result.returncode, result.stderr) == (1, "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to a whole console")
@pytest.mark.parametrize("hears", ["default_int_handler", "SIG_IGN"])
def test_ctrl_c_ends_at_once_without_a_traceback(house, hears, warm_interpreter):
    listening = f"import signal; signal.signal(signal.SIGINT, signal.{hears})"
    house.write(app(in_view=f"{listening}; open('here', 'w').close(); threading.Event().wait()"))
    running = subprocess.Popen(
        [warm_interpreter, "-m", "nox", "-s", "kata-7"],
        cwd=house.root,
        env=house.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    while not (house.root / "here").exists():
        assert running.poll() is None
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGINT)
    output, _ = running.communicate(timeout=60)
    assert output == "interrupted; nothing was lost\n"
    assert running.returncode == 130


def test_several_katas_at_once_all_run(house):
    house.copy("08_another_kata")
    result = house.nox("-s", "kata-7", "kata-8")
    assert "kata 7 ·" in result.stdout
    assert "kata 8 ·" in result.stdout
    assert result.returncode == 1
