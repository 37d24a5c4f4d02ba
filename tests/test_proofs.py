"""Every app that something is claimed about is judged: untouched, right and tempting ones."""

import pytest

from dojo.kata.catalogue import find_katas
from dojo.kata.fixes import right_fixes
from dojo.kata.fixes import tempting_fixes
from dojo.upkeep.proof import claims_of
from dojo.upkeep.standard import names_of_tests

KATAS = pytest.mark.parametrize("kata", find_katas(), ids=lambda kata: kata.name)

pytestmark = pytest.mark.timeout(1800)  # a slow machine with two cores takes minutes


@pytest.fixture(scope="module")
def objections(proof) -> dict[str, str]:
    """What the proof had to object to, claim by claim."""
    return {line["claim"]: line["objection"] for line in proof if "claim" in line}


@pytest.fixture(scope="module")
def cases(proof) -> dict[int, dict]:
    """How many cases each kata has, and which tempting fixes fail each of its pitfall."""
    return {line["cases of"]: line for line in proof if "cases of" in line}


@KATAS
def test_the_suites_judge_each_app_as_claimed(objections, kata):
    claims = [claim.name for claim in claims_of(kata)]
    found = [f"{name}: {objections[name]}" for name in claims if objections[name]]
    assert not found, "\n\n".join(found)


def test_everything_that_is_claimed_was_judged(objections):
    claims = [claim.name for kata in find_katas() for claim in claims_of(kata)]
    assert sorted(objections) == sorted(claims)


@KATAS
def test_there_are_enough_fixes_of_each_kind(kata):
    assert len(right_fixes(kata)) >= 3
    assert len(tempting_fixes(kata)) >= 3


@KATAS
def test_each_case_of_the_pitfall_is_failed_by_a_fix_that_people_try(cases, kata):
    assert [case for case, fixes in cases[kata.number]["cases"].items() if not fixes] == []


@KATAS
def test_it_has_at_most_twenty_cases(cases, kata):
    assert cases[kata.number]["count"] <= 20


@KATAS
def test_tempting_fixes_name_tests_that_there_are(kata):
    for fix in tempting_fixes(kata):
        assert fix.fails, f"{fix.path.name} does not say what it fails"
        names = {name.partition("[")[0] for name in fix.fails}
        assert names <= names_of_tests(kata), f"{fix.path.name} names others"
        assert fix.why, f"{fix.path.name} does not say why it is tempting"
