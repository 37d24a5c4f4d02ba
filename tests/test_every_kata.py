"""What the standard asks of every kata at once; a new folder gets all this for nothing."""

import gc

import pytest

from dojo.http import demonstration
from dojo.kata.catalogue import find_katas
from dojo.kata.catalogue import ROOT
from dojo.upkeep import standard

AT_LEAST = 36  # katas; none is ever taken out
KATAS = pytest.mark.parametrize("kata", find_katas(), ids=lambda kata: kata.name)


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
def test_it_keeps_the_standard(kata):
    assert list(standard.objections(kata)) == []


@KATAS
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore:The 'session' cookie is too large")  # the pitfall of kata 53
def test_its_demonstration_prints_what_it_says(kata):
    gc.freeze()  # what was there before need not be looked through for each kata
    found = demonstration.objections(kata, kata.untouched)
    gc.collect()  # what a broken app leaves open is told here, not during another test
    gc.unfreeze()
    assert found == []
