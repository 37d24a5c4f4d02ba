"""Every command that a person types: what it is called, what it is for and which code it runs.

The code is imported when its command is typed, so that `nox` starts as fast as it can.
"""

import importlib
import sys
from dataclasses import dataclass

from dojo.kata.catalogue import BadKata
from dojo.kata.catalogue import NoSuchKata


@dataclass(frozen=True)
class Command:
    """A command: its one line in `nox -l`, and `package.module.function` with its code."""

    line: str
    code: str


COMMANDS = {
    "map": Command("all katas, what is done, and the next one to do", "practice.progress.show_map"),
    "katas": Command("run all katas, one line each", "practice.runs.katas"),
    "watch": Command("kata N again at every save: -- 3", "practice.watching.watch"),
    "predict": Command("kata N's question, before a run: -- 3", "practice.predicting.predict"),
    "hint": Command("the next hint for kata N: -- 3", "practice.hinting.hint"),
    "see": Command("play kata N's demonstration, step by step: -- 3", "practice.seeing.see"),
    "solution": Command("after green: what is so in kata N: -- 3", "practice.debrief.solution"),
    "reset": Command("kata N's broken app again, yours is kept: -- 3", "practice.resetting.reset"),
    "recall": Command("a kata that is due for another go", "practice.recalling.recall"),
    "pair": Command("kata N with two people: -- 3 NAME NAME", "practice.pairing.pair"),
    "bench": Command("measure the figures that the house promises", "upkeep.bench.bench"),
    "steady": Command("judge kata N fifty times: do all runs agree? -- 3", "upkeep.steady.steady"),
    "canary": Command("prove the katas on the newest pre-releases", "upkeep.versions.canary"),
    "matrix": Command("prove the katas on old versions and each Python", "upkeep.versions.matrix"),
}


def run(code: str, words: list[str]) -> int:
    """Run a command's code with the words that were typed; gives the exit code.

    2 stands for a question that cannot be answered: an unknown kata, or one that cannot be read;
    130 for Ctrl-C.
    """
    module, _, function = code.rpartition(".")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        command = getattr(importlib.import_module(f"dojo.{module}"), function)
        return command(words)
    except (NoSuchKata, BadKata) as error:
        print(error.args[0], file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        # said here, since the process that was asked to stop may have been too busy to say it
        print("interrupted; nothing was lost")
        return 130
