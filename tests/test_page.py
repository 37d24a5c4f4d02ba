"""The page without a browser: who may ask, what is shown in which state, and what stays behind."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from html import unescape
from urllib.error import HTTPError
from urllib.request import Request
from urllib.request import urlopen

import pytest

from dojo.http.steps import AFTER
from dojo.http.steps import BEFORE
from dojo.http.steps import BODY
from dojo.http.steps import MATCH
from dojo.http.steps import SEND
from dojo.http.steps import VIEW
from dojo.kata.catalogue import ROOT
from dojo.page.address import Address
from dojo.page.address import address_file
from dojo.page.address import keep_address
from dojo.page.address import kept_address
from dojo.page.address import new_key
from dojo.page.app import create_page
from dojo.page.desk import Desk
from dojo.page.guard import HEADERS
from dojo.page.picture import draw
from dojo.page.runner import RUN
from dojo.page.runner import Runner
from dojo.page.serving import read_words
from dojo.page.texts import belief_and_fact
from dojo.page.texts import markdown
from dojo.page.texts import side_by_side
from dojo.practice.words import BadWords

KEY = "A" * 22
PORT = 5100
PATIENCE = 60.0  # seconds for a run on a busy machine
HERE = {"Host": f"127.0.0.1:{PORT}"}
OURS = {**HERE, "Origin": f"http://127.0.0.1:{PORT}"}
GETS = ("/", "/7", "/7?view=projector", "/cycle", "/hello", "/static/page.css", "/99", "/nothing")
POSTS = ("/7/run", "/7/predict", "/7/hint", "/7/reset", "/7/pair", "/cycle")
posix_only = pytest.mark.skipif(os.name != "posix", reason="signals and rights as POSIX has them")


class Page:
    """The page of a house, asked through Flask's test client."""

    def __init__(self, house, **options):
        self.house, self.desk = house, Desk(house.root, **options)
        self.app = create_page(self.desk, KEY, PORT)
        self.client = self.app.test_client()
        threading.Thread(target=self.desk.follow_saves, daemon=True).start()

    def get(self, path: str, headers=HERE):
        """Ask for a path below the key."""
        return self.client.get(f"/{KEY}{path}", headers=headers, buffered=True)

    def post(self, path: str, sent_with=OURS, **form):
        """Send a form."""
        return self.client.post(f"/{KEY}{path}", data=form, headers=sent_with)

    def text(self, path: str = "/7") -> str:
        """What can be read on a page, in one line."""
        html = re.sub(r"<head>.*?</head>|<svg.*?</svg>", "", self.get(path).text, flags=re.DOTALL)
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())

    def until(self, words: str, path: str = "/7") -> str:
        """Wait until these words can be read."""
        end = time.monotonic() + PATIENCE
        while words not in (text := self.text(path)):
            version = self.desk.version
            assert time.monotonic() < end, text
            self.desk.wait(version, 0.2)
        return text

    def run(self, words: str) -> str:
        """Run kata 7 without a guess and wait for these words."""
        self.post("/7/run")
        return self.until(words)

    @property
    def noted(self) -> list[dict]:
        """What stands in the journal."""
        file = self.house.root / ".dojo" / "journal.jsonl"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def shared(lasting_house):
    """One page for all tests: its runner has to become warm only once."""
    page = Page(lasting_house)
    yield page
    page.desk.close()


@pytest.fixture
def page(shared):
    """The page of a house with kata 7, where nobody has done anything yet."""
    kata = shared.house.kata
    shutil.rmtree(shared.house.root / ".dojo", ignore_errors=True)
    shutil.copy(kata.untouched, kata.app)
    shared.desk.forget(kata)
    yield shared
    shared.desk.forget(kata)
    place = shared.house.root / ".dojo"
    if place.is_file():
        place.unlink()


# -- who may ask ------------------------------------------------------------------------------


