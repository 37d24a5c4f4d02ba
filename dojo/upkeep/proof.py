"""Proves a kata: every right fix passes, every tempting one fails as its docstring says.

`python -m dojo.upkeep.proof 7 …` proves these katas, or all. It tells of each case of a pitfall
which tempting fixes fail it; a case that none fails proves nothing and is an objection. With
`--write` the tempting fixes that are refused are told to say what they fail.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from dojo.judge.processes import Job
from dojo.judge.running import judge_all
from dojo.judge.running import Result
from dojo.kata.catalogue import choose
from dojo.kata.catalogue import find_katas
from dojo.kata.catalogue import Kata
from dojo.kata.catalogue import spans
from dojo.kata.fixes import Fix
from dojo.kata.fixes import right_fixes
from dojo.kata.fixes import tempting_fixes
from dojo.verdict.outcome import PITFALL

UNTOUCHED, RIGHT, TEMPTING = "untouched", "right", "tempting"
# many apps are judged at once, and no claim is about time: a hang may end later than a learner's
PATIENT = ("-o", "timeout=20")


@dataclass(frozen=True)
class Claim:
    """What should become of an app when the suites judge it."""

    kata: Kata
    kind: str
    app: Path
    fix: Fix | None = None

    @property
    def name(self) -> str:
        """Kata and file, such as `07_json_in_a_string/tempting/dumps_alone`."""
        parts = [self.kata.name, *self.app.relative_to(self.kata.solution).with_suffix("").parts]
        return "/".join(parts)

    def objection(self, result: Result) -> str:
        """What speaks against the claim, or an empty text."""
        entry = result.entry
        if entry is None:
            return f"no verdict; exit code {result.exit_code}\n{result.text}"
        failing, verdict = set(entry["failing"]), result.verdict
        if self.kind == RIGHT:
            return "" if verdict == "green" else f"{verdict}: {sorted(failing)}\n{result.text}"
        if verdict != "red":
            return f"{verdict} where red was due\n{result.text}"
        if self.kind == UNTOUCHED:
            return self._of_untouched(entry, failing, result.text)
        ids = {i for suite in entry["ids"].values() for i in suite}
        claimed = self.fix.failing(ids)
        if failing != claimed:
            new, missing = sorted(failing - claimed), sorted(claimed - failing)
            return f"it fails also {new}, and not {missing}\n{result.text}"
        if self.fix.sees not in ("", entry["sees"]):
            return f"it sees {entry['sees']!r}, and not {self.fix.sees!r}"
        return ""

    def _of_untouched(self, entry: dict, failing: set[str], text: str) -> str:
        pitfall = set(entry["ids"][PITFALL])
        if errors := entry["errors"]:
            return f"fails on something else than a promise: {errors}\n{text}"
        if early := failing - pitfall:
            return f"what should still work fails: {sorted(early)}\n{text}"
        if late := pitfall - failing:
            return f"what is the pitfall does not fail: {sorted(late)}\n{text}"
        return ""


@dataclass
class Cases:
    """Which tempting fixes fail each case of a kata's pitfall."""

    kata: Kata
    fixes: dict[str, list[str]] = field(default_factory=dict)  # by the case's id, their files
    count: int = 0  # of the cases in both suites

    def take(self, claim: Claim, result: Result) -> None:
        """Note what became of one app."""
        if result.entry is not None:
            self.count = result.entry["tests"]
            for case in result.entry["ids"][PITFALL]:
                failed_by = self.fixes.setdefault(case, [])
                if claim.kind == TEMPTING and case in result.entry["failing"]:
                    failed_by.append(claim.app.stem)

    @property
    def idle(self) -> list[str]:
        """The cases that no tempting fix fails."""
        return [case for case, failed_by in self.fixes.items() if not failed_by]


