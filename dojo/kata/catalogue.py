"""What katas there are: a folder is a kata, its number and slug are its name."""

import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

TRACKS = {
    1: "What was asked: the request",
    2: "What was answered: the response",
    3: "Whose data is it: isolation",
    4: "In what order: lifecycle, hooks, decorators",
    5: "When it goes wrong, and when it flows",
    6: "In production",
    7: "Whom do you trust",
    8: "When Flask is not enough, and where the wire bites",
}

TITLE = re.compile(r'^title = ".*"$', re.MULTILINE)
FOLDER_NAME = re.compile(r"(?P<number>\d\d)_(?P<slug>[a-z0-9_]+)")


class NoSuchKata(LookupError):
    """Somebody asked for a kata that there is not; the message says what there is."""


class BadKata(ValueError):
    """A kata's files cannot be read; the message names the file."""


@dataclass(frozen=True)
class Kata:
    """One kata: three places that carry the same name."""

    number: int
    slug: str
    root: Path

    @property
    def name(self) -> str:
        """The name of its folder, such as `03_delete_form_that_gets`."""
        return f"{self.number:02}_{self.slug}"

    @property
    def folder(self) -> Path:
        """Where the learner works."""
        return self.root / "katas" / self.name

    @property
    def app(self) -> Path:
        """The file that the learner repairs."""
        return self.folder / "app.py"

    @property
    def suites(self) -> tuple[Path, Path]:
        """The suite that stays green and the one that becomes green."""
        return self.folder / "test_still_works.py", self.folder / "test_pitfall.py"

    @property
    def hints(self) -> Path:
        """The file with its three hints."""
        return self.root / "hints" / f"{self.name}.md"

    @property
    def solution(self) -> Path:
        """The folder with the reference, the other fixes and the debrief."""
        return self.root / "solutions" / self.name

    @property
    def untouched(self) -> Path:
        """The broken app as it is handed out; `reset` brings it back, with or without git."""
        return self.solution / "untouched.py"

    @cached_property
    def metadata(self) -> dict:
        """What kata.toml says.

        Raises BadKata when the file is missing or is not TOML.
        """
        file = self.folder / "kata.toml"
        try:
            return tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise BadKata(f"{file.relative_to(self.root)}: {error}") from error

    @property
    def prediction(self) -> dict:
        """The question asked before the first run: question, choices, answer, because.

        Raises BadKata when kata.toml asks none.
        """
        table = self.metadata.get("predict")
        if not table or not {"question", "choices", "answer", "because"} <= set(table):
            raise BadKata(f"katas/{self.name}/kata.toml asks no question")
        return table

    @property
    def title(self) -> str:
        """The title; the slug when kata.toml does not give one."""
        if "metadata" not in vars(self):
            # each command names all katas to nox, and whole files of TOML are slow to read
            with suppress(OSError, ValueError):
                text = (self.folder / "kata.toml").read_text(encoding="utf-8")
                if found := TITLE.search(text.partition("\n[")[0]):
                    return tomllib.loads(found[0])["title"]
        try:
            return self.metadata["title"]
        except (BadKata, KeyError):
            return self.slug.replace("_", " ")


def find_katas(root: Path = ROOT) -> list[Kata]:
    """All katas below `root`, by number; a folder without hints and solutions is none."""
    found = (kata_of(folder, root) for folder in sorted((root / "katas").iterdir()))
    return [kata for kata in found if kata]


def kata_of(folder: Path, root: Path = ROOT) -> Kata | None:
    """The kata whose folder this is, or None."""
    match = FOLDER_NAME.fullmatch(folder.name)
    kata = Kata(int(match["number"]), match["slug"], root) if match else None
    is_one = kata and kata.folder == folder and kata.hints.is_file() and kata.solution.is_dir()
    return kata if is_one else None


def choose(word: str, root: Path = ROOT) -> Kata:
    """The kata that a person means by `word`: `3`, `03`, `kata-3` or its folder's name.

    Raises NoSuchKata, whose message says what was asked and what there is.
    """
    katas = find_katas(root)
    path = word.strip().replace("\\", "/").rstrip("/").removeprefix("./")
    wanted = path.removeprefix("katas/").partition("/")[0].removeprefix("kata-")
    for kata in katas:
        if wanted in (str(kata.number), f"{kata.number:02}", kata.name):
            return kata
    asked = f"there is no kata {word!r}" if wanted else "which kata? say its number after --"
    raise NoSuchKata(f"{asked}; there are {spans(kata.number for kata in katas)}")


def spans(numbers) -> str:
    """Numbers as people write them: `1-3, 7, 14`."""
    groups: list[list[int]] = []
    for number in sorted(numbers):
        if groups and number == groups[-1][-1] + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return ", ".join(f"{g[0]}-{g[-1]}" if len(g) > 1 else str(g[0]) for g in groups) or "none yet"