def test_every_answer_has_the_headers_and_no_cookie(page):
    answers = [page.get(path) for path in GETS]
    answers += [page.post(path) for path in POSTS]
    answers += [page.post(path, HERE) for path in POSTS]
    answers += [page.client.get("/", headers=HERE), page.client.get("/", headers={"Host": "x"})]
    for answer in answers:
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", GETS)
def test_another_host_is_refused_before_anything_is_read(page, path):
    for host in (
        "evil.example",
        f"evil.example:{PORT}",
        "127.0.0.1",
        "127.0.0.1:5000",
        "[::1]:5100",
    ):
        answer = page.get(path, {"Host": host, "Accept": "text/html"})
        assert (answer.status_code, KEY in answer.text) == (403, False)
    assert page.get("/", {"Host": f"localhost:{PORT}"}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/7", "/hello", f"/{'B' * 22}/", f"/{KEY[:-1]}/", f"/{KEY}x/"]
)
def test_without_the_key_there_is_nothing(page, path):
    for method in ("GET", "POST"):
        answer = page.client.open(path, method=method, headers=OURS)
        assert (answer.status_code, KEY in answer.text) == (404, False)


@pytest.mark.parametrize("path", POSTS)
def test_what_another_page_sends_is_refused(page, path):
    for origin in (
        None,
        "null",
        "http://127.0.0.1:5000",
        "https://evil.example",
        "http://localhost",
    ):
        headers = {**HERE, **({"Origin": origin} if origin else {})}
        assert page.post(path, headers).status_code == 403
    assert page.noted == []


def test_one_more_name_can_be_allowed(page):
    app = create_page(page.desk, KEY, PORT, "blue.example")
    headers = {"Host": "blue.example", "Origin": "https://blue.example"}
    assert app.test_client().post(f"/{KEY}/7/hint", headers=headers).status_code == 303
    headers["Host"] = "other.example"
    assert app.test_client().get(f"/{KEY}/", headers=headers).status_code == 403


def test_to_look_changes_nothing(page):
    for path in GETS:
        page.get(path)
        page.client.head(f"/{KEY}{path}", headers=HERE).close()
    for path in POSTS:
        if path != "/cycle":
            assert page.get(path).status_code == 405
    assert page.noted == []
    assert not page.desk.standing(page.house.kata).is_running


def test_an_unknown_kata_is_answered_in_the_language_of_the_asker(page):
    words = "there is no kata '99'; there are 7"
    html, data, plain = (
        page.get("/99", {**HERE, "Accept": kind})
        for kind in ("text/html", "application/json", "text/plain")
    )
    assert {html.status_code, data.status_code, plain.status_code} == {404}
    assert "The map" in html.text
    assert words in unescape(html.text)
    assert data.json == {"error": words}
    assert plain.text == words + "\n"


def test_a_fault_of_the_house_is_said_in_a_line(page, monkeypatch):
    monkeypatch.setattr("dojo.page.app.read_map", lambda desk: 1 / 0)
    answer = page.get("/")
    assert answer.status_code == 500
    assert "a fault of this house, not of yours: ZeroDivisionError" in unescape(answer.text)
    assert "Traceback" not in answer.text


# -- states -----------------------------------------------------------------------------------


def test_the_question_comes_before_any_run_and_comes_back_at_green(page):
    question = page.house.kata.prediction
    text = page.text()
    assert "Before the first run" in text
    assert question["choices"][0] in text
    assert question["because"] not in text
    assert page.post("/7/predict").headers["Location"].endswith("without+a+guess.")
    assert page.noted == []
    assert page.post("/7/predict", choice=1).status_code == 303
    text = page.until("Red")
    assert "Red is where a kata begins." in text
    assert [entry["what"] for entry in page.noted] == ["predict", "run"]
    page.post("/7/predict", choice=2)  # too late
    assert [entry["what"] for entry in page.noted] == ["predict", "run"]
    page.house.solve()
    text = page.until("Green: every promise is kept.")
    assert f"You said {question['choices'][0]} What is so {question['choices'][3]}" in text


def test_each_of_a_pair_is_asked_alone(page):
    page.post("/7/pair", names="Ann, Bob", minutes=7, swap="time")
    assert "Ann, alone; the other looks away." in page.text()
    page.post("/7/predict", choice=2)
    assert "Bob, alone; the other looks away." in page.text()
    assert not page.desk.standing(page.house.kata).is_running
    page.post("/7/predict", choice=4)
    text = page.until("Red")
    assert "Ann drives, Bob navigates" in text
    assert [(e.get("name"), e.get("answer")) for e in page.noted][1:3] == [("Ann", 2), ("Bob", 4)]


