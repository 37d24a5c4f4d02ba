"""The harness itself: fresh apps, honest recordings, the same verdict every time."""

import itertools
import os
import shutil
import sys
import threading
import time
import tomllib

import pytest
from flask import Flask
from flask import request
from flask import request_finished
from flask import Response
from flask import url_for

from dojo.http.browser import Page
from dojo.http.client import record
from dojo.http.curl import curl_line
from dojo.http.exchange import Exchange
from dojo.http.exchange import recorder
from dojo.http.live import serve
from dojo.http.promise import BrokenPromise
from dojo.http.promise import expect
from dojo.http.wire import Guest
from dojo.http.wire import NoAnswer
from dojo.judge.collected import Collected
from dojo.judge.collected import LastCollected
from dojo.judge.processes import CAN_FORK
from dojo.judge.processes import fork
from dojo.judge.processes import Interpreter
from dojo.judge.processes import Job
from dojo.judge.running import judge_all
from dojo.kata.catalogue import choose
from dojo.kata.catalogue import ROOT
from dojo.kata.catalogue import spans
from dojo.kata.loading import create_app
from dojo.kata.loading import neighbours
from dojo.kata.rules import compile_builders_when_used
from dojo.kata.templates import compile_templates_once
from dojo.stand_ins.interleave import at_once
from dojo.stand_ins.interleave import Stuck
from dojo.suite.fixtures import forget_listeners
from dojo.upkeep.steady import endings
from tests.conftest import House

APP = "from flask import Flask\n\ndef create_app(config=None):\n    return Flask('{}')\n"


def test_two_katas_in_one_process_never_see_each_others_app(house):
    other = house.copy("08_another_kata")
    shutil.copy(house.kata.solution / "app.py", other.app)
    *rows, _, summed = house.pytest("katas").stdout.splitlines()
    assert [row.split()[:2] for row in rows] == [["7", "red"], ["8", "green"]]
    assert summed == "2 katas: 1 green, 1 red, 0 amber"


def test_a_save_of_the_same_length_within_a_second_is_seen(tmp_path):
    app = tmp_path / "app.py"
    for name in ("one", "two", "six"):
        app.write_text(APP.format(name), encoding="utf-8")
        assert create_app(tmp_path).import_name == name


def test_neighbours_are_loaded_from_source_and_forgotten(tmp_path):
    (tmp_path / "printer.py").write_text("SAID = 'one'\n", encoding="utf-8")
    text = "import printer\n" + APP.replace("'{}'", "printer.SAID")
    (tmp_path / "app.py").write_text(text, encoding="utf-8")
    for said in ("one", "two"):
        (tmp_path / "printer.py").write_text(f"SAID = '{said}'\n", encoding="utf-8")
        with neighbours(tmp_path):
            assert create_app(tmp_path).import_name == said


def test_templates_of_the_kata_are_found_whatever_file_is_judged(tmp_path):
    kata, elsewhere = tmp_path / "kata", tmp_path / "elsewhere"
    (kata / "templates").mkdir(parents=True)
    elsewhere.mkdir()
    (elsewhere / "mine.py").write_text(APP.replace("'{}'", "__name__"), encoding="utf-8")
    app = create_app(kata, elsewhere / "mine.py")
    assert app.jinja_loader.searchpath == [str(kata / "templates")]


def test_who_listens_to_all_apps_hears_none_of_a_later_test():
    heard = []

    def listen(sender, **extra):
        heard.append(sender)

    request_finished.connect(listen)
    forget_listeners()
    Flask("a later test").test_client().get("/")
    assert heard == []


def test_runs_agree(house):
    """Some runs of one kata; `nox -s steady` compares fifty of each."""
    solved = house.kata.solution / "app.py"
    jobs = [Job(house.kata, app, replay=False) for app in (None, solved) * 5]
    found = {(result.job.app, result.verdict, result.text) for result in judge_all(jobs)}
    assert {(app, verdict) for app, verdict, _ in found} == {(None, "red"), (solved, "green")}
    assert len(found) == 2


def test_a_run_leaves_no_temporary_file(tmp_path):
    names = tuple(choose(number).name for number in ("10", "25"))
    place = tmp_path / "temporary"
    place.mkdir()  # the apps of both katas make files with tempfile
    ran = House(tmp_path / "house", names).nox("-s", "katas", TMPDIR=str(place))
    assert "2 katas: 0 green, 2 red, 0 amber" in ran.stdout
    assert list(place.iterdir()) == []


