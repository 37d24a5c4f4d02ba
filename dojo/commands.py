"""Every command that a person types: what it is called, what it is for and which code it runs.

The code is imported when its command is typed, so that `nox` starts as fast as it can.
"""

import importlib
import sys
from dataclasses import dataclass

from dojo.catalogue import BadKata
from dojo.catalogue import NoSuchKata


@dataclass(frozen=True)
class Command:
    """A command: its one line in `nox -l`, and `module.function` with its code."""

    line: str
    code: str


COMMANDS = {
    "map": Command("all katas, what is done, and the next one to do", "progress.show_map"),
    "katas": Command("run all katas, one line each", "practice.katas"),
    "watch": Command("kata N again at every save: -- 3", "watching.watch"),
    "predict": Command("kata N's question, before its first run: -- 3", "predicting.predict"),
    "hint": Command("the next hint for kata N: -- 3", "hinting.hint"),
    "see": Command("play kata N's demonstration, step by step: -- 3", "seeing.see"),
    "solution": Command("after green: what is really so in kata N: -- 3", "debrief.solution"),
    "reset": Command("kata N's broken app again, yours is kept: -- 3", "resetting.reset"),
    "recall": Command("a kata that is due for another go", "recalling.recall"),
    "pair": Command("kata N with two people: -- 3 NAME NAME", "pairing.pair"),
    "bench": Command("measure the figures that the house promises", "bench.bench"),
    "steady": Command("judge kata N fifty times: do all runs agree? -- 3", "steady.steady"),
    "canary": Command("prove the katas on the newest pre-releases", "versions.canary"),
    "matrix": Command("prove the katas on the oldest versions and each Python", "versions.matrix"),
}


def run(code: str, words: list[str]) -> int:
    """Run a command's code with the words that were typed; gives the exit code.

    2 stands for a question that cannot be answered: an unknown kata, or one that cannot be read;
    130 for Ctrl-C.
    """
    module, _, function = code.partition(".")
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