def test_the_page_says_what_the_verdict_says(page):
    text = page.run("Red")
    verdict = page.desk.standing(page.house.kata).verdict
    failure = verdict["shown"]["failure"]
    wanted = [failure["done"], failure["promised"], failure["seen"], failure["where"]]
    wanted += [other["sentence"] for other in verdict["others"]] + failure["by_hand"]
    wanted += [f"{board['passed']} of {len(board['results'])}" for board in verdict["boards"]]
    assert [part for part in wanted if " ".join(part.split()) not in text] == []


def test_the_way_of_the_failing_exchange_is_drawn(page):
    page.run("Red")
    text = page.until("Straight through Flask to one_order and back")
    assert "URL matching" in text
    assert page.noted[-1]["what"] == "run"
    assert len(page.noted) == 1  # the second play notes nothing


def test_a_crash_stands_where_it_happened(page):
    source = page.house.kata.app.read_text(encoding="utf-8")
    hook = "\n    @app.before_request\n    def hall():\n        {}['plate']\n\n    return app\n"
    page.house.write(source.replace("\n    return app\n", hook))
    page.run("Red")
    text = page.until("crashes here")
    assert re.search(r"before_request hall crashes here, app.py:\d+ in hall KeyError", text)
    assert "the view never asked" in text


def test_before_and_now_stand_side_by_side_at_green(page):
    page.house.solve()
    page.run("Green")
    text = page.until("The app as it was handed out")
    before, now = text.split("Your app", 1)
    assert "Content-Type: text/html; charset=utf-8" in before
    assert "Content-Type: application/json" in now
    assert "It is often thought" in text
    assert "Your fix beside the reference They are the same." in text


def test_what_an_app_answers_is_text(page):
    text = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    source = page.house.kata.app.read_text(encoding="utf-8")
    page.house.write(source.replace("return as_json(number)", f"return {text!r}"))
    page.run("Red")
    html = page.get("/7").text
    assert text in unescape(html)
    assert "<script>alert" not in html
    assert "<img" not in html


@pytest.mark.parametrize(
    ("app", "words"),
    [
        ("def create_app(:\n", "SyntaxError"),
        ("x = 1\n", "there is no function create_app()"),
        (
            "import os\ndef create_app(config=None):\n    os._exit(7)\n",
            "the process ended (exit code 7)",
        ),
    ],
)
def test_an_app_that_does_not_get_far_is_amber(page, app, words):
    page.house.write(app)
    text = page.run("Amber: the app did not get far enough to be judged.")
    assert words in text
    assert "The broken app again" in text
    page.house.solve()
    page.until("Green")


def test_a_save_ends_a_run_that_hangs(page):
    page.house.write("import time\ndef create_app(config=None):\n    time.sleep(60)\n")
    page.post("/7/run")
    page.until("Running…")
    page.house.solve()
    page.until("Green")
    assert [entry["verdict"] for entry in page.noted if entry["what"] == "run"] == ["green"]


def test_a_verdict_is_told_once_and_before_the_threads_of_the_app_have_ended(house):
    house.solve()
    source = house.kata.app.read_text(encoding="utf-8")
    first = "    app = Flask(__name__)\n"
    stays = (
        "    __import__('threading').Thread(target=__import__('time').sleep, args=(60,)).start()"
    )
    assert first in source
    house.write(source.replace(first, f"{stays}\n{first}"))
    news, end = [], time.monotonic() + PATIENCE
    runner = Runner(house.root, lambda one: news.append((one, runner.is_busy)))
    runner.ask(1, RUN, house.kata.name)
    while runner.is_busy and time.monotonic() < end:
        runner.look()
        time.sleep(0.005)
    runner.close()
    told = [(one["answer"]["verdict"]["outcome"], busy) for one, busy in news if "answer" in one]
    assert told == [("green", True)]


