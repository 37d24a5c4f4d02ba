"""Pages of others in the same browser read nothing of the page, and what they send is refused."""

import json
import os
import signal
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="nox -s tests-page has it")
expect = playwright.expect
PATIENCE = 60_000  # milliseconds; runs on a busy machine
expect.set_options(timeout=PATIENCE)

START = "import sys; from dojo.page.serving import page; sys.exit(page(sys.argv[1:]))"
MINE = "\n# what a reset would take away\n"
EVIL = "evil.example"  # a name of the stranger's that leads to this machine
RED, NOT_RUN = "Red is where a kata begins.", "Before the first run"
FETCH = """async ([url, method, mode]) => {
    try { const got = await fetch(url, {method, mode});
      return `${got.type} ${got.status} ${await got.text()}`; }
    catch (error) { return "refused"; } }"""
IMAGE = """(url) => new Promise((done) => { const image = new Image();
    image.onload = () => done("loaded"); image.onerror = () => done("refused");
    image.src = url; })"""
FRAME = """(url) => new Promise((done) => { const frame = document.createElement("iframe");
    frame.onload = () => { let seen; try { seen = frame.contentDocument.body.textContent; }
      catch (error) { seen = "refused"; } done(seen); };
    frame.src = url; document.body.append(frame); })"""
FORM = """([url, target]) => { const form = document.createElement("form");
    form.method = "post"; form.action = url; form.target = target;
    document.body.append(form); form.submit(); }"""


class _Plain(BaseHTTPRequestHandler):
    """An app at another port of this machine, as a learner's own: it answers each path the same."""

    def do_GET(self):
        body = b"<!doctype html><title>another app</title><body></body>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def other_app():
    """The address of a page at another port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Plain)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def served(lasting_house):
    """The address of the page of a house."""
    process = subprocess.Popen(
        [sys.executable, "-c", START, "--no-open"],
        cwd=lasting_house.root,
        env=lasting_house.environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    app = lasting_house.kata.app
    lasting_house.write(app.read_text(encoding="utf-8") + MINE)
    yield process.stdout.readline().strip()
    process.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)
    process.communicate(timeout=20)


@pytest.fixture(scope="module")
def misled(start_chromium):
    """A browser that takes the stranger's name for one of this machine, as after DNS rebinding."""
    browser = start_chromium(f"--host-resolver-rules=MAP {EVIL} 127.0.0.1")
    yield browser
    browser.close()


@pytest.fixture
def tab(misled):
    """A tab of a new browser."""
    context = misled.new_context()
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    yield page
    context.close()


def noted(house) -> list[dict]:
    """What stands in the journal."""
    file = house.root / ".dojo" / "journal.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return [json.loads(line) for line in lines]


def assert_untouched(served: str, house) -> None:
    """Nothing was run, noted or put back."""
    with urlopen(served + "7") as answer:
        assert NOT_RUN in answer.read().decode()  # neither a verdict nor a run that is under way
    assert noted(house) == []
    assert house.kata.app.read_text(encoding="utf-8").endswith(MINE)


def origin_of(url: str) -> str:
    """Scheme, name and port of an address."""
    return url.rsplit("/", 2)[0]


def test_the_browser_is_misled_and_the_page_is_there(tab, served, other_app):
    """Without this, all that is refused below could be refused for another reason."""
    tab.goto(other_app.replace("127.0.0.1", EVIL))
    expect(tab).to_have_title("another app")
    tab.goto(served)
    expect(tab).to_have_title("The Blue Plate")
    assert "The Blue Plate" in tab.evaluate(FETCH, [served, "GET", "cors"])


@pytest.mark.parametrize("path", ["", "7", "hello", "static/page.css"])
def test_a_name_that_was_rebound_is_refused(tab, served, path):
    for url in (served + path, f"{origin_of(served)}/{path}"):
        misleading = url.replace("127.0.0.1", EVIL)
        assert tab.goto(misleading).status == 403
        key = urlsplit(served).path.strip("/")
        assert key not in tab.content()
        assert "Blue Plate" not in tab.content()


def test_a_page_of_a_rebound_name_reads_and_sends_nothing(tab, served, other_app, lasting_house):
    tab.goto(other_app.replace("127.0.0.1", EVIL))
    rebound = served.replace("127.0.0.1", EVIL)
    tab.goto(rebound)  # an error page; from now on, fetch is of the same origin as the page
    answers = [tab.evaluate(FETCH, [rebound + path, "GET", "cors"]) for path in ("", "7", "hello")]
    answers += [tab.evaluate(FETCH, [rebound + p, "POST", "cors"]) for p in ("7/run", "7/reset")]
    assert {answer.split()[1] for answer in answers} == {"403"}
    assert_untouched(served, lasting_house)


def test_a_form_of_another_app_on_this_machine_is_refused(tab, served, other_app, lasting_house):
    for path in ("7/run", "7/reset", "7/predict", "7/hint", "7/pair", "cycle"):
        tab.goto(other_app)
        with tab.expect_navigation(url=served + path) as answer:
            tab.evaluate(FORM, [served + path, "_self"])
        assert answer.value.status == 403
    assert_untouched(served, lasting_house)


def test_another_app_on_this_machine_reads_and_sends_nothing(tab, served, other_app, lasting_house):
    tab.goto(other_app)
    for path in ("", "7", "hello", "7/events"):
        assert tab.evaluate(FETCH, [served + path, "GET", "cors"]) == "refused"
        # the same site, another port: the body would be at hand, were it not for the policies
        assert tab.evaluate(FETCH, [served + path, "GET", "no-cors"]) == "refused"
    for path in ("7/run", "7/reset"):
        assert tab.evaluate(FETCH, [served + path, "POST", "cors"]) == "refused"
        assert tab.evaluate(FETCH, [served + path, "POST", "no-cors"]) == "refused"
    assert_untouched(served, lasting_house)


def test_another_app_on_this_machine_cannot_show_it(tab, served, other_app):
    tab.goto(other_app)
    assert tab.evaluate(IMAGE, served + "static/page.css") == "refused"
    seen = tab.evaluate(FRAME, served + "7")
    assert seen == "refused"
    inside = tab.frames[-1]
    assert "chrome-error" in inside.url
    assert NOT_RUN not in inside.content()


def test_another_app_that_opens_it_has_no_hold_on_it(tab, served, other_app):
    tab.goto(other_app)
    with tab.context.expect_page() as opened:
        tab.evaluate("(url) => { window.held = window.open(url); }", served + "7")
    page = opened.value
    expect(page.get_by_role("heading", name=NOT_RUN)).to_be_visible()
    assert page.evaluate("window.opener") is None
    assert tab.evaluate("window.held.closed")  # another group of pages: it cannot even be counted


def test_what_can_be_done_from_the_page_itself_is_done(tab, served, lasting_house):
    """The forms above are refused for their origin alone: with ours the same form runs a kata."""
    tab.goto(served + "7")
    with tab.expect_navigation(url=served + "7") as answer:
        tab.evaluate(FORM, [served + "7/run", "_self"])
    assert answer.value.status == 200
    expect(tab.get_by_text(RED)).to_be_visible()
    assert [entry["what"] for entry in noted(lasting_house)] == ["run"]
