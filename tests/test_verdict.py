"""A verdict is data first: what the terminal draws is in it, and each sentence has one place."""

import io
import json

import pytest

from dojo.http.exchange import BODY
from dojo.http.exchange import Exchange
from dojo.http.exchange import REQUEST
from dojo.http.exchange import STATUS
from dojo.kata.fixes import read_fix
from dojo.verdict.drawing import show_verdict
from dojo.verdict.exchanges import lines_of
from dojo.verdict.outcome import AMBER
from dojo.verdict.outcome import BROKEN
from dojo.verdict.outcome import Failure
from dojo.verdict.outcome import GREEN
from dojo.verdict.outcome import NOT_JUDGED
from dojo.verdict.outcome import Outcome
from dojo.verdict.outcome import PART
from dojo.verdict.outcome import PASSED
from dojo.verdict.outcome import PITFALL
from dojo.verdict.outcome import RED
from dojo.verdict.outcome import Run
from dojo.verdict.outcome import STILL_WORKS
from dojo.verdict.outcome import STOPPED
from dojo.verdict.terminal import Terminal
from dojo.verdict.verdict import recognise
from dojo.verdict.verdict import verdict_on


def a_run(house, *results: str) -> Run:
    """A run of two suites with these results of the pitfall's tests."""
    run = Run(house.kata, [Outcome("test_it_works", STILL_WORKS, result=PASSED)])
    for number, result in enumerate(results):
        failure = Failure("test_pitfall.py:3", "Ann asked.", "soup", "stew")
        failed = failure if result in (BROKEN, STOPPED) else None
        run.outcomes.append(Outcome(f"test_{number}", PITFALL, "", result, failed))
    run.there = {s: [o.id for o in run.suite(s)] for s in (STILL_WORKS, PITFALL)}
    return run


KINDS = {
    GREEN: (PASSED, PASSED),
    RED: (PASSED, BROKEN),
    AMBER: (PASSED, STOPPED),
    PART: (PASSED, "not run"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_drawn_is_in_the_data(house, kind):
    verdict = verdict_on(a_run(house, *KINDS[kind]))
    assert verdict.outcome == kind
    page = io.StringIO()
    show_verdict(verdict, Terminal(page, width=200))
    data = json.dumps(verdict.as_data(), ensure_ascii=False)
    for row in page.getvalue().splitlines():
        for said in row.replace("Promised: ", "").replace("Seen: ", "").split("   "):
            said = said.strip(" ✘✔·").removeprefix("by hand:").strip()
            counted = said.split(" of ")[0].isdigit() or said.startswith("kata 7")
            assert not said or counted or said in data, said


def test_tests_that_are_there_and_did_not_run_make_it_a_part(house):
    run = a_run(house, PASSED)
    run.there[PITFALL].append("test_one_more")
    assert run.verdict == PART
    del run.there[PITFALL]
    assert run.verdict == PART
    assert Run(house.kata).verdict == NOT_JUDGED


@pytest.mark.parametrize("mark", [REQUEST, STATUS, BODY, "content-type"])
def test_one_line_is_marked(mark):
    headers = [("Content-Type", "text/plain"), ("X-More", "1")]
    exchange = Exchange("GET", "/", headers, b"", "200 OK", headers, b"soup\nbread\n")
    marked = [line for line in lines_of(exchange, mark) if line.marked]
    assert len(marked) == 1
    assert marked[0].sign == (">" if mark == REQUEST else "<")


@pytest.mark.parametrize(
    ("method", "status", "read", "said"),
    [
        ("GET", "200 OK", False, "(not read)"),
        ("GET", "200 OK", True, "(no body)"),
        ("HEAD", "200 OK", False, "(no body)"),
        ("GET", "204 NO CONTENT", False, "(no body)"),
    ],
)
def test_a_body_that_was_not_read_is_not_called_empty(method, status, read, said):
    exchange = Exchange(method, "/", [], b"", status, [], b"", read=read)
    assert lines_of(exchange)[-1].text == said


FIX = '"""I believe it.\n\nWhy.\n\n{sees}Fails:\n{fails}"""\n'


def tempting(house, name: str, fails: list[str], sees: str = "") -> None:
    """Put a tempting fix that says this of itself among the kata's."""
    rows = "".join(f"- {row}\n" for row in fails)
    text = FIX.format(fails=rows, sees=f"Sees: {sees}\n" if sees else "")
    (house.kata.solution / "tempting" / f"{name}.py").write_text(text, encoding="utf-8")


@pytest.fixture
def known(house):
    """The house without tempting fixes."""
    for file in (house.kata.solution / "tempting").glob("*.py"):
        file.unlink()
    return house


def test_a_belief_is_named_by_the_cases_that_fail(known):
    tempting(known, "one", ["test_0"])
    assert recognise(a_run(known, BROKEN, PASSED)).path.stem == "one"
    assert recognise(a_run(known, PASSED, BROKEN)) is None


def test_two_that_fail_the_same_are_told_apart_by_what_was_seen_or_not_at_all(known):
    tempting(known, "one", ["test_0"])
    tempting(known, "two", ["test_0"])
    assert recognise(a_run(known, BROKEN, PASSED)) is None
    tempting(known, "one", ["test_0"], sees="stew")
    tempting(known, "two", ["test_0"], sees="bread")
    assert recognise(a_run(known, BROKEN, PASSED)).path.stem == "one"


def test_who_fails_the_whole_pitfall_is_told_no_belief(known):
    tempting(known, "one", ["test_0", "test_1"])
    assert recognise(a_run(known, BROKEN, BROKEN)) is None
    tempting(known, "one", ["test_0", "test_1"], sees="stew")
    assert recognise(a_run(known, BROKEN, BROKEN)).path.stem == "one"


def test_a_name_stands_for_all_cases_of_a_test(known):
    tempting(known, "one", ["test_a", "test_b[by card]"])
    fix = read_fix(known.kata.solution / "tempting" / "one.py")
    ids = {"test_a[one]", "test_a[two]", "test_b[by card]", "test_b[in cash]"}
    assert fix.failing(ids) == {"test_a[one]", "test_a[two]", "test_b[by card]"}
    assert fix.failing({"test_b"}) == {"test_a", "test_b[by card]"}