def test_a_saved_app_makes_the_old_verdict_old(page):
    page.run("Red")
    page.desk.standing(page.house.kata).looked_at = -1e9  # nobody has looked for a long time
    page.house.solve()
    sleeping = page.desk.standing(page.house.kata)
    assert sleeping.is_stale
    text = page.text()
    assert "app.py was saved since" in text or "running" in text or "Green" in text


def test_hints_wait_for_another_run(page):
    assert "A hint" not in page.text()  # before the question is answered
    page.run("Red")
    page.post("/7/hint")
    assert "Where to look" in page.text()
    page.post("/7/hint")
    assert "More after another run." in page.text()
    assert "What is at work" not in page.text()
    page.post("/7/hint", now="yes")
    assert "What is at work" in page.text()
    assert [entry.get("hint") for entry in page.noted if entry["what"] == "hint"] == [1, 2]


def test_the_broken_app_again_keeps_a_copy(page):
    page.house.solve()
    page.run("Green")
    answer = page.post("/7/reset")
    assert "Your+version+is+kept+in+.dojo/kept/" in answer.headers["Location"]
    assert page.house.kata.app.read_bytes() == page.house.kata.untouched.read_bytes()
    assert "Before the first run" in page.text()
    assert "(done)" in page.text("/")


def test_where_nothing_can_be_noted_a_line_says_so_and_verdicts_go_on(page):
    (page.house.root / ".dojo").write_text("a file where a folder should be")
    answer = page.post("/7/predict", choice=1)
    assert "could+not+be+noted" in answer.headers["Location"]
    text = page.until("Red")
    assert "nothing can be noted: .dojo cannot be written to" in text
    assert "could+not+be+noted" in page.post("/7/hint").headers["Location"]


def test_the_map_tells_what_is_done_and_where_to_go_on(page):
    assert "0 of 1 katas done" in page.text("/")
    assert "Next: 7" in page.text("/")
    page.run("Red")
    assert "Go on with 7" in page.text("/")
    page.house.solve()
    page.until("Green")
    page.until("saved last", "/")
    assert "1 of 1 katas done" in page.text("/")


def test_a_room_sees_neither_hints_nor_promise(page):
    page.run("Red")
    text = page.text("/7?view=projector")
    assert "Content-Type: text/html" in text
    assert "What this app does" not in text
    assert "A hint" not in text


def test_a_request_that_is_typed_shows_its_way(page):
    form = {
        "kata": 7,
        "method": "POST",
        "target": "/orders",
        "headers": "X-Table: 3",
        "app": "mine",
    }
    answer = page.post("/cycle", **form, body="guest=Ann&dish=stew")
    assert answer.status_code == 303
    text = page.text(answer.headers["Location"].removeprefix(f"/{KEY}"))
    assert "POST /orders X-Table: 3 Content-Type: application/x-www-form-urlencoded" in text
    assert "302 FOUND" in text
    assert "the view take_order" in text
    assert page.post("/cycle", **{**form, "target": "http://evil.example/"}).status_code == 400
    assert page.noted == []


def test_a_typed_request_to_an_app_that_does_not_start_says_why(page):
    page.house.write("def create_app(:\n")
    form = {"kata": 7, "method": "GET", "target": "/", "headers": "", "body": "", "app": "mine"}
    location = page.post("/cycle", **form).headers["Location"].removeprefix(f"/{KEY}")
    assert "app.py:1: SyntaxError" in page.text(location)


def test_where_there_is_no_fork_a_new_interpreter_runs(house):
    page = Page(house, can_fork=False)
    try:
        page.run("Red")
        page.until("Straight through Flask")
    finally:
        page.desk.close()


# -- the stream -------------------------------------------------------------------------------


def events_of(answer):
    """The events of a stream, as they come."""
    for chunk in answer.response:
        text = chunk.decode() if isinstance(chunk, bytes) else chunk
        if text.startswith("event: state\ndata: "):
            yield json.loads(text.split("data: ", 1)[1])


