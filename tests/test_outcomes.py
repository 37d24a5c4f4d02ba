"""What ran is not taken for what there is, and what is the house's fault is never the app's."""

import json
import os
import re
import stat

import pytest

KATA = "katas/07_json_in_a_string"
STILL = f"{KATA}/test_still_works.py"
ONE = f"{KATA}/test_pitfall.py::test_the_kitchen_screen_gets_json"


def runs(house) -> list[dict]:
    """The runs in the journal."""
    file = house.root / ".dojo" / "journal.jsonl"
    if not file.exists():
        return []
    entries = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [entry for entry in entries if entry["what"] == "run"]


PARTS = {
    "one suite": (STILL,),
    "one test by its id": (ONE,),
    "a word": (KATA, "-k", "still_works"),
    "a test left out": (KATA, "--deselect", ONE),
    "nothing really": (KATA, "--setup-plan"),
    "until the first red": (KATA, "-x"),
    "a debugger without a person": (KATA, "--trace"),
}


@pytest.mark.parametrize("words", PARTS.values(), ids=PARTS)
def test_what_ran_is_not_the_whole_kata(house, words):
    if "-x" not in words:
        house.solve()
    said = house.pytest(*words).stdout
    assert "Part: " in said
    assert "the whole kata: nox -s kata-7" in said
    assert "Green" not in said
    assert [run["verdict"] for run in runs(house)] == ["part"]
    assert "(done)" not in house.nox().stdout


def test_a_skipped_test_makes_it_a_part(house):
    house.solve()
    suite = house.kata.suites[1]
    text = suite.read_text(encoding="utf-8")
    marked = text.replace("def test_", "@pytest.mark.skip\ndef test_", 1)
    suite.write_text(f"import pytest\n{marked}", encoding="utf-8")
    result = house.nox("-s", "kata-7")
    assert "Part: " in result.stdout
    assert result.returncode == 1


def test_one_red_test_is_shown_in_full_and_is_a_part(house):
    said = house.pytest(ONE).stdout
    assert "Promised: Content-Type: application/json" in said
    assert "Part: 1 test ran, 0 passed." in said


NOT_JUDGED = {"an unknown option": ("--typo",), "a plugin that is left out": ("-n", "2")}


@pytest.mark.parametrize("words", NOT_JUDGED.values(), ids=NOT_JUDGED)
def test_what_pytest_does_not_take_is_not_the_apps_fault(house, words):
    house.solve()
    result = house.nox("-s", "kata-7", "--", *words)
    assert f"Not judged: pytest did not run with these words: {' '.join(words)}" in result.stdout
    assert "reset" not in result.stdout
    assert result.returncode == 2
    assert runs(house) == []


def test_a_word_that_chooses_no_test_is_not_judged(house):
    result = house.nox("-s", "kata-7", "--", "-k", "no_such_test")
    assert "Not judged: no test of the suites was chosen" in result.stdout
    assert result.returncode == 2


def test_a_plugin_that_breaks_is_not_the_apps_fault(house):
    (house.root / "breaks.py").write_text("def pytest_runtest_setup(item):\n    1 / 0\n")
    (house.root / "falls.py").write_text("def pytest_collection_finish(session):\n    1 / 0\n")
    house.solve()
    result = house.nox("-s", "kata-7", "--", "-p", "falls")
    assert "Not judged" in result.stdout
    assert "ZeroDivisionError" in result.stdout + result.stderr
    assert result.returncode == 2


SET_ELSEWHERE = {
    "PYTEST_ADDOPTS": "-v -n 2 --cov",
    "PYTHONOPTIMIZE": "1",
    "PYTHONWARNINGS": "error",
    "PYTEST_PLUGINS": "nowhere",
}


def test_what_is_set_for_other_projects_does_not_reach_a_kata(house):
    house.solve()
    plain = house.nox("-s", "kata-7").stdout
    assert house.nox("-s", "kata-7", **SET_ELSEWHERE).stdout == plain


def test_verbose_shows_pytests_report_and_the_verdict(house):
    result = house.nox("-s", "kata-7", "--", "-v")
    assert "test_the_kitchen_screen_gets_json FAILED" in result.stdout
    assert "a hint: nox -s hint -- 7" in result.stdout
    assert [run["verdict"] for run in runs(house)] == ["red"]


def test_a_library_that_registers_at_import_is_told_apart_from_a_broken_app(house):
    text = (house.kata.solution / "app.py").read_text(encoding="utf-8")
    registry = "import sys\n"
    registry += "if hasattr(sys, 'metrics'):\n    raise ValueError('Duplicated timeseries')\n"
    house.write(text + registry + "sys.metrics = {}\n")
    said = " ".join(house.nox("-s", "kata-7").stdout.split())
    assert "ValueError: Duplicated timeseries" in said
    assert "it went well before: each test loads app.py anew" in said


