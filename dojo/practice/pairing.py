"""`nox -s pair -- 3 ANN BOB`: watch, with who drives, the clock and a strip of the runs so far.

All is worked out at each save from the journal: there is no daemon, and nothing to pause.
"""

import shlex
import subprocess
from datetime import datetime
from datetime import timedelta
from typing import NamedTuple

from dojo.kata.catalogue import choose
from dojo.kata.catalogue import Kata
from dojo.kata.journal import entries
from dojo.kata.journal import note
from dojo.practice.asking import GUESS
from dojo.practice.watching import POLL
from dojo.practice.watching import watch_kata
from dojo.verdict.outcome import AMBER
from dojo.verdict.outcome import GREEN
from dojo.verdict.outcome import RED
from dojo.verdict.terminal import stdout_terminal
from dojo.verdict.terminal import Terminal

TIME, PINGPONG, STRONG = "time", "pingpong", "strong"
RULES = {
    TIME: "hand over when the time is up",
    PINGPONG: "hand over when one more test passes",
    STRONG: "every idea goes through the other's hands; hand over when the time is up",
}
STRIP = {GREEN: ("✔", "green"), RED: ("✘", "red"), AMBER: ("●", "yellow")}
OTHER = ("·", "cyan")  # a run of some of the tests
USAGE = "two names or more: nox -s pair -- 3 ANN BOB [--minutes 7] [--swap time|pingpong|strong]"
QUESTIONS = [
    "What did you believe an hour ago that you would not say now?",
    "When did the other's question save you a detour?",
    "What will you do otherwise when you sit down together next time?",
]