def test_the_stream_tells_the_whole_state_and_then_what_changed(page):
    answer = page.client.get(f"/{KEY}/7/events", headers=HERE)
    assert answer.mimetype == "text/event-stream"
    events = events_of(answer)
    first = next(events)
    assert set(first["parts"]) == {"pair", "badge", "verdict", "way", "rest", "aside"}
    page.post("/7/run")
    for event in events:
        if event["title"].startswith("Red"):
            break
    assert "Seen" in event["parts"]["verdict"]
    assert event["say"].startswith("Red. The kitchen screen gets json. Promised:")
    assert "pair" not in event["parts"]
    answer.close()  # the client leaves


def test_nothing_changes_while_a_page_is_drawn(page):
    kata = page.house.kata
    looked_at, behind = page.desk.look_at(kata), page.desk.standing(kata)
    behind.verdict, behind.run, behind.way.is_due = {"outcome": "red"}, 1, True
    assert (looked_at.verdict, looked_at.is_running, looked_at.way.is_due) == (None, False, False)
    assert page.desk.look_at(kata).verdict == {"outcome": "red"}


def test_a_stream_ends_with_the_desk(house):
    page = Page(house)
    events = events_of(page.client.get(f"/{KEY}/events", headers=HERE))
    assert "7" in next(events)["parts"]["map"]
    threading.Timer(0.1, page.desk.close).start()
    assert list(events) == []


# -- the address ------------------------------------------------------------------------------


def test_the_address_is_kept_for_its_owner_alone(tmp_path):
    address = Address(5100, new_key())
    assert keep_address(tmp_path, address)
    assert kept_address(tmp_path) == address
    address_file(tmp_path).write_text("{}")
    assert kept_address(tmp_path) is None
    assert keep_address(tmp_path, address)
    if os.name == "posix":
        assert address_file(tmp_path).stat().st_mode & 0o777 == 0o600
        address_file(tmp_path).chmod(0o644)
        assert kept_address(tmp_path) is None


def test_words_that_are_not_known_say_what_is():
    assert read_words(["--no-open", "--port=5200", "--host", "a.example"])[1:] == (
        5200,
        "a.example",
        False,
    )
    for words in (["--port"], ["--port", "x"], ["--frog"], ["1", "2"]):
        with pytest.raises(BadWords, match="it knows"):
            read_words(words)


def served(house, *words: str) -> tuple[subprocess.Popen, str]:
    """`nox -s page` in this house, and the address that it prints."""
    command = [sys.executable, "-m", "nox", "-s", "page", "--", "--no-open", *words]
    process = subprocess.Popen(
        command,
        cwd=house.root,
        env=house.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    line = process.stdout.readline().strip()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[A-Za-z0-9_-]{22}/\d*", line), line
    return process, line


@posix_only
def test_nox_serves_it_until_ctrl_c_and_keeps_its_address(house):
    process, url = served(house)
    try:
        with urlopen(url) as answer:
            assert "The Blue Plate" in answer.read().decode()
        with pytest.raises(HTTPError, match="404") as caught:
            urlopen(url.rsplit("/", 2)[0] + "/")
        caught.value.close()
        again = house.nox("-s", "page", "--", "7", "--no-open")
        assert (again.returncode, again.stdout.strip()) == (0, url + "7")
        headers = {"Origin": url.rsplit("/", 2)[0]}
        urlopen(Request(url + "7/run", b"", headers)).close()
        groups = {process.pid, *children_of(process.pid)}
        assert len(groups) > 1  # the runner has a group of its own
    finally:
        os.kill(process.pid, signal.SIGINT)
        rest, _ = process.communicate(timeout=20)
    assert (process.returncode, rest) == (0, "")
    end = time.monotonic() + 20
    while any(is_there(pid) for pid in groups) and time.monotonic() < end:
        time.sleep(0.05)
    assert [pid for pid in groups if is_there(pid)] == []
    process, later = served(house, "7")
    process.terminate()
    process.wait(20)
    process.stdout.close()
    assert later == url + "7"


def children_of(pid: int) -> list[int]:
    """The processes that a process has started, as Linux knows them; elsewhere none are found."""
    found = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True).stdout
    pairs = [tuple(map(int, line.split())) for line in found.splitlines()]
    return [child for child, parent in pairs if parent == pid]


