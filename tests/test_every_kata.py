"""What the standard asks of every kata at once; a new folder gets all this for nothing."""

import gc
import re

import pytest

from dojo.http.demonstration import objections
from dojo.kata.catalogue import find_katas
from dojo.kata.catalogue import ROOT
from dojo.kata.catalogue import TRACKS
from dojo.kata.fixes import right_fixes
from dojo.kata.fixes import same_text
from dojo.kata.fixes import tempting_fixes
from dojo.kata.seal import digest
from dojo.practice.hinting import read_hints
from dojo.upkeep.standard import headings
from dojo.upkeep.standard import names_of_tests
from dojo.upkeep.standard import objections as limits

AT_LEAST = 36  # katas; none is ever taken out
KATAS = pytest.mark.parametrize("kata", find_katas(), ids=lambda kata: kata.name)

DEBRIEF = [
    "What is really so",
    "What Flask does, step by step",
    "The fixes that hold",
    "The fixes that do not",
    "One question to carry away",
]
HINTS = ["Where to look", "What is at work", "Close to the code"]
BANNED = re.compile(r"\b(just|simply|obvious(ly)?|trivial(ly)?|of course|TODO|FIXME)\b", re.I)
KATA_FILES = {"README.md", "kata.toml", "app.py", "test_still_works.py", "test_pitfall.py"}
SOLUTION_FILES = {"README.md", "app.py", "untouched.py", "also_right", "tempting"}


def prose(kata) -> dict[str, str]:
    """Every text of a kata that a learner reads."""
    files = [
        *kata.folder.glob("*.md"),
        *kata.folder.glob("*.py"),
        kata.folder / "kata.toml",
        kata.hints,
        *kata.solution.rglob("*.md"),
        *kata.solution.rglob("*.py"),
    ]
    return {str(file.relative_to(ROOT)): file.read_text(encoding="utf-8") for file in files}


def test_all_katas_are_found_and_their_numbers_have_no_gaps():
    numbers = [kata.number for kata in find_katas()]
    assert numbers == list(range(1, max(AT_LEAST, len(numbers)) + 1))


def test_the_three_trees_mirror_each_other():
    names = {kata.name for kata in find_katas()}
    ignored = {"conftest.py", "__pycache__"}
    assert {p.name for p in (ROOT / "katas").iterdir()} - ignored == names
    assert {p.name for p in (ROOT / "solutions").iterdir()} - ignored == names
    assert {p.name for p in (ROOT / "hints").iterdir()} == {f"{name}.md" for name in names}


@KATAS
def test_its_files_are_there_and_no_stray_ones(kata):
    files = {p.name for p in kata.folder.iterdir()} - {"__pycache__"}
    neighbours = {name for name in files - KATA_FILES if re.fullmatch(r"[a-z_]+(\.py)?", name)}
    assert files >= KATA_FILES
    assert files - KATA_FILES == neighbours
    assert len(neighbours) <= 2
    assert {p.name for p in kata.solution.iterdir()} - {"__pycache__"} == SOLUTION_FILES


@KATAS
def test_its_metadata_is_complete(kata):
    about = kata.metadata
    assert about["title"]
    assert about["belief"].endswith((".", "!", '"'))
    assert about["track"] in TRACKS
    assert about["level"] in range(1, 6)
    assert 5 <= about["minutes"] <= 90
    assert all(isinstance(n, int) and n != kata.number for n in about["needs"])
    assert len(about["sources"]) >= 2
    for source in about["sources"]:
        assert source["title"]
        assert source["url"].startswith("https://")
    question = about["predict"]
    assert question["question"].endswith("?")
    assert len(question["choices"]) in (3, 4)
    assert 1 <= question["answer"] <= len(question["choices"])
    assert question["because"].startswith("It is often thought that ")
    assert "n fact" in question["because"]


@KATAS
def test_its_suites_are_sealed(kata):
    assert kata.metadata.get("suites") == digest(kata), "run: python -m dojo.kata.seal"


@KATAS
def test_its_texts_have_the_sections_of_the_standard(kata):
    readme = (kata.folder / "README.md").read_text(encoding="utf-8")
    assert readme.startswith(f"# {kata.title}\n")
    debrief = (kata.solution / "README.md").read_text(encoding="utf-8")
    assert debrief.startswith(f"# {kata.title}\n")
    assert headings(debrief) == DEBRIEF
    assert "often thought" in debrief
    for fix in [*right_fixes(kata), *tempting_fixes(kata)]:
        assert fix.path.name in debrief, f"the debrief does not speak of {fix.path.name}"


@KATAS
def test_it_has_three_hints(kata):
    hints = read_hints(kata)
    assert [hint.splitlines()[0].removeprefix("## ") for hint in hints] == HINTS
    assert "?" in hints[0]
    assert "https://" in hints[1]
    for hint in hints:
        lines = [line for line in hint.splitlines()[1:] if line.strip()]
        assert 2 <= len(lines) <= 6


@KATAS
def test_its_words_are_kind(kata):
    for name, text in prose(kata).items():
        assert not BANNED.search(text), f"{name}: {BANNED.search(text)[0]}"


@KATAS
def test_it_keeps_the_limits_of_the_standard(kata):
    assert list(limits(kata)) == []


@KATAS
def test_its_tests_have_sentences_for_names(kata):
    assert all(name.count("_") >= 4 for name in names_of_tests(kata))


@KATAS
def test_the_app_to_reset_to_is_the_one_that_is_handed_out(kata):
    assert same_text(kata.app, kata.untouched)


@KATAS
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore:The 'session' cookie is too large")  # the pitfall of kata 53
def test_its_demonstration_prints_what_it_says(kata):
    gc.freeze()  # what was there before need not be looked through for each kata
    found = objections(kata, kata.untouched)
    gc.collect()  # what a broken app leaves open is told here, not during another test
    gc.unfreeze()
    assert found == []