class Pair(NamedTuple):
    """Who sits together, since when, and how they hand over."""

    names: tuple[str, ...]
    minutes: float
    swap: str
    since: datetime
    guesses: bool = False

    def driver(self, runs: list[dict], now: datetime) -> tuple[str, datetime]:
        """Who has the keyboard, and since when."""
        start = turn = 0
        if self.swap == PINGPONG:
            best = -1
            for run in runs:
                if best >= 0 and run["passed"] > best:
                    turn, start = turn + 1, _seconds(run, self.since)
                best = max(best, run["passed"])
        else:
            turn = int((now - self.since).total_seconds() // (60 * self.minutes))
            start = turn * 60 * self.minutes
        return self.names[turn % len(self.names)], self.since + timedelta(seconds=start)

    def after(self, name: str) -> str:
        """Whose turn comes after this one's."""
        return self.names[(self.names.index(name) + 1) % len(self.names)]


class Roles(NamedTuple):
    """Who drives and who navigates in words, since when, and whose turn is next."""

    words: str
    since: datetime
    following: str
    hand_over: str  # what to say when the last run passed the keyboard on; else empty


def pair(words: list[str]) -> int:
    """Watch a kata with two people or more; say at the end how to commit and what to ask."""
    terminal = stdout_terminal()
    try:
        number, names, options = read_words(words)
    except ValueError as error:
        terminal.wrapped(str(error), 0)
        return 2
    kata = choose(number)
    poll = options.pop("poll")
    if not note("pair", kata.number, kata.root, names=names, **options):
        terminal.wrapped("Turns cannot be kept: .dojo cannot be written to. To go on without:", 0)
        terminal.line(f"  nox -s watch -- {kata.number}")
        return 1
    guess = (GUESS,) * options["guesses"]
    code = watch_kata(kata, poll=poll, frame="practice.pairing", words=guess)
    look_back(kata)
    return code


def read_words(words: list[str]) -> tuple[str, list[str], dict]:
    """Number, names and options as they were typed. Raises ValueError with the usage."""
    options = {"minutes": 7.0, "swap": TIME, "guesses": False, "poll": False}
    plain, rest = [], list(words)
    while rest:
        word = rest.pop(0)
        name, equals, value = word.partition("=")
        if name in ("--minutes", "--swap"):
            value = value if equals else (rest.pop(0) if rest else "")
            options[name[2:]] = _number(value) if name == "--minutes" else value
        elif word in ("--guess", POLL):
            options["guesses" if word == "--guess" else "poll"] = True
        elif word.startswith("-"):
            raise ValueError(f"{word} is not known; {USAGE}")
        else:
            plain.append(word)
    if options["swap"] not in RULES:
        raise ValueError(f"--swap is one of {', '.join(RULES)}, not {options['swap']!r}")
    number, *names = plain or [""]
    if number and len(set(names)) < 2:
        raise ValueError(USAGE)
    return number, names, options


def current_pair(found: list[dict]) -> tuple[Pair, list[dict]] | None:
    """The pair that sat down last, and the entries since then."""
    starts = [index for index, entry in enumerate(found) if entry["what"] == "pair"]
    if not starts:
        return None
    entry = found[starts[-1]]
    try:
        names, since = tuple(map(str, entry["names"])), datetime.fromisoformat(entry["at"])
        sat_down = Pair(
            names, float(entry["minutes"]), entry["swap"], since, bool(entry.get("guesses"))
        )
    except (KeyError, TypeError, ValueError):
        return None
    return sat_down, found[starts[-1] + 1 :]


def above(kata: Kata, words: list[str]) -> None:
    """Say nothing before a verdict: what stands at the top scrolls away."""


def below(kata: Kata, words: list[str]) -> None:
    """Show the strip of runs and who drives; `words` may end in a guess of the colour."""
    found = current_pair(entries(kata.root, kata.number))
    if found is None:
        return
    sat_down, since = found
    runs = runs_of(since)
    guess = next((word for word in words if word in STRIP), None)
    if guess and runs:
        note("guess", kata.number, kata.root, guess=guess, verdict=runs[-1]["verdict"])
        since = [*since, {"what": "guess", "guess": guess, "verdict": runs[-1]["verdict"]}]
    terminal = stdout_terminal()
    terminal.line()
    room = terminal.width - 20
    shown = [STRIP.get(run["verdict"], OTHER) for run in runs][-room:]
    signs = "".join(terminal.styled(sign, fg=colour) for sign, colour in shown)
    earlier = "…" if len(runs) > len(shown) else ""
    terminal.line(f"  runs so far: {earlier}{signs}")
    guesses = [entry for entry in since if entry["what"] == "guess"]
    if guesses:
        right = sum(entry.get("guess") == entry.get("verdict") for entry in guesses)
        terminal.line(f"  guessed right: {right} of {len(guesses)}")
    _show_roles(sat_down, runs, terminal)
    terminal.wrapped(f"watching katas/{kata.name} · save to run, Ctrl-C to end", 2, dim=True)


def _show_roles(sat_down: Pair, runs: list[dict], terminal: Terminal) -> None:
    """Say who drives, since when, whose turn is next, and when the keyboard changes hands."""
    now = datetime.now().astimezone()
    roles = roles_of(sat_down, runs, now)
    minutes = int((now - roles.since).total_seconds() // 60)
    row = f"{roles.words} · {minutes} min · next: {roles.following}"
    terminal.wrapped(row, 2, fg="cyan", bold=True)
    terminal.wrapped(f"{sat_down.swap}: {RULES[sat_down.swap]}", 2, dim=True)
    if roles.hand_over:
        terminal.wrapped(f"▸ {roles.hand_over}", 2, fg="yellow", bold=True)


def roles_of(sat_down: Pair, runs: list[dict], now: datetime) -> Roles:
    """Who drives now; `runs` are those since the pair sat down."""
    driver, since = sat_down.driver(runs, now)
    others = " and ".join(name for name in sat_down.names if name != driver)
    changed = runs and driver != sat_down.driver(runs[:-1], _time(runs[-1]))[0]
    hand_over = f"hand over: the keyboard is {driver}'s now" if changed else ""
    words = f"{driver} drives, {others} navigates"
    return Roles(words, since, sat_down.after(driver), hand_over)


def look_back(kata: Kata) -> None:
    """Print, and do not run, the commit that names everybody, and three questions."""
    found = current_pair(entries(kata.root, kata.number))
    if found is None:
        return
    sat_down, _ = found
    terminal = stdout_terminal()
    mine = _git(kata, "config", "user.name")
    authors = set(_git(kata, "log", "-1000", "--format=%an <%ae>").splitlines())
    words = ["git", "commit", "-m", f"kata {kata.number}: …"]
    for name in sat_down.names:
        if not _is_called(mine, name):
            known = [author for author in authors if _is_called(author.partition(" <")[0], name)]
            # two of one name: better no address than the wrong one's
            who = known[0] if len(known) == 1 else f"{name} <address>"
            words += ["--trailer", f"Co-authored-by: {who}"]
    terminal.wrapped("To keep this, with all of your names on it:", 2)
    terminal.line(f"    {shlex.join(words)} katas/{kata.name}/app.py")
    terminal.line()
    terminal.wrapped("And before you get up:", 2)
    for question in QUESTIONS:
        terminal.wrapped(f"- {question}", 2)


def _is_called(author: str, name: str) -> bool:
    """Whether a whole word of somebody's name is this one, or the name is."""
    return name.lower() in (author.lower(), *author.lower().split())


def runs_of(found: list[dict]) -> list[dict]:
    """The runs among journal entries that a strip can show."""
    wanted = [entry for entry in found if entry["what"] == "run"]
    return [e for e in wanted if isinstance(e.get("passed"), int) and "verdict" in e]


def _time(entry: dict) -> datetime:
    return datetime.fromisoformat(entry["at"]).astimezone()


def _seconds(entry: dict, since: datetime) -> float:
    return (_time(entry) - since).total_seconds()


def _number(text: str) -> float:
    try:
        minutes = float(text)
    except ValueError:
        minutes = 0
    if not 0 < minutes < 1000:
        raise ValueError(f"--minutes is a number of minutes, not {text!r}")
    return minutes


def _git(kata: Kata, *words: str) -> str:
    """What git says, or nothing where it is missing or this is no repository."""
    try:
        asked = subprocess.run(["git", *words], cwd=kata.root, capture_output=True, text=True)
    except OSError:
        return ""
    return asked.stdout.strip() if asked.returncode == 0 else ""
