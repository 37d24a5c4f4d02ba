"""A change to an app is carried through all its fixes, and a conflict loses nothing."""

import re
import shutil

import pytest

from dojo.kata.catalogue import find_katas
from dojo.kata.catalogue import Kata
from dojo.upkeep import carry
from tests.conftest import House

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git merges")

RENAMED = {"07_json_in_a_string": "BOARD", "20_decorator_above_route": "hours"}


@pytest.fixture(params=RENAMED)
def kata(request, tmp_path) -> Kata:
    """A kata in a house of its own."""
    return House(tmp_path / "house", (request.param,)).kata


def fixes(kata: Kata) -> dict[str, bytes]:
    """The files under solutions/ of a kata, by name."""
    return {str(file): file.read_bytes() for file in sorted(kata.solution.rglob("*.py"))}


def test_a_renamed_variable_is_carried_through_all_fixes(kata):
    old, new = rf"\b{RENAMED[kata.name]}\b", "a_better_name"
    text = kata.app.read_text(encoding="utf-8")
    kata.app.write_text(re.sub(old, new, text), encoding="utf-8")
    merged = carry.carry(kata)
    assert [one.fix.name for one in merged if one.conflicts] == []
    assert kata.untouched.read_bytes() == kata.app.read_bytes()
    for file, said in fixes(kata).items():
        assert new in said.decode(), file


def test_a_conflict_is_listed_and_loses_nothing(kata):
    fix = kata.solution / "app.py"
    text = kata.app.read_text(encoding="utf-8")
    theirs = fix.read_text(encoding="utf-8")
    kata.app.write_text(text.replace("Make the app", "Build the app"), encoding="utf-8")
    fix.write_text(theirs.replace("Make the app", "Bake the app"), encoding="utf-8")
    before = fixes(kata)
    left = [one.fix for one in carry.carry(kata) if one.conflicts]
    assert left == [fix]
    assert fix.read_bytes() == before[str(fix)]
    assert kata.untouched.read_bytes() == before[str(kata.untouched)]
    others = [f for f in fixes(kata) if f not in (str(fix), str(kata.untouched))]
    assert all(b"Build the app" in fixes(kata)[f] for f in others)
    carry.carry(kata, with_marks=True)
    marked = fix.read_text(encoding="utf-8")
    assert "<<<<<<< the fix" in marked
    assert "Bake the app" in marked
    assert "Build the app" in marked
    assert kata.untouched.read_bytes() == kata.app.read_bytes()


def test_what_was_carried_once_can_be_carried_again(kata):
    text = kata.app.read_text(encoding="utf-8")
    before = kata.untouched.read_bytes()
    kata.app.write_text(text.replace("Make the app", "Build the app"), encoding="utf-8")
    carry.carry(kata)
    once = fixes(kata)
    kata.untouched.write_bytes(before)
    assert not any(one.conflicts for one in carry.carry(kata))
    assert fixes(kata) == once


def test_a_repair_is_not_carried_unasked(house):
    house.solve()
    before = fixes(house.kata)
    result = house.python("-m", "dojo.upkeep.carry", "7")
    assert "it looks like a repair" in result.stdout
    assert "To carry it all the same: --yes" in result.stdout
    assert result.returncode == 2
    assert fixes(house.kata) == before


def test_an_app_as_it_was_handed_out_has_nothing_to_carry(house):
    result = house.python("-m", "dojo.upkeep.carry", "7")
    assert "there is nothing to carry" in result.stdout
    assert result.returncode == 0


def test_without_git_there_is_a_clear_word(kata, monkeypatch):
    monkeypatch.setenv("PATH", "")
    kata.app.write_bytes(kata.app.read_bytes() + b"\n# more\n")
    before = fixes(kata)
    with pytest.raises(carry.CannotMerge, match="git is needed"):
        carry.carry(kata)
    assert fixes(kata) == before


def test_the_katas_of_this_repository_have_been_carried():
    for kata in find_katas():
        for file, said in fixes(kata).items():
            assert b"<<<<<<<" not in said, file
