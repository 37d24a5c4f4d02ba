"""What the pages show, gathered from the journal, the desk and the katas' texts."""

from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from functools import cached_property

from markupsafe import Markup

from dojo.kata.catalogue import BadKata
from dojo.kata.catalogue import find_katas
from dojo.kata.catalogue import Kata
from dojo.kata.catalogue import TRACKS
from dojo.kata.fixes import Fix
from dojo.kata.fixes import right_fixes
from dojo.kata.fixes import same_text
from dojo.kata.journal import entries
from dojo.kata.journal import since_reset
from dojo.page.desk import Desk
from dojo.page.desk import Standing
from dojo.page.picture import draw
from dojo.page.picture import Picture
from dojo.page.texts import belief_and_fact
from dojo.page.texts import inline
from dojo.page.texts import markdown
from dojo.page.texts import Row
from dojo.page.texts import Section
from dojo.page.texts import sections
from dojo.page.texts import side_by_side
from dojo.practice.hinting import Hints
from dojo.practice.hinting import hints_of
from dojo.practice.pairing import current_pair
from dojo.practice.pairing import Pair
from dojo.practice.pairing import Roles
from dojo.practice.pairing import roles_of
from dojo.practice.pairing import runs_of
from dojo.practice.progress import DONE
from dojo.practice.progress import is_green_now
from dojo.practice.progress import next_kata
from dojo.practice.progress import STARTED
from dojo.practice.progress import state_of
from dojo.practice.progress import track_of
from dojo.practice.recalling import dates_of
from dojo.verdict.drawing import SHOWN_BODY
from dojo.verdict.drawing import SHOWN_HEADERS
from dojo.verdict.exchanges import BODY_LINES
from dojo.verdict.outcome import GREEN
from dojo.verdict.verdict import predictions

STRIP = 24  # runs in the strip
SAY_IT = "Say it in one sentence, each of you, before you open this."


@dataclass(frozen=True)
class Entry:
    """A kata on the map."""

    kata: Kata
    state: str
    belief: Markup
    again: bool  # another go is under way
    saved_last: bool


@dataclass(frozen=True)
class Map:
    """All katas by track, and where to go on."""

    tracks: dict[str, list[Entry]]
    done: int
    count: int
    following: Kata | None
    is_begun: bool  # the following one
    due: Kata | None


def read_map(desk: Desk) -> Map:
    """How far somebody is."""
    katas, journal = find_katas(desk.root), entries(desk.root)
    mine = {k.number: [e for e in journal if e["kata"] == k.number] for k in katas}
    states = {number: state_of(found) for number, found in mine.items()}
    tracks: dict[str, list[Entry]] = {}
    for kata in katas:
        found = mine[kata.number]
        again = states[kata.number] == DONE and since_reset(found) and not is_green_now(found)
        entry = Entry(
            kata, states[kata.number], _belief(kata), bool(again), kata == desk.saved_last
        )
        number = track_of(kata)
        tracks.setdefault(f"{number} {TRACKS.get(number, '')}", []).append(entry)
    following = next_kata(katas, states)
    now = datetime.now().astimezone()
    due = {kata: when for kata, when in dates_of(katas, journal).items() if when <= now}
    return Map(
        tracks=dict(sorted(tracks.items())),
        done=sum(state == DONE for state in states.values()),
        count=len(katas),
        following=following,
        is_begun=following is not None and states[following.number] == STARTED,
        due=min(due, key=due.get, default=None),
    )


def _belief(kata: Kata) -> Markup:
    try:
        return inline(kata.metadata.get("belief", ""))
    except BadKata:
        return Markup()


@dataclass(frozen=True)
class Half:
    """A request, or a response: its first line, headers and body; what is long is folded."""

    first: dict
    headers: list[dict]
    more_headers: list[dict]
    body: list[dict]
    more_body: list[dict]


def halves(lines: list[dict], body_lines: int = SHOWN_BODY) -> tuple[Half, Half] | None:
    """The two halves of an exchange's lines, so much of a body unfolded; None without an exchange.

    Without a line of the body only what is marked is shown, and nothing can be unfolded.
    """
    if not body_lines:
        lines = [n for n in lines if n["marked"] or not (n["header"] or n["body"])]
    both = []
    for sign in (">", "<"):
        part = [line for line in lines if line["sign"] == sign]
        if not part:
            return None
        first = next((ln for ln in part if not ln["header"] and not ln["body"]), part[0])
        headers = [line for line in part if line["header"]]
        body = [line for line in part if line["body"]][:BODY_LINES]
        body_lines = body_lines or len(body)
        both.append(
            Half(
                first,
                headers[:SHOWN_HEADERS],
                headers[SHOWN_HEADERS:],
                body[:body_lines],
                body[body_lines:],
            )
        )
    return both[0], both[1]


@dataclass(frozen=True)
class Debrief:
    """What is read at green."""

    thought: Markup
    fact: Markup
    rest: list[Section]
    others: list[Fix]
    question: str = ""
    because: str = ""


