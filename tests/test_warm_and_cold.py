"""A verdict from a warm process is the one from a cold process, to the letter."""

import re

import pytest

from dojo.catalogue import find_katas
from dojo.fixes import right_fixes
from dojo.processes import CAN_FORK
from dojo.processes import Job
from dojo.processes import start_cold
from dojo.processes import start_warm
from dojo.processes import warm_up
from dojo.proof import PATIENT
from dojo.running import Running

KATAS = pytest.mark.parametrize("kata", find_katas(), ids=lambda kata: kata.name)


@pytest.mark.skipif(not CAN_FORK, reason="every process is a cold one here")
@KATAS
def test_a_warm_verdict_is_the_cold_one_to_the_letter(kata):
    warm_up()
    for app in (kata.untouched, right_fixes(kata)[0].path):
        said = []
        for start in (start_warm, start_cold):
            with Running(Job(kata, app, PATIENT), start) as running:
                said.append(without_chance(running.wait().text))
        assert said[0] == said[1]
        assert f"kata {kata.number} · {kata.title}" in said[0]


def without_chance(text: str) -> str:
    """A verdict without what differs between any two runs: signatures, ports, temporary places."""
    text = re.sub(r"[\w.-]{24,}", "TOKEN", text)
    text = re.sub(r"(127\.0\.0\.1|localhost):\d+", "HOST", text)
    text = re.sub(r"\w+, \d\d \w+ \d{4} \d\d:\d\d:\d\d", "DATE", text)
    return re.sub(r"/tmp/\S+", "PLACE", text)