def claims_of(kata: Kata) -> list[Claim]:
    """Everything that is claimed about a kata's suites. Raises BadKata."""
    found = [Claim(kata, UNTOUCHED, kata.untouched)]
    found += [Claim(kata, RIGHT, fix.path, fix) for fix in right_fixes(kata)]
    found += [Claim(kata, TEMPTING, fix.path, fix) for fix in tempting_fixes(kata)]
    return found


def prove(claims: list[Claim]) -> Iterator[tuple[Claim, Result]]:
    """Judge every app that something is claimed about."""
    # nobody reads the other verdicts whole
    jobs = [Job(c.kata, c.app, PATIENT, replay=c.kind == UNTOUCHED) for c in claims]
    results = judge_all(jobs)
    return zip(claims, results, strict=True)


def write_fails(fix: Fix, entry: dict) -> None:
    """Let a tempting fix say which cases it fails: a test by its name alone when all its cases do.

    Its `Sees:` line is written anew where it has one.
    """
    failing, rows = set(entry["failing"]), []
    for ids in entry["ids"].values():
        for name in dict.fromkeys(i.partition("[")[0] for i in ids):
            cases = [i for i in ids if i.partition("[")[0] == name]
            failed = [i for i in cases if i in failing]
            rows += [name] if failed == cases else failed
    text = fix.path.read_text(encoding="utf-8")
    head, end, code = re.match(r'(?s)(r?""".*?)(""")(.*)', text).groups()
    head = re.split(r"^(?:Sees:|Fails:)", head, maxsplit=1, flags=re.MULTILINE)[0].rstrip()
    sees = f"Sees: {entry['sees']}\n" if fix.sees else ""
    fails = "".join(f"- {row}\n" for row in rows)
    fix.path.write_text(f"{head}\n\n{sees}Fails:\n{fails}{end}{code}", "utf-8", newline="\n")


def main(words: list[str]) -> int:
    """Prove katas and print what was found; for those who write katas.

    With `--json` each claim is a line for a program to read, with the whole verdict on the app as
    it is handed out. With `--right` tempting fixes are left out and only objections are shown: do
    the katas hold here at all?
    """
    as_json, right, write = "--json" in words, "--right" in words, "--write" in words
    numbers = [word for word in words if not word.startswith("--")]
    katas = [choose(word) for word in numbers] or find_katas()
    claims = [claim for kata in katas for claim in claims_of(kata)]
    claims = [claim for claim in claims if not (right and claim.kind == TEMPTING)]
    doubtful: list[int] = []
    cases = {kata.number: Cases(kata) for kata in katas}
    for claim, result in prove(claims):
        cases[claim.kata.number].take(claim, result)
        if write and claim.kind == TEMPTING and result.verdict == "red":
            write_fails(claim.fix, result.entry)
            continue
        objection = claim.objection(result)
        if objection:
            doubtful.append(claim.kata.number)
        if as_json:
            line = {"claim": claim.name, "objection": objection}
            if claim.kind == UNTOUCHED:
                line |= {"kata": claim.kata.number, "text": result.text, "told": result.told}
            print(json.dumps(line), flush=True)
        elif objection or not right:
            print("OBJECTION" if objection else "holds    ", claim.name, objection)
    if as_json:
        for number, found in cases.items():
            line = {"cases of": number, "count": found.count, "cases": found.fixes}
            print(json.dumps(line), flush=True)
    elif right:
        held = "all katas hold" if not doubtful else f"do not hold: {spans(set(doubtful))}"
        print(f"{len(claims)} apps judged; {held}")
    else:
        for found in cases.values():
            doubtful += [found.kata.number] * len(found.idle)
            _show_cases(found)
        print(f"{len(doubtful)} objections", file=sys.stderr)
    return 1 if doubtful else 0


def _show_cases(found: Cases) -> None:
    print(f"\nkata {found.kata.number}: each case of the pitfall, and which tempting fixes fail it")
    for case, failed_by in found.fixes.items():
        print(f"  {case}\n    {', '.join(failed_by) or 'OBJECTION: none fails it'}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
