"""The page in a real browser: what a save changes, what stays, what is lost and comes back."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from urllib.request import Request
from urllib.request import urlopen

import pytest

from dojo.kata.catalogue import choose
from dojo.upkeep.saves import SAVES

playwright = pytest.importorskip("playwright.sync_api", reason="nox -s tests-page has it")
expect = playwright.expect
expect.set_options(timeout=60_000)  # milliseconds; runs on a busy machine

START = "import sys; from dojo.page.serving import page; sys.exit(page(sys.argv[1:]))"
# a red in one line, a crash, an answer that came too late, and what has most to say
IN_A_ROOM = (7, 21, 23, 40, 45)
SHOTS = os.environ.get("SHOTS")  # a folder for pictures of them
HANG = "import time\n\n\ndef create_app(config=None):\n    time.sleep(60)\n"
SMALLEST = """() => Math.min(...[...document.querySelectorAll("body *")].filter(
    (one) => one.checkVisibility() && !one.closest(".hidden, .skip, .lost") &&
      [...one.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())
  ).map((one) => parseFloat(getComputedStyle(one).fontSize)))"""
OUTSIDE = """() => [...document.querySelectorAll("main *")].filter(
    (one) => { if (!one.checkVisibility()) return false; const box = one.getBoundingClientRect();
      return box.width && (box.right > innerWidth + 1 || box.bottom > innerHeight + 1); }
  ).map((one) => one.outerHTML.slice(0, 80))"""


class Served:
    """The page of a house, in a process of its own."""

    def __init__(self, house):
        self.house, self.process = house, None
        self.start()

    def start(self) -> None:
        """Start it; the address is the same each time."""
        self.process = subprocess.Popen(
            [sys.executable, "-c", START, "--no-open"],
            cwd=self.house.root,
            env=self.house.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.url = self.process.stdout.readline().strip()

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        self.process.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)
        self.process.communicate(timeout=20)


@pytest.fixture(scope="module")
def served(lasting_house):
    """One server for all tests of this file."""
    served = Served(lasting_house)
    yield served
    served.stop()


@pytest.fixture
def house(served):
    """The house of the server, where nobody has done anything yet."""
    origin = served.url.rsplit("/", 2)[0]
    urlopen(Request(f"{served.url}7/reset", b"", {"Origin": origin})).close()
    (served.house.root / ".dojo" / "journal.jsonl").unlink()
    return served.house


@pytest.fixture
def page(chromium, house):
    """A tab of a new browser."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    yield page
    context.close()
    assert faults == []


def colour(page):
    """The colour as a word, when no run is under way."""
    return page.locator(".badge:not(.running) .colour")


def begin(page, served, where: str = "7") -> None:
    """Open the kata and run it without a guess."""
    page.goto(served.url + where)
    page.get_by_role("button", name="Run without a guess").click()
    expect(colour(page)).to_have_text("Red")


def settle(page) -> None:
    """Wait until the picture has come, too."""
    expect(page.locator(".coming")).to_have_count(0)


def test_a_question_by_keyboard_then_red_then_green(page, served, house):
    page.goto(served.url)
    page.get_by_role("link", name="Next: 7").click()
    expect(page.get_by_role("heading", name="Before the first run")).to_be_visible()
    expect(page.locator(".badge")).to_have_count(0)
    page.locator("#choice-1").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(colour(page)).to_have_text("Red")
    expect(page).to_have_title("Red: kata 7")
    expect(page.locator("#say")).to_contain_text("Promised:")
    house.solve()
    expect(colour(page)).to_have_text("Green: every promise is kept.")
    expect(page).to_have_title("Green: kata 7")
    expect(page.locator("#say")).to_contain_text("Green")
    expect(page.get_by_text("You said")).to_be_visible()
    expect(page.get_by_role("heading", name="Before and now")).to_be_visible()


@pytest.mark.parametrize("save", SAVES)
def test_each_way_to_save_changes_what_is_seen(page, served, house, save):
    begin(page, served)
    broken = house.kata.untouched.read_text(encoding="utf-8")
    right = (house.kata.solution / "app.py").read_text(encoding="utf-8")
    for text, word in [(right, "Green"), (broken, "Red"), ("x = 1\n", "Amber"), (right, "Green")]:
        save(house.kata.app, text)
        expect(colour(page)).to_contain_text(word)


