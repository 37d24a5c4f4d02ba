"""Writes the map of all katas into README.md, from what each kata says of itself.

`python -m dojo.upkeep.frontpage` writes it anew; a test says when that is due.
"""

from dojo.kata.catalogue import find_katas
from dojo.kata.catalogue import Kata
from dojo.kata.catalogue import ROOT
from dojo.kata.catalogue import TRACKS

README = ROOT / "README.md"
HEAD = ["| | kata | the belief | level | minutes |", "| ---: | --- | --- | :---: | ---: |"]


def map_of(katas: list[Kata]) -> str:
    """All katas by track, each with its belief, level and minutes, as Markdown tables."""
    rows: list[str] = []
    for track, title in TRACKS.items():
        mine = [kata for kata in katas if kata.metadata["track"] == track]
        if mine:
            rows += [f"**{track} · {title}**", "", *HEAD]
            rows += [row_of(kata) for kata in mine]
            rows.append("")
    return "\n".join(rows)


def row_of(kata: Kata) -> str:
    """One kata's row of the map."""
    about = kata.metadata
    link = f"[{kata.title}](katas/{kata.name})"
    return f"| {kata.number} | {link} | {about['belief']} | {about['level']} | {about['minutes']} |"


def with_map(text: str, katas: list[Kata]) -> str:
    """The front page's text with the map of these katas in the place of the one it has."""
    start, end = "<!-- map -->\n", "<!-- end of map -->"
    before, _, rest = text.partition(start)
    after = rest.partition(end)[2]
    return f"{before}{start}\n{map_of(katas)}\n{end}{after}"


if __name__ == "__main__":
    README.write_text(
        with_map(README.read_text(encoding="utf-8"), find_katas()), encoding="utf-8", newline="\n"
    )