@pytest.mark.skipif(not CAN_FORK, reason="suites are read for each run here")
@pytest.mark.parametrize("changed", ["the suite", "the settings", "the fixtures", "the app"])
def test_suites_are_read_anew_when_something_but_the_app_changed(house, changed):
    file = {
        "the suite": house.kata.suites[1],
        "the settings": house.root / "pyproject.toml",
        "the fixtures": house.root / "katas" / "conftest.py",
        "the app": house.kata.app,
    }[changed]
    collected = LastCollected()
    collected.ready_for(Job(house.kata))
    file.write_bytes(file.read_bytes() + b"\n")
    assert collected.fits(Job(house.kata)) == (changed == "the app")
    collected.close()


def test_a_suite_that_cannot_be_read_is_told_of_its_kata_alone(house):
    broken = house.copy("08_broken")
    broken.suites[0].write_text("nothing = there_is\n", encoding="utf-8")
    results = judge_all([Job(kata, replay=False) for kata in (house.kata, broken, house.kata)])
    assert [result.verdict for result in results] == ["red", "amber", "red"]


@pytest.mark.skipif(not CAN_FORK, reason="suites are read for each run here")
def test_nobody_waits_twice_for_suites_that_hang(house, tmp_path, monkeypatch):
    hangs = "import threading\n\nthreading.Event().wait()\n"
    house.kata.suites[0].write_text(hangs, encoding="utf-8")
    monkeypatch.setattr("dojo.judge.collected.COLLECTING", 0.2)
    monkeypatch.setattr("dojo.judge.collected.FOR_EACH", 0.0)
    collected = Collected([house.kata])
    monkeypatch.setattr("dojo.judge.collected.start_warm", lambda *_: "a process of its own")
    with open(os.devnull, "wb") as nowhere:
        assert collected.start(Job(house.kata), tmp_path, nowhere) == "a process of its own"
        monkeypatch.setattr(collected, "patience", 3600)  # longer than this test may take
        assert collected.start(Job(house.kata), tmp_path, nowhere) == "a process of its own"
    collected.close()


def interrupt_everywhere(call) -> int:
    """Press Ctrl-C at each instruction of a call in turn; gives how many there are."""
    before, place, interrupted = sys.gettrace(), -1, True
    while interrupted:
        place += 1
        to_come = itertools.count(place, -1)

        def trace(frame, event, _, to_come=to_come):
            frame.f_trace_opcodes = True
            if event == "opcode" and next(to_come) == 0:
                raise KeyboardInterrupt
            return trace

        sys.settrace(trace)
        try:
            call()
            interrupted = False
        except KeyboardInterrupt:
            pass
        finally:
            sys.settrace(before)
    return place


@pytest.mark.parametrize("kind", ["interpreter", "fork"])
def test_ctrl_c_at_any_moment_leaves_a_process_that_can_be_ended(kind, tmp_path):
    if kind == "fork" and not CAN_FORK:
        pytest.skip("there are no forks here")
    with open(os.devnull, "wb") as nowhere:
        if kind == "fork":
            process = fork(threading.Event().wait, tmp_path, nowhere)
        else:
            process = Interpreter([sys.executable, "-c", "import time; time.sleep(600)"])
    assert interrupt_everywhere(process.poll) > 0
    assert process.poll() is None
    process.kill()
    assert interrupt_everywhere(lambda: process.wait(60)) > 0
    assert process.wait(60) == process.poll() != 0


@pytest.mark.skipif(not CAN_FORK, reason="each run is the process of who asks for it here")
def test_a_run_whose_asker_is_gone_is_ended(house, tmp_path):
    house.allow(300)  # so that nothing else ends it
    house.write("import threading\n\ndef create_app(config=None):\n    threading.Event().wait()\n")
    collected, run = Collected([house.kata]), tmp_path / "run"

    def ask_and_leave() -> int:
        run.write_text(str(collected.start(Job(house.kata), tmp_path, nowhere).pid))
        return 0

    with open(os.devnull, "wb") as nowhere:
        assert fork(ask_and_leave, tmp_path, nowhere).wait() == 0
    deadline = time.monotonic() + 60
    with pytest.raises(ProcessLookupError):
        while time.monotonic() < deadline:
            os.kill(int(run.read_text()), 0)
            time.sleep(0.01)
    collected.close()


def test_addresses_are_built_as_ever_though_their_builders_are_compiled_late():
    compile_builders_when_used()
    compile_builders_when_used()  # a second time does nothing
    app = Flask("addresses")
    app.add_url_rule("/<self>/<int:rule>", "both")
    app.add_url_rule("/page", "page", defaults={"number": 1})
    with app.test_request_context():
        assert url_for("both", self="a b", rule=2, more="x") == "/a%20b/2?more=x"
        assert url_for("page", number=1) == "/page"
    with pytest.raises(ValueError, match="soon"):
        app.add_url_rule("/<int:number>", "wrong", defaults={"number": "soon"})