def test_an_own_test_is_shown_and_does_not_decide(house):
    house.solve()
    (house.kata.folder / "test_mine.py").write_text("def test_mine():\n    assert False\n")
    result = house.nox("-s", "kata-7")
    assert re.search(r"your own +✘", result.stdout)
    assert "a test of your own did not pass" in result.stdout
    assert "Green" in result.stdout
    assert result.returncode == 0


def test_a_change_that_changes_nothing_for_clients_was_read_all_the_same(house):
    said = "your app.py was read; the tests of the pitfall fail as they did before"
    assert said not in house.nox("-s", "kata-7").stdout
    house.write(house.kata.app.read_text(encoding="utf-8") + "\n# mine\nMINE = True\n")
    assert said in house.nox("-s", "kata-7").stdout


def test_a_copied_folder_is_no_kata(house):
    (house.root / "katas" / "07_backup").mkdir()
    for file in house.kata.folder.glob("*.py"):
        (house.root / "katas" / "07_backup" / file.name).write_bytes(file.read_bytes())
    assert "kata 7 · Looks like JSON" in house.nox("-s", "kata-7").stdout
    assert "no tests ran" not in house.pytest("katas/07_backup").stdout


def test_a_journal_that_cannot_be_written_is_told_and_green_still_leads_on(house):
    (house.root / ".dojo").write_text("not a folder")
    house.solve()
    result = house.nox("-s", "kata-7")
    assert "note: nothing can be noted: .dojo cannot be written to" in result.stdout
    assert "what is really so: nox -s solution -- 7 --peek" in result.stdout
    assert result.returncode == 0


def test_the_houses_own_fault_is_one_line(house):
    house.change("practice/progress.py", "journal = entries()", "1 / 0")
    result = house.nox()
    assert result.stderr.splitlines()[0].endswith("ZeroDivisionError: division by zero")
    assert "Traceback" not in result.stderr
    assert result.returncode == 3
    assert "Traceback" in house.nox("--verbose").stderr


def test_what_the_app_says_on_each_channel_is_shown(house):
    text = house.kata.app.read_text(encoding="utf-8")
    words = "print('to out'); print('to err', file=__import__('sys').stderr)"
    begin = "    app = Flask(__name__)\n"
    hook = f"    @app.before_request\n    def say():\n        {words}\n"
    hook += "        app.logger.warning('to the log')\n\n"
    house.write(text.replace(begin, begin + hook))
    said = house.nox("-s", "kata-7").stdout
    assert all(f"{word}" in said for word in ("| to out", "| to err", "to the log"))


def test_reset_does_not_write_through_a_link(house):
    reference = house.kata.solution / "app.py"
    before = reference.read_bytes()
    house.kata.app.unlink()
    house.kata.app.symlink_to(reference)
    assert house.nox("-s", "reset", "--", "7").returncode == 0
    assert reference.read_bytes() == before
    assert house.kata.app.read_bytes() == house.kata.untouched.read_bytes()


def test_an_app_that_is_a_folder_is_amber_and_can_be_reset(house):
    house.kata.app.unlink()
    house.kata.app.mkdir()
    (house.kata.app / "notes.txt").write_text("mine")
    assert "Amber" in house.nox("-s", "kata-7").stdout
    assert house.nox("-s", "reset", "--", "7").returncode == 0
    (kept,) = (house.root / ".dojo" / "kept" / house.kata.name).iterdir()
    assert (kept / "notes.txt").read_text() == "mine"


SLIPS = {
    "no dashes": (("-s", "hint", "7"), "words for a command come after --: nox -s hint -- 7"),
    "the number alone": (("-s", "7"), "a kata is run with: nox -s kata-7"),
    "an unknown option": (
        ("-s", "watch", "--", "7", "--foo"),
        "watch does not know --foo; it knows --poll",
    ),
    "two katas": (("-s", "watch", "--", "7", "8"), "watch takes one kata, and these are 2: 7 8"),
    "an option for reset": (
        ("-s", "reset", "--", "7", "--now"),
        "reset does not know --now; it takes a number alone",
    ),
}


@pytest.mark.parametrize(("words", "said"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_answered_with_what_to_type(house, words, said):
    result = house.nox(*words)
    assert result.stderr.strip() == said
    assert (result.returncode, result.stdout) == (2, "")


def test_a_folder_names_a_kata_and_names_of_people_are_no_katas(house):
    assert "Where to look" in house.nox("-s", "hint", "--", f"{KATA}/app.py").stdout
    result = house.nox("-s", "pair", "--", "7", "katarina")
    assert "two names or more" in result.stdout


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_the_kept_version_has_no_wider_rights(house):
    house.write(b"# mine\n")
    house.kata.app.chmod(0o600)
    house.nox("-s", "reset", "--", "7")
    (kept,) = (house.root / ".dojo" / "kept" / house.kata.name).iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
