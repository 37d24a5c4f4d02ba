"""Every app that something is claimed about is judged: untouched, right and tempting ones."""

import pytest

from dojo.kata.catalogue import find_katas
from dojo.upkeep.proof import claims_of

KATAS = pytest.mark.parametrize("kata", find_katas(), ids=lambda kata: kata.name)

MOST_CASES = 20  # in both suites of a kata

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


def test_each_case_of_a_pitfall_is_failed_by_a_fix_that_people_try(cases):
    failed_by_none = [
        f"kata {number}: {case}"
        for number, found in cases.items()
        for case, fixes in found["cases"].items()
        if not fixes
    ]
    assert failed_by_none == []


def test_no_kata_has_more_than_twenty_cases(cases):
    counts = {number: found["count"] for number, found in cases.items()}
    assert {number: count for number, count in counts.items() if count > MOST_CASES} == {}
    assert all(counts.values())
