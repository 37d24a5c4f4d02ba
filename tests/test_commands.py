"""What is typed between the runs: map, hints, predictions, debrief, reset, and their journal."""

import json
import sys

import pytest

from dojo.kata.catalogue import find_katas
from dojo.kata.catalogue import ROOT
from dojo.upkeep.frontpage import row_of
from dojo.upkeep.frontpage import with_map

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="pexpect needs a pseudo-terminal")


def journal(house) -> list[dict]:
    """What the journal holds."""
    text = (house.root / ".dojo" / "journal.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def typed(house, *words: str, answers: tuple[str, ...] = ()) -> tuple[str, int]:
    """Type a command in a pseudo-terminal, answer its questions; what is seen and the exit code."""
    import pexpect

    child = house.terminal(*words)
    seen = ""
    for answer in answers:
        child.expect("your answer")
        seen += child.before
        child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    return (seen + child.before).replace("\r\n", "\n"), child.exitstatus


def test_a_bare_nox_shows_the_map_and_runs_nothing(house):
    result = house.nox()
    assert "○  7  Looks like JSON" in result.stdout
    assert "next: nox -s kata-7" in result.stdout
    assert (result.returncode, result.stderr) == (0, "")
    assert not (house.root / ".dojo").exists()


def test_the_map_tells_started_from_done(house):
    house.nox("-s", "kata-7")
    assert "●  7  Looks like JSON, arrives as a web page  (started)" in house.nox().stdout
    house.solve()
    house.nox("-s", "kata-7")
    assert "✔  7  Looks like JSON, arrives as a web page  (done)" in house.nox().stdout
    house.nox("-s", "reset", "--", "7")
    assert "(done)" in house.nox().stdout
    house.nox("-s", "kata-7")
    assert "(done, on another go)" in house.nox().stdout


def test_every_kata_is_a_session_with_its_title(house):
    assert "- kata-7 -> Looks like JSON, arrives as a web page" in house.nox("-l").stdout


def test_the_journal_holds_what_was_done_and_outlives_damage(house):
    house.nox("-s", "kata-7")
    file = house.root / ".dojo" / "journal.jsonl"
    before = file.read_bytes()
    damaged = before + b'{"v": 99, "what": "run"}\n[1]\nsoup\n\xff\xfe\n{"v": 1, "what": "ru'
    file.write_bytes(damaged)
    house.solve()
    assert house.nox("-s", "kata-7").returncode == 0
    assert file.read_bytes().startswith(damaged)
    assert "(done)" in house.nox().stdout
    last = json.loads(file.read_bytes().splitlines()[-1])
    assert (last["what"], last["kata"], last["verdict"]) == ("run", 7, "green")
    assert (last["passed"], last["failing"]) == (last["tests"], [])


def test_judging_another_file_is_no_run_of_ones_own(house):
    app = str(house.kata.solution / "app.py")
    assert house.pytest("katas/07_json_in_a_string", "--app", app).returncode == 0
    assert not (house.root / ".dojo").exists()


def test_judging_a_file_that_is_not_there_is_one_clear_line(house):
    result = house.pytest("katas/07_json_in_a_string", "--app", "nowhere.py")
    assert result.returncode == 4
    assert "--app nowhere.py: there is no such file" in result.stderr


def test_the_next_hint_comes_after_another_run(house):
    first = house.nox("-s", "hint", "--", "7").stdout
    assert "Where to look" in first
    again = house.nox("-s", "hint", "--", "7").stdout
    assert "Where to look" in again
    assert "More after another run: nox -s kata-7" in again
    assert "What is at work" not in again
    house.nox("-s", "kata-7")
    assert "What is at work" in house.nox("-s", "hint", "--", "7").stdout
    assert "Close to the code" in house.nox("-s", "hint", "--", "7", "--now").stdout
    everything = house.nox("-s", "hint", "--", "7").stdout
    assert all(title in everything for title in ("Where to look", "Close to the code"))


def test_the_solution_waits_for_green_or_a_peek(house):
    early = house.nox("-s", "solution", "--", "7")
    assert early.returncode == 1
    assert "nox -s solution -- 7 --peek" in early.stdout
    assert "What is really so" not in early.stdout
    assert "What is really so" in house.nox("-s", "solution", "--", "7", "--peek").stdout
    house.solve()
    house.nox("-s", "kata-7")
    late = house.nox("-s", "solution", "--", "7")
    assert late.returncode == 0
    assert "They are the same." in late.stdout
    assert "also_right/jsonify.py" in late.stdout


def test_reset_keeps_the_work_and_says_where(house):
    mine = "# half done, ü\n".encode()
    house.write(mine)
    result = house.nox("-s", "reset", "--", "7")
    assert house.kata.app.read_bytes() == house.kata.untouched.read_bytes()
    (kept,) = (house.root / ".dojo" / "kept" / house.kata.name).iterdir()
    assert kept.read_bytes() == mine
    assert kept.name in result.stdout
    house.write(b"# and again\n")
    house.nox("-s", "reset", "--", "7")
    assert len(list(kept.parent.iterdir())) == 2
    assert "there was nothing to" in house.nox("-s", "reset", "--", "7").stdout


def test_reset_changes_nothing_when_the_work_cannot_be_kept(house):
    house.write(b"# half done\n")
    (house.root / ".dojo").write_text("not a folder")
    result = house.nox("-s", "reset", "--", "7")
    assert "Nothing was changed" in result.stdout
    assert house.kata.app.read_bytes() == b"# half done\n"
    assert result.returncode == 1


def test_a_prediction_needs_a_terminal(house):
    result = house.nox("-s", "predict", "--", "7")
    assert "needs a terminal" in result.stdout
    assert result.returncode == 2
    assert not (house.root / ".dojo").exists()


@posix_only
def test_a_prediction_is_kept_and_shown_after_green(house):
    seen, code = typed(house, "-s", "predict", "--", "7", answers=("9", "1"))
    assert code == 0
    assert "one of 1 to 4" in seen
    assert "because" not in seen.lower()
    (entry,) = journal(house)
    assert (entry["what"], entry["kata"], entry["answer"]) == ("predict", 7, 1)
    house.solve()
    question = house.kata.prediction
    guess, so = (question["choices"][n - 1] for n in (1, question["answer"]))
    for words in ("kata-7",), ("solution", "--", "7"):
        said = " ".join(house.nox("-s", *words).stdout.split())
        assert f"you said: {guess}" in said
        assert f"what is so: {so}" in said
    assert question["because"] in said


@posix_only
def test_an_empty_prediction_changes_nothing(house):
    seen, code = typed(house, "-s", "predict", "--", "7", answers=("",))
    assert "nothing was noted" in seen
    assert code == 1
    assert not (house.root / ".dojo").exists()


def test_recall_brings_a_kata_back_after_days(house):
    house.solve()
    house.nox("-s", "kata-7")
    assert "Nothing is due. The next is kata 7, tomorrow." in house.nox("-s", "recall").stdout
    file = house.root / ".dojo" / "journal.jsonl"
    long_ago(file)
    told = house.nox("-s", "recall").stdout
    assert "Last time: 1 run, no hint" in told
    assert "begin: nox -s kata-7" in told
    assert house.kata.app.read_bytes() == house.kata.untouched.read_bytes()
    assert len(list((house.root / ".dojo" / "kept" / house.kata.name).iterdir())) == 1
    house.nox("-s", "kata-7")
    house.solve()
    again = house.nox("-s", "kata-7").stdout
    assert "note: this time: 2 runs, no hint; last time: 1 run, no hint" in again


def test_recall_of_nothing_says_so(house):
    result = house.nox("-s", "recall")
    assert "Nothing is due" in result.stdout
    assert result.returncode == 0


def long_ago(file) -> None:
    """Move the journal's entries into the year before."""
    entries = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    for entry in entries:
        entry["at"] = "2025" + entry["at"][4:]
    file.write_text("".join(json.dumps(e) + "\n" for e in entries), encoding="utf-8")


def test_all_katas_get_a_line_each_and_a_summary(house):
    result = house.nox("-s", "katas")
    assert result.stdout.splitlines()[-1] == "1 kata: 0 green, 1 red, 0 amber"
    assert result.returncode == 1
    house.solve()
    assert house.nox("-s", "katas").returncode == 0


def test_the_readme_lists_every_kata_with_its_belief():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(row_of(kata) in readme for kata in find_katas())
    assert with_map(readme, find_katas()) == readme, "run: python -m dojo.upkeep.frontpage"


def test_the_readme_shows_a_real_verdict(house):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert house.nox("-s", "kata-7").stdout.strip() in readme