@dataclass
class Sight:
    """Everything that the page of one kata shows."""

    kata: Kata
    standing: Standing
    is_brief: bool = False  # for a room: only the lines of an exchange that matter
    now: datetime = field(default_factory=lambda: datetime.now().astimezone())

    @cached_property
    def journal(self) -> list[dict]:
        """What was noted about this kata."""
        return entries(self.kata.root, self.kata.number)

    @cached_property
    def this_go(self) -> list[dict]:
        """What was noted since it was reset last."""
        return since_reset(self.journal)

    @property
    def verdict(self) -> dict | None:
        """The verdict as data, in this go."""
        return self.standing.verdict

    @property
    def outcome(self) -> str:
        """The colour; empty before the first run."""
        return self.verdict["outcome"] if self.verdict else ""

    @property
    def word(self) -> str:
        """The colour as a word."""
        return self.outcome.capitalize()

    @cached_property
    def is_begun(self) -> bool:
        """Whether the question comes too late."""
        ran = any(entry["what"] == "run" for entry in self.this_go)
        return ran or self.verdict is not None or self.standing.is_running

    @cached_property
    def question(self) -> dict | None:
        """The question of kata.toml, where it asks one."""
        try:
            return self.kata.prediction
        except BadKata:
            return None

    @cached_property
    def asked(self) -> str | None:
        """Whose answer the question waits for: a name, nobody's in particular, or None."""
        if self.question is None or self.is_begun:
            return None
        answered = {entry.get("name", "") for entry in self.this_go if entry["what"] == "predict"}
        names = self.pair.names if self.pair else ("",)
        return next((name for name in names if name not in answered), None)

    @cached_property
    def is_first_red(self) -> bool:
        """Whether this is the only run of this go."""
        runs = [entry for entry in self.this_go if entry["what"] == "run"]
        return self.outcome == "red" and len(runs) <= 1

    @cached_property
    def is_due(self) -> bool:
        """Whether a run is due that nobody has to ask for: its question was answered before."""
        if self.standing.is_running or self.standing.trouble:
            return False
        return (self.verdict is None and self.asked is None) or self.standing.is_stale

    @cached_property
    def strip(self) -> list[str]:
        """The verdicts of the last runs of this go."""
        return [run["verdict"] for run in runs_of(self.this_go)][-STRIP:]

    @cached_property
    def _seating(self) -> tuple[Pair, list[dict]] | None:
        return current_pair(self.this_go)

    @property
    def pair(self) -> Pair | None:
        """Who sits together."""
        return self._seating[0] if self._seating else None

    @cached_property
    def roles(self) -> Roles | None:
        """Who drives now."""
        if not self._seating:
            return None
        return roles_of(self._seating[0], runs_of(self._seating[1]), self.now)

    @property
    def minutes(self) -> int:
        """For how many whole minutes somebody has been driving."""
        return int((self.now - self.roles.since).total_seconds() // 60)

    @cached_property
    def hints(self) -> Hints | None:
        """The hints of this go."""
        try:
            return hints_of(self.kata)
        except BadKata:
            return None

    @cached_property
    def readme(self) -> Markup:
        """The README, from its first section on: the page has title, level and question itself."""
        try:
            text = (self.kata.folder / "README.md").read_text(encoding="utf-8")
        except (OSError, ValueError):
            return Markup()
        title, found, rest = text.replace("\r\n", "\n").partition("\n## ")
        return markdown(f"## {rest}" if found else title.partition("\n")[2], down=1)

    @property
    def exchange(self) -> tuple[Half, Half] | None:
        """The exchange that the verdict shows."""
        shown = self.verdict and self.verdict["shown"]
        if not shown:
            return None
        return halves(shown["failure"]["exchange"], 0 if self.is_brief else SHOWN_BODY)

    @cached_property
    def picture(self) -> Picture | None:
        """The way of that exchange, as it was played a second time."""
        return draw((self.standing.way.answer or {}).get("way"))

    @property
    def no_picture(self) -> str:
        """Why there is no picture, where that has to be said."""
        return (self.standing.way.answer or {}).get("trouble", "")

    @cached_property
    def demonstration(self) -> dict | None:
        """The README's demonstration before and now: its line, and twice exchange and picture."""
        found = self.standing.demonstration.answer
        if not found or not found.get("before"):
            return None
        shown = 0 if self.is_brief else SHOWN_BODY
        before, now = (
            (halves(found[when]["lines"], shown), draw(found[when])) for when in ("before", "now")
        )
        return {"command": found["command"], "before": before, "now": now}

    @cached_property
    def is_untouched(self) -> bool:
        """Whether the app is as it was handed out."""
        return same_text(self.kata.app, self.kata.untouched)

    @cached_property
    def debrief(self) -> Debrief | None:
        """What is really so; only at green."""
        if self.outcome != GREEN:
            return None
        try:
            text = (self.kata.solution / "README.md").read_text(encoding="utf-8")
            others = right_fixes(self.kata)[1:]
        except (OSError, ValueError):
            return None
        first, *rest = sections(text) or [Section("", "")]
        thought, fact = belief_and_fact(first.text)
        guesses, _ = predictions(self.kata)
        asked = self.kata.prediction if guesses else {}
        told = (asked.get("question", ""), asked.get("because", ""))
        return Debrief(thought, fact, rest, others, *told)

    @cached_property
    def beside_reference(self) -> list[Row]:
        """The learner's app beside the reference."""
        try:
            mine = self.kata.app.read_text(encoding="utf-8", errors="replace")
            theirs = (self.kata.solution / "app.py").read_text(encoding="utf-8")
        except OSError:
            return []
        return side_by_side(mine, theirs) if mine != theirs else []

    @property
    def say(self) -> str:
        """The verdict for somebody who hears it: colour, sentence, promised, seen."""
        if not self.verdict:
            return ""
        shown = self.verdict["shown"]
        parts = [self.verdict["said"] or f"{self.word}."]
        if shown:
            parts.append(f"{shown['sentence'].capitalize()}.")
            failure = shown["failure"]
            if failure["promised"]:
                parts.append(f"Promised: {failure['promised']}. Seen: {failure['seen']}.")
            elif failure["error"]:
                parts.append(failure["error"])
        return " ".join(parts)
