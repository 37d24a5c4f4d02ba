"""Proves a kata: every right fix passes, every tempting one fails as its docstring says."""

import ast
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dojo.judge.processes import Job
from dojo.judge.running import judge_all
from dojo.judge.running import Result
from dojo.kata.catalogue import choose
from dojo.kata.catalogue import find_katas
from dojo.kata.catalogue import Kata
from dojo.kata.catalogue import spans
from dojo.kata.fixes import right_fixes
from dojo.kata.fixes import tempting_fixes

UNTOUCHED, RIGHT, TEMPTING = "untouched", "right", "tempting"
# many apps are judged at once, and no claim is about time: a hang may end later than a learner's
PATIENT = ("-o", "timeout=20")


@dataclass(frozen=True)
class Claim:
    """What should become of an app when the suites judge it."""

    kata: Kata
    kind: str
    app: Path
    fails: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """Kata and file, such as `07_json_in_a_string/tempting/dumps_alone`."""
        parts = [self.kata.name, *self.app.relative_to(self.kata.solution).with_suffix("").parts]
        return "/".join(parts)

    def objection(self, result: Result) -> str:
        """What speaks against the claim, or an empty text."""
        if result.entry is None:
            return f"no verdict; exit code {result.exit_code}\n{result.text}"
        failing, verdict = set(result.entry["failing"]), result.verdict
        if self.kind == RIGHT:
            return "" if verdict == "green" else f"{verdict}: {sorted(failing)}\n{result.text}"
        if verdict != "red":
            return f"{verdict} where red was due\n{result.text}"
        if self.kind == UNTOUCHED and (errors := result.entry["errors"]):
            return f"fails on something else than a promise: {errors}\n{result.text}"
        if self.kind == UNTOUCHED and (early := failing - pitfalls(self.kata)):
            return f"what should still work fails: {sorted(early)}\n{result.text}"
        if self.kind == TEMPTING and failing != self.fails:
            missing, new = self.fails - failing, failing - self.fails
            return f"it fails also {sorted(new)}, and not {sorted(missing)}\n{result.text}"
        return ""


def pitfalls(kata: Kata, suite: int = 1) -> set[str]:
    """The names of the tests in a kata's pitfall suite, or in the other one (0)."""
    tree = ast.parse(kata.suites[suite].read_text(encoding="utf-8"))
    names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    return {name for name in names if name.startswith("test_")}


def claims_of(kata: Kata) -> list[Claim]:
    """Everything that is claimed about a kata's suites. Raises BadKata."""
    found = [Claim(kata, UNTOUCHED, kata.untouched)]
    found += [Claim(kata, RIGHT, fix.path) for fix in right_fixes(kata)]
    found += [Claim(kata, TEMPTING, fix.path, fix.fails) for fix in tempting_fixes(kata)]
    return found


def prove(claims: list[Claim]) -> Iterator[tuple[Claim, Result]]:
    """Judge every app that something is claimed about."""
    results = judge_all(Job(claim.kata, claim.app, PATIENT) for claim in claims)
    return zip(claims, results, strict=True)


def main(words: list[str]) -> int:
    """`python -m dojo.upkeep.proof 7 …`: prove these katas, or all; for those who write katas.

    With `--json` each claim is a line for a program to read. With `--right` tempting fixes are left
    out and only objections are shown: do the katas hold here at all?
    """
    as_json, right = "--json" in words, "--right" in words
    numbers = [word for word in words if not word.startswith("--")]
    katas = [choose(word) for word in numbers] or find_katas()
    claims = [claim for kata in katas for claim in claims_of(kata)]
    claims = [claim for claim in claims if not (right and claim.kind == TEMPTING)]
    doubtful: list[int] = []
    for claim, result in prove(claims):
        objection = claim.objection(result)
        if objection:
            doubtful.append(claim.kata.number)
        if as_json:
            print(json.dumps({"claim": claim.name, "objection": objection}), flush=True)
        elif objection or not right:
            failing = (result.entry or {}).get("failing", "")
            print("OBJECTION" if objection else "holds    ", claim.name, failing, objection)
    if right:
        held = "all katas hold" if not doubtful else f"do not hold: {spans(set(doubtful))}"
        print(f"{len(claims)} apps judged; {held}")
    else:
        print(f"{len(doubtful)} objections", file=sys.stderr)
    return 1 if doubtful else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
