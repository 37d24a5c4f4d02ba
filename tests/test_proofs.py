"""Every app that something is claimed about is judged: untouched, right and tempting ones."""

import json
import subprocess
import sys

import pytest

from dojo.kata.catalogue import find_katas
from dojo.kata.catalogue import ROOT
from dojo.kata.fixes import right_fixes
from dojo.kata.fixes import tempting_fixes
from dojo.upkeep.proof import claims_of
from dojo.upkeep.proof import pitfalls

CLAIMS = [claim.name for kata in find_katas() for claim in claims_of(kata)]
KATAS = pytest.mark.parametrize("kata", find_katas(), ids=lambda kata: kata.name)

pytestmark = pytest.mark.timeout(1800)  # a slow machine with two cores takes minutes


@pytest.fixture(scope="module")
def objections() -> dict[str, str]:
    """What the proof of all katas had to object to, claim by claim."""
    proof = subprocess.run(
        [sys.executable, "-m", "dojo.upkeep.proof", "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert proof.stdout, proof.stderr
    lines = [json.loads(line) for line in proof.stdout.splitlines()]
    return {line["claim"]: line["objection"] for line in lines}


@pytest.mark.parametrize("claim", CLAIMS)
def test_the_suites_judge_it_as_claimed(objections, claim):
    assert not objections[claim], objections[claim]


def test_everything_that_is_claimed_was_judged(objections):
    assert sorted(objections) == sorted(CLAIMS)


@KATAS
def test_there_are_enough_fixes_of_each_kind(kata):
    assert len(right_fixes(kata)) >= 3
    assert len(tempting_fixes(kata)) >= 3


@KATAS
def test_tempting_fixes_name_tests_that_there_are(kata):
    names = pitfalls(kata) | pitfalls(kata, suite=0)
    for fix in tempting_fixes(kata):
        assert fix.fails, f"{fix.path.name} does not say what it fails"
        assert fix.fails <= names, f"{fix.path.name} names {sorted(fix.fails - names)}"
        assert fix.why, f"{fix.path.name} does not say why it is tempting"
