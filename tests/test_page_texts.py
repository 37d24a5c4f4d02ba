"""One source for each sentence: of each kata the page says what the terminal says, and no more."""

import io
import re

import pytest
from bs4 import BeautifulSoup

from dojo.kata.catalogue import find_katas
from dojo.page.app import create_page
from dojo.page.desk import Desk
from dojo.verdict.drawing import MARKS
from dojo.verdict.drawing import show_verdict
from dojo.verdict.drawing import SHOWN_NAMES
from dojo.verdict.outcome import Failure
from dojo.verdict.terminal import Terminal
from dojo.verdict.verdict import Board
from dojo.verdict.verdict import Guess
from dojo.verdict.verdict import Other
from dojo.verdict.verdict import Shown
from dojo.verdict.verdict import Verdict

KEY, PORT = "A" * 22, 5100
WIDE = 100_000  # columns: nothing is cut, nothing is broken into rows
SIGNS = re.compile(r"^(▸ )?[><]( |$)|^✘ ")  # what a row of a terminal begins with
LABELS = re.compile(r"^((Promised|Seen|note|by hand): +|… )")
BY_HAND = ["curl -i http://127.0.0.1:5000/orders/1", "curl -i -X POST http://127.0.0.1:5000/orders"]
SAYS = (  # where the page says what; what is folded there a terminal counts
    "h3.sentence, .where, .done-by, .promise dd, .raised p.error, .raised p.more, .raised pre,"
    ".wire > .line, .wire > details > summary, .by-hand pre, .belief-seen, .remark,"
    ".boards dt, .boards .count"
)


@pytest.fixture
def verdicts(handed_out):
    """The verdict on each kata as it is handed out, as data."""
    found = {number: line["told"]["verdict"] for number, line in handed_out.items()}
    for data in found.values():
        failure = data["shown"]["failure"]
        failure["by_hand"] = BY_HAND  # nothing was sent once more for them
        failure["printed"] = ""  # of this a terminal shows what stands last, a page folds it all
        data["notes"] = ("a note for whoever reads this",)
    return found


def from_data(data: dict) -> Verdict:
    """The verdict that `as_data` took apart."""
    shown = data["shown"] and Shown(
        **{**data["shown"], "failure": Failure.from_data(data["shown"]["failure"])}
    )
    return Verdict(
        **{
            **data,
            "boards": tuple(Board(**board) for board in data["boards"]),
            "shown": shown,
            "others": tuple(Other(**other) for other in data["others"]),
            "guesses": tuple(Guess(**guess) for guess in data["guesses"]),
        }
    )


def pieces(texts) -> set[str]:
    """Texts in the pieces that stand apart, without labels, with blanks as HTML has them."""
    parts = [part for text in texts for part in re.split(r"\n|\s{3,}", text)]
    return {" ".join(LABELS.sub("", part.strip()).split()) for part in parts} - {""}


def on_a_terminal(data: dict) -> set[str]:
    """What can be read on a terminal, without its signs."""
    terminal = Terminal(io.StringIO(), WIDE)
    show_verdict(from_data(data), terminal)
    rows = [row.strip() for row in terminal.file.getvalue().splitlines()[3:]]  # below the title
    steps = [row for row in rows if ": nox -s " in row]
    found = pieces(SIGNS.sub("", row) for row in rows if row not in steps)
    marks = {one for one in found if not set(one) - {*MARKS.values(), " "}}
    found = {re.sub(r"^HTTP/1\.1 | HTTP/1\.1$", "", one) for one in found - marks - {"by hand:"}}
    # a page has words and buttons of its own for them
    return found | {step.partition(":")[0] for step in steps}


def on_the_page(html: str) -> set[str]:
    """What can be read on the page, as much as a terminal shows without folding."""
    page = BeautifulSoup(html, "html.parser").find(id="main")
    aside = BeautifulSoup(html, "html.parser").find("aside")
    found = [one.get_text() for one in page.select(SAYS)]
    frames = [one.get_text().replace(" in ", ", in ") for one in page.select(".raised .frame")]
    others = page.select(".others li")
    for other in others[:SHOWN_NAMES]:
        cases = other.find(class_="cases")
        names = cases.extract().get_text().split(" · ") if cases else []
        found += [other.get_text(), *names[:SHOWN_NAMES]]
        found += [f"and {len(names) - SHOWN_NAMES} more"] * (len(names) > SHOWN_NAMES)
    found += [f"and {len(others) - SHOWN_NAMES} more"] * (len(others) > SHOWN_NAMES)
    steps = [one.get_text().lower() for one in aside.select("#hint")]
    return pieces([*found, *frames, *steps])


def test_the_page_and_the_terminal_say_the_same_of_every_kata(full_house, verdicts):
    desk = Desk(full_house.root)
    client = create_page(desk, KEY, PORT).test_client()
    differ = {}
    for kata in find_katas(full_house.root):
        data = verdicts[kata.number]
        desk.standing(kata).verdict = data
        answer = client.get(f"/{KEY}/{kata.number}", headers={"Host": f"127.0.0.1:{PORT}"})
        told, drawn = on_the_page(answer.text), on_a_terminal(data)
        if told != drawn:
            differ[kata.number] = {"page alone": told - drawn, "terminal alone": drawn - told}
    desk.close()
    assert len(verdicts) == len(find_katas())
    assert differ == {}