def test_what_is_open_and_where_the_focus_is_survive_a_verdict(page, served, house):
    begin(page, served)
    settle(page)
    headline = page.locator(".sentence").bounding_box()
    page.locator("#others > summary").click()
    page.locator("#run").focus()
    house.write(house.kata.app.read_text(encoding="utf-8") + "\n# saved again\n")
    expect(page.locator(".strip .mark")).to_have_count(2)
    settle(page)
    expect(page.locator("#others")).to_have_attribute("open", "")
    expect(page.locator("#run")).to_be_focused()
    assert page.locator(".sentence").bounding_box()["y"] <= headline["y"]


def test_a_hang_ends_with_the_next_save(page, served, house):
    begin(page, served)
    house.write(HANG)
    expect(page.locator(".badge.running")).to_be_visible()
    expect(page.locator(".badge.running .colour")).to_have_text("Red")  # the old one stays readable
    house.solve()
    expect(colour(page)).to_contain_text("Green")


def test_a_hang_that_nobody_ends_is_amber_and_names_its_line(page, served, house):
    begin(page, served)
    settings = house.root / "pyproject.toml"
    usual = settings.read_bytes()
    house.allow(1)
    house.write(HANG)
    try:
        expect(colour(page)).to_contain_text("Amber: the app did not get far enough")
    finally:
        settings.write_bytes(usual)
    expect(page.locator(".raised .error")).to_have_text("no answer within 1 s")
    expect(page.locator(".raised .frame")).to_have_text("app.py:5 in create_app")
    expect(page.locator(".raised pre")).to_have_text("time.sleep(60)")


MOVES = """() => [...document.querySelectorAll("*")].flatMap((one) =>
    ["", "::before", "::after"].filter((part) => { const style = getComputedStyle(one, part);
      return parseFloat(style.transitionDuration) || style.animationName !== "none" ||
        style.scrollBehavior === "smooth"; }
    ).map((part) => one.outerHTML.slice(0, 80) + part))"""


def test_nothing_moves_for_those_who_want_no_motion(page, served, house):
    page.emulate_media(reduced_motion="reduce")
    page.goto(served.url)
    assert page.evaluate(MOVES) == []
    begin(page, served)
    settle(page)
    assert page.evaluate(MOVES) == []
    house.write(HANG)
    expect(page.locator(".badge.running")).to_be_visible()
    assert page.evaluate(MOVES) == []
    house.solve()
    expect(colour(page)).to_contain_text("Green")
    settle(page)
    assert page.evaluate(MOVES) == []


def test_a_page_without_its_server_says_so_and_comes_back(page, served, house):
    begin(page, served)
    served.stop()
    expect(page.get_by_role("alert")).to_contain_text("This page has lost nox -s page.")
    house.solve()
    served.start()
    expect(page.get_by_role("alert")).to_be_hidden()
    expect(colour(page)).to_contain_text("Green")


def test_what_an_app_answers_is_never_run(page, served, house):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    text = "<script>alert(1)</script><img src=http://evil.example/ onerror=alert(2)>"
    source = house.kata.app.read_text(encoding="utf-8")
    house.write(source.replace("return as_json(number)", f"return {text!r}"))
    begin(page, served)
    expect(page.locator("#way-gets")).to_contain_text("<script>alert(1)</script>")
    assert [url for url in asked if not url.startswith((served.url, "data:"))] == []
    assert page.context.cookies() == []


def test_another_site_can_neither_read_nor_send(chromium, served, house):
    page = chromium.new_page()
    origin = served.url.rsplit("/", 2)[0]
    page.route("http://evil.example/*", lambda route: route.fulfill(body="<title>evil</title>"))
    page.goto("http://evil.example/")
    script = """async (url) => { try { return (await fetch(url, {method: "POST"})).status; }
        catch (error) { return "refused"; } }"""
    assert page.evaluate(script, f"{served.url}7/run") == "refused"
    assert page.evaluate(script, f"{origin}/7/run") == "refused"
    page.close()
    assert not (house.root / ".dojo" / "journal.jsonl").exists()


def turn(page, hidden: bool) -> None:
    """Let a tab be hidden, or seen; without a window, none ever is."""
    page.evaluate(
        """(hidden) => { Object.defineProperty(document, "hidden", {value: hidden, writable: true});
        document.dispatchEvent(new Event("visibilitychange")); }""",
        hidden,
    )