def test_templates_are_compiled_once_for_environments_that_are_alike():
    compile_templates_once()
    compile_templates_once()  # a second time does nothing

    class Louder:
        """A function that has no hash, so nothing that it is part of can be shared."""

        __hash__ = None

        def __call__(self, value):
            return f"{value}!"

    def said(name: str, configure=lambda environment: None) -> str:
        app = Flask("templates")
        configure(app.jinja_env)
        code.append(app.jinja_env.compile("{{ 'a<b'|upper }}", name))
        with app.app_context():
            template = app.jinja_env.template_class.from_code(app.jinja_env, code[-1], {})
            return template.render()

    code = []
    assert said("page.html") == said("page.html") == "A&lt;B"
    assert code[0] is code[1]
    # filters of constants are called while a template is compiled
    assert said("page.html", lambda env: env.filters.update(upper=lambda text: "mine")) == "mine"
    assert said("page.html", lambda env: env.filters.update(upper=lambda text: "<")) == "&lt;"
    assert said("page.txt", lambda env: env.filters.update(upper=lambda text: "<")) == "<"
    assert said("page.html", lambda env: setattr(env, "finalize", Louder())) == "A&lt;B!"


def test_runs_that_differ_are_told_apart(house, tmp_path):
    solved = (house.kata.solution / "app.py").read_text(encoding="utf-8")
    second = tmp_path / "the second run"
    wavering = tmp_path / "wavering.py"
    lines = ["", "import pathlib", f"if pathlib.Path({str(second)!r}).exists():"]
    lines += ["    def create_app(config=None):", "        return Flask(__name__)", ""]
    text = solved + "\n".join(lines) + f"pathlib.Path({str(second)!r}).touch()\n"
    wavering.write_text(text, encoding="utf-8")
    assert len(endings(house.kata, house.kata.solution / "app.py", runs=2)) == 1
    assert len(endings(house.kata, wavering, runs=2)) == 2


def test_the_cookies_of_a_test_client_are_recorded_and_repeated_by_hand():
    client = record(Flask("cookies")).test_client()
    client.set_cookie("guest", "Ann")
    client.get("/")
    assert ("Cookie", "guest=Ann") in recorder.last.request_headers
    assert "-b guest=Ann" in curl_line(recorder.last)


def test_what_an_app_leaves_open_does_not_spoil_a_green_verdict(house):
    text = (house.kata.solution / "app.py").read_text(encoding="utf-8")
    made = "    app = Flask(__name__)\n"
    opened = "    app.db = __import__('sqlite3').connect(':memory:')\n"
    house.write(text.replace(made, made + opened))
    result = house.nox("-s", "kata-7")
    assert "Green" in result.stdout
    assert (result.returncode, result.stderr) == (0, "")


def test_a_stream_is_recorded_as_it_is_read_and_not_before():
    pulled = []

    def rows():
        for row in range(5):
            pulled.append(row)
            yield f"{row}\n"

    app = record(Flask("streaming"))
    app.add_url_rule("/", view_func=lambda: Response(rows()))
    response = app.test_client().get("/")
    assert pulled == [0]  # the test client looks at the first piece, no more
    assert recorder.last.response_body == b""
    assert response.get_data() == recorder.last.response_body == b"0\n1\n2\n3\n4\n"


def test_a_crash_in_a_view_is_kept_with_its_exchange():
    app = record(Flask("crashing"))
    app.add_url_rule("/", view_func=lambda: {}["key"])
    assert app.test_client().get("/").status_code == 500
    assert isinstance(recorder.last.crash, KeyError)


def test_a_broken_promise_says_what_was_done_promised_and_seen():
    app = record(Flask("promising"))
    app.add_url_rule("/", view_func=lambda: "soup")
    with pytest.raises(BrokenPromise) as broken:
        expect(app.test_client().get("/"), "The menu was opened.").status(200).json()
    assert str(broken.value).splitlines() == [
        "The menu was opened.",
        "Promised: Content-Type: application/json",
        "Seen: Content-Type: text/html",
    ]
    assert broken.value.exchange is recorder.last
    assert broken.value.mark == "Content-Type"


@pytest.mark.parametrize(
    ("method", "headers", "body", "line"),
    [
        ("GET", [], b"", "curl -i 'http://127.0.0.1:5000/a?b=c'"),
        ("HEAD", [], b"", "curl -I 'http://127.0.0.1:5000/a?b=c'"),
        (
            "POST",
            [],
            b"it's\r\n\\a",
            "curl -i -H Content-Type: --data-binary $'it\\'s\\r\\n\\\\a' 'http://127.0.0.1:5000/a?b=c'",
        ),
        ("DELETE", [], b"", "curl -i -X DELETE 'http://127.0.0.1:5000/a?b=c'"),
        ("POST", [], b"", "curl -i -X POST 'http://127.0.0.1:5000/a?b=c'"),
        (
            "POST",
            [("Content-Type", "application/x-www-form-urlencoded")],
            b"dish=pea+soup",
            "curl -i --data-raw dish=pea+soup 'http://127.0.0.1:5000/a?b=c'",
        ),
        (
            "PUT",
            [("Content-Type", "application/json"), ("Cookie", "session=x.y")],
            b'{"a": 1}',
            "curl -i -X PUT -H 'Content-Type: application/json' -b session=x.y "
            "--data-raw '{\"a\": 1}' 'http://127.0.0.1:5000/a?b=c'",
        ),
    ],
)
def test_the_curl_line_repeats_the_exchange(method, headers, body, line):
    assert curl_line(Exchange(method, "/a?b=c", headers, body)) == line


