"""Every command that a person types: what it is called, what it is for and which code it runs.

The code is imported when its command is typed, so that `nox` starts as fast as it can.
"""

import importlib
import os
import re
import sys
import traceback
from typing import NamedTuple

from dojo.kata.catalogue import BadKata
from dojo.kata.catalogue import find_katas
from dojo.kata.catalogue import NoSuchKata
from dojo.kata.catalogue import spans
from dojo.practice.words import BadWords


class Command(NamedTuple):
    """A command: its one line in `nox -l`, and `package.module.function` with its code."""

    line: str
    code: str


COMMANDS = {
    "map": Command("all katas, what is done, and the next one to do", "practice.progress.show_map"),
    "katas": Command("run all katas, one line each", "practice.all_katas.katas"),
    "watch": Command("kata N again at every save: -- 3", "practice.watching.watch"),
    "predict": Command("kata N's question, before a run: -- 3", "practice.predicting.predict"),
    "hint": Command("the next hint for kata N: -- 3", "practice.hinting.hint"),
    "see": Command("play kata N's demonstration, step by step: -- 3", "practice.seeing.see"),
    "solution": Command("after green: what is so in kata N: -- 3", "practice.debrief.solution"),
    "reset": Command("kata N's broken app again, yours is kept: -- 3", "practice.resetting.reset"),
    "recall": Command("a kata that is due for another go", "practice.recalling.recall"),
    "pair": Command("kata N with two people: -- 3 NAME NAME", "practice.pairing.pair"),
    "page": Command("the katas in a browser, renewed at every save", "page.serving.page"),
    "bench": Command("measure the figures that the house promises", "upkeep.bench.bench"),
    "steady": Command("judge kata N fifty times: do all runs agree? -- 3", "upkeep.steady.steady"),
    "canary": Command("prove the katas on the newest pre-releases", "upkeep.versions.canary"),
    "matrix": Command("prove the katas on old versions and each Python", "upkeep.versions.matrix"),
}


def run(code: str, words: list[str], verbose: bool = False) -> int:
    """Run a command's code with the words that were typed; gives the exit code.

    2 stands for a question that cannot be answered (an unknown kata, one that cannot be read, words
    that a command does not know), 3 for a fault of the house, 130 for Ctrl-C.
    """
    module, _, function = code.rpartition(".")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        command = getattr(importlib.import_module(f"dojo.{module}"), function)
        return command(words)
    except (NoSuchKata, BadKata, BadWords) as error:
        print(error.args[0], file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        # said here, since the process that was asked to stop may have been too busy to say it
        print("interrupted; nothing was lost")
        return 130
    except BrokenPipeError:
        # whoever read this wanted no more of it, as `head` does; Python must not try to flush
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if verbose:
            traceback.print_exc()
        said = "".join(traceback.format_exception_only(error)).strip().splitlines()[-1]
        print(f"a fault of this house, not of yours: {said}", file=sys.stderr)
        if not verbose:
            print("the whole of it: the same command with nox --verbose", file=sys.stderr)
        return 3


def slip_in(arguments: list[str]) -> str:
    """What to type instead, where nox would answer with a list of all sessions; else nothing."""
    katas = {f"kata-{kata.number}" for kata in find_katas()}
    sessions = _sessions_in(arguments)
    for index, word in enumerate(sessions):
        before = sessions[index - 1] if index else ""
        number = re.fullmatch(r"0*(\d+)|katas?[-/]0*(\d+)\S*", word)
        if number is None and not re.fullmatch(r"kata-?\S*", word):
            continue
        asked = f"kata-{number[1] or number[2]}" if number else word
        if word in katas or word == "katas":
            continue
        if asked not in katas:
            return f"there is no {word}; there are kata-N with N = {_numbers()}"
        if before in COMMANDS:
            return f"words for a command come after --: nox -s {before} -- {asked[5:]}"
        return f"a kata is run with: nox -s {asked}"
    return ""


def _sessions_in(arguments: list[str]) -> list[str]:
    """The names after -s; what comes after -- is for the session."""
    ours = arguments[: arguments.index("--")] if "--" in arguments else arguments
    found, taking = [], False
    for word in ours:
        if word.startswith("-"):
            taking = word in ("-s", "-e", "--session", "--sessions")
        elif taking:
            found.append(word)
    return found


def _numbers() -> str:
    return spans(kata.number for kata in find_katas())