def test_hidden_tabs_let_go_so_that_nine_can_be_open(page, served, house):
    tabs = [page, *(page.context.new_page() for _ in range(8))]
    for tab in tabs:
        tab.goto(served.url + "7")
        expect(tab.get_by_role("heading", name="Before the first run")).to_be_visible()
        turn(tab, hidden=True)
    turn(tabs[3], hidden=False)
    tabs[3].get_by_role("button", name="Run without a guess").click()
    expect(colour(tabs[3])).to_have_text("Red")
    turn(tabs[3], hidden=True)
    for tab in tabs:  # each gets what it has missed, when it is switched to
        turn(tab, hidden=False)
        expect(colour(tab)).to_have_text("Red")
        turn(tab, hidden=True)


def test_it_works_without_javascript(chromium, served, house):
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(served.url + "7")
    page.get_by_role("button", name="Run without a guess").click()
    end = time.monotonic() + 60
    while colour(page).count() == 0 and time.monotonic() < end:
        page.reload()
    expect(colour(page)).to_have_text("Red")
    page.get_by_role("button", name="A hint").click()
    expect(page.get_by_role("heading", name="Where to look")).to_be_visible()
    page.context.close()


def test_nothing_scrolls_sideways_on_a_telephone(page, served, house):
    begin(page, served)
    settle(page)
    page.set_viewport_size({"width": 320, "height": 640})
    for where in ("", "7", "cycle"):
        page.goto(served.url + where)
        with contextlib.suppress(playwright.TimeoutError):
            page.wait_for_load_state("networkidle", timeout=500)
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_room_can_read_it(page, served, house):
    begin(page, served)
    settle(page)
    page.set_viewport_size({"width": 1920, "height": 1080})
    for word, save in [("Red", None), ("Amber", "x = 1\n"), ("Green", "solve")]:
        if save:
            house.solve() if save == "solve" else house.write(save)
        page.goto(served.url + "7?view=projector")
        expect(colour(page)).to_contain_text(word)
        settle(page)
        assert page.evaluate(SMALLEST) >= 27
        assert page.evaluate(OUTSIDE) == []


def test_on_a_projector_nothing_is_cut_off_or_small(chromium, full_house):
    served = Served(full_house)
    page = chromium.new_page(viewport={"width": 1920, "height": 1080})
    found = {}

    def look(what: str, number: int, word: str) -> None:
        page.goto(f"{served.url}{number}?view=projector")
        expect(colour(page)).to_contain_text(word)
        settle(page)
        found[what] = page.evaluate(SMALLEST) >= 27, page.evaluate(OUTSIDE)
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/projector-{what}.png")

    try:
        for number in IN_A_ROOM:
            begin(page, served, str(number))
            look(f"red-{number}", number, "Red")
        kata = choose("7", full_house.root)
        shutil.copy(kata.solution / "app.py", kata.app)
        look("green-7", 7, "Green")
    finally:
        page.close()
        served.stop()
    assert found == {what: (True, []) for what in found}


def test_the_pair_sees_whose_turn_it_is(page, served, house):
    begin(page, served)
    page.get_by_text("Two at one screen").click()
    page.get_by_label("Names").fill("Ann, Bob")
    page.get_by_label("Minutes").fill("5")
    page.get_by_role("button", name="Sit down").click()
    bar = page.get_by_role("region", name="The pair")
    expect(bar).to_contain_text("Ann drives, Bob navigates")
    expect(bar).to_contain_text("0 of 5 min")
    expect(bar).to_contain_text("next: Bob")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium, served, house, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    context = chromium.new_context(color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.set_viewport_size({"width": 1440, "height": 900})
    found = {}

    def look(name: str) -> None:
        settle(page)
        results = axe.run(page, options={"runOnly": tags}).response["violations"]
        found[name] = [(r["id"], [n["html"][:120] for n in r["nodes"]]) for r in results]

    page.goto(served.url)
    look("map")
    page.goto(served.url + "7")
    look("question")
    begin(page, served)
    look("red")
    page.goto(served.url + "7?view=projector")
    look("projector")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(served.url + "7")
    expect(colour(page)).to_have_text("Red")
    look("telephone")
    page.set_viewport_size({"width": 1440, "height": 900})
    house.solve()
    expect(colour(page)).to_contain_text("Green")
    look("green")
    page.goto(served.url + "cycle?kata=7")
    page.get_by_role("button", name="Send it").click()
    expect(page.locator(".track")).to_be_visible()
    look("cycle")
    page.goto(served.url + "99")
    look("not there")
    context.close()
    assert found == {name: [] for name in found}