def form(html: str):
    """The first form of a page at /menu/."""
    from bs4 import BeautifulSoup

    return Page(BeautifulSoup(html, "html.parser"), "/menu/").forms[0]


@pytest.mark.parametrize(
    ("html", "method", "target", "fields"),
    [
        ("<form><input name=a value=1></form>", "GET", "/menu/", [("a", "1")]),
        ("<form method=delete action=x></form>", "GET", "/menu/x", []),
        ("<form method=POST action=/x?y=1></form>", "POST", "/x?y=1", []),
        ("<form method=dialog></form>", "GET", "/menu/", []),
        ("<form><input value=1><input name=b disabled></form>", "GET", "/menu/", []),
        ("<form><input type=checkbox name=a></form>", "GET", "/menu/", []),
        ("<form><input type=checkbox name=a checked></form>", "GET", "/menu/", [("a", "on")]),
        ("<form><fieldset disabled><input name=a></fieldset></form>", "GET", "/menu/", []),
        ("<form><textarea name=a>x</textarea></form>", "GET", "/menu/", [("a", "x")]),
        ("<form><select name=a><option>x<option>y</select></form>", "GET", "/menu/", [("a", "x")]),
        ("<form><button name=a value=1>go</button></form>", "GET", "/menu/", [("a", "1")]),
        (
            "<form><button formmethod=post formaction=/z>go</button></form>",
            "POST",
            "/z",
            [],
        ),
        ("<form id=f></form><input form=f name=a value=1>", "GET", "/menu/", [("a", "1")]),
    ],
)
def test_a_form_is_submitted_as_a_browser_submits_it(html, method, target, fields):
    found = form(html)
    button = next(iter(found.buttons), None)
    assert (found.method(button), found.target(button)) == (method, target)
    assert found.fields(button) == fields


def test_a_served_app_is_reached_over_the_wire_and_recorded():
    app = record(Flask("served"))
    app.add_url_rule("/<name>", view_func=lambda name: {"name": name, "q": request.args["q"]})
    with serve(app) as server:
        response = server.guest().get("/soup?q=1")
    assert response.get_json() == {"name": "soup", "q": "1"}
    assert response.complete
    assert recorder.last.status == "200 OK"


def test_a_server_that_is_silent_is_no_answer():
    release = threading.Event()
    app = Flask("silent")
    app.add_url_rule("/", view_func=lambda: str(release.wait(5)))
    with serve(app) as server:
        with pytest.raises(NoAnswer, match="no answer to GET / within 0.2 s"):
            server.guest().get("/", patience=0.2)
        release.set()
    with pytest.raises(NoAnswer, match="nobody listens"):
        Guest(server.address).get("/")


def test_a_body_that_breaks_off_is_not_complete():
    def rows():
        yield "first"
        raise OSError("the printer burns")

    app = Flask("breaking")
    app.add_url_rule("/", view_func=lambda: Response(rows()))
    with serve(app) as server:
        response = server.guest().get("/")
    assert response.get_data() == b"first"
    assert not response.complete
    assert not response.raw.endswith(b"0\r\n\r\n")


def test_requests_are_sent_at_once_and_answered_in_order():
    meeting = threading.Barrier(2, timeout=60)

    def call(name):
        meeting.wait()
        return name

    assert at_once(lambda: call("ann"), lambda: call("bob")) == ["ann", "bob"]


def test_requests_that_never_end_are_stuck(monkeypatch):
    monkeypatch.setattr("dojo.stand_ins.interleave.PATIENCE", 0.05)
    with pytest.raises(Stuck):
        at_once(threading.Event().wait)


def test_the_two_lists_of_dependencies_are_the_same():
    text = (ROOT / "noxfile.py").read_text(encoding="utf-8")
    block = text[text.index("# /// script\n") + 13 : text.index("# ///\n")]
    script = tomllib.loads("\n".join(line.removeprefix("#").strip() for line in block.splitlines()))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert script["dependencies"] == project["dependencies"]
    assert script["requires-python"] == project["requires-python"]


def test_numbers_are_said_as_people_write_them():
    assert spans([3, 1, 2, 7, 14]) == "1-3, 7, 14"
    assert spans([]) == "none yet"