def is_there(pid: int) -> bool:
    """Whether a process runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


# -- pictures and texts -----------------------------------------------------------------------


def step(station: str, way: str = "in", **more) -> dict:
    """A step as data."""
    plain = {"who": "", "note": "", "error": "", "where": "", "over": True, "words": ""}
    return {"station": station, "way": way, **plain, **more}


def way_of(*steps: dict, late=(), answered: bool = True) -> dict:
    """A way as data."""
    return {"steps": list(steps), "late": list(late), "answered": answered, "straight": False}


def places(picture) -> list[tuple]:
    """Lane, kind and row of each stop."""
    return [(stop.lane, stop.kind, stop.row) for stop in picture.stops]


def test_a_request_goes_down_one_lane_and_up_the_other():
    picture = draw(way_of(step(MATCH), step(BEFORE), step(VIEW, "turn"), step(SEND, "out")))
    assert places(picture) == [
        ("down", "walked", 1),
        ("down", "walked", 2),
        ("bottom", "walked", 3),
        ("up", "walked", 2),
    ]
    assert (picture.turned, picture.is_list) == (False, False)


def test_a_turn_leaves_the_view_unasked():
    picture = draw(way_of(step(MATCH), step(BEFORE, "turn"), step(AFTER, "out"), step(SEND, "out")))
    assert places(picture) == [
        ("down", "walked", 1),
        ("down", "turn", 2),
        ("bottom", "ghost", 3),
        ("up", "walked", 2),
        ("up", "walked", 1),
    ]
    assert picture.turned


def test_what_comes_too_late_is_told_from_what_came():
    late = [step(BODY, "out")]
    picture = draw(way_of(step(MATCH), step(VIEW), step(SEND, "out"), late=late))
    assert [stop.kind for stop in picture.stops] == ["walked", "walked", "walked", "late"]
    picture = draw(way_of(step(MATCH), step(VIEW), step(SEND, "out"), answered=False))
    assert [stop.kind for stop in picture.stops] == ["walked", "walked", "late"]


def test_a_way_that_is_no_u_is_a_list():
    twice = [step(MATCH), step(VIEW), step(SEND, "out")] * 2
    assert draw(way_of(*twice)).is_list
    assert draw(way_of(step(MATCH), *[step(BEFORE)] * 30, step(VIEW))).is_list
    assert draw(way_of()) is None
    assert draw(None) is None


def test_markdown_keeps_html_and_inner_links_out():
    html = markdown("# A\n\n<b>x</b> [in](../a.md) [out](https://a.example) [js](javascript:1)", 1)
    assert "<h2>A</h2>" in html
    assert "&lt;b&gt;x&lt;/b&gt;" in html
    assert html.count("href=") == 1
    assert 'rel="noreferrer noopener"' in html
    folded = markdown("<details>\n<summary>More</summary>\n\ntext\n\n</details>")
    assert "<details><summary>More</summary>" in folded


def test_a_debrief_opens_with_what_is_often_thought():
    thought, fact = belief_and_fact("It is often thought that `a.b` is\nso. In fact not.\n\nMore.")
    assert thought == "It is often thought that <code>a.b</code> is so."
    assert "In fact not." in fact
    assert "More." in fact


def test_two_files_stand_side_by_side_with_what_is_the_same_folded():
    same = "\n".join(f"x = {n}" for n in range(20))
    rows = side_by_side(f"{same}\na = '<b>'\n", f"{same}\nb = 2\nc = 3\n")
    assert [row.kind for row in rows] == ["fold", "same", "same", "same", "other", "other"]
    assert "&lt;b&gt;" in rows[-2].left
    assert rows[-1].left == ""


def test_the_page_needs_nothing_from_elsewhere():
    folder = ROOT / "dojo" / "page"
    static = {file.suffix: file.read_bytes() for file in folder.glob("static/*")}
    assert len(static[".js"].splitlines()) <= 150
    assert sum(map(len, static.values())) <= 20_000
    for file in [*folder.glob("static/*"), *folder.glob("templates/**/*.html")]:
        text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://|@import|style=|<script>|onclick", text), file
