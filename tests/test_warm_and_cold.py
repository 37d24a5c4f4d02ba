"""A verdict from a warm process is the one from a cold process, to the letter.

Proofs judge in warm processes, learners in cold ones.
"""

import re

import pytest

from dojo.judge.processes import CAN_FORK
from dojo.judge.processes import Job
from dojo.judge.processes import start_cold
from dojo.judge.processes import start_warm
from dojo.judge.processes import warm_up
from dojo.judge.running import Running
from dojo.kata.catalogue import find_katas
from dojo.kata.fixes import right_fixes
from dojo.upkeep.proof import PATIENT

KATAS = pytest.mark.parametrize("kata", find_katas(), ids=lambda kata: kata.name)


@pytest.mark.skipif(not CAN_FORK, reason="every process is a cold one here")
@KATAS
def test_a_warm_verdict_is_the_cold_one_to_the_letter(kata):
    warm_up()
    said = [verdict(kata, kata.untouched, start) for start in (start_warm, start_cold)]
    assert said[0] == said[1]
    assert f"kata {kata.number} · {kata.title}" in said[0]


@KATAS
def test_the_reference_is_green_in_a_cold_process(kata):
    assert "Green: every promise is kept." in verdict(kata, right_fixes(kata)[0].path, start_cold)


def verdict(kata, app, start) -> str:
    """What is said about an app, without what differs between any two runs."""
    with Running(Job(kata, app, PATIENT), start) as running:
        return without_chance(running.wait().text)


def without_chance(text: str) -> str:
    """A verdict without what differs between any two runs: signatures, ports, temporary places."""
    text = re.sub(r"[\w.-]{24,}|\b[0-9a-f]{8,}\b|(?<=/)[\w-]+(?=…)", "TOKEN", text)
    text = re.sub(r"(127\.0\.0\.1|localhost):\d+", "HOST", text)
    text = re.sub(r"\w+, \d\d \w+ \d{4}\s+\d\d:\d\d:\d\d", "DATE", text)
    return re.sub(r"/tmp/\S+", "PLACE", text)
