"""Where each step of a way stands in the picture: down the left lane, the turn, up the right one.

Read clockwise it is the order of time, and so it is in the page's text.
"""

from dataclasses import dataclass
from dataclasses import field

from dojo.http.steps import AFTER
from dojo.http.steps import BODY
from dojo.http.steps import CLOSED
from dojo.http.steps import CRASH
from dojo.http.steps import ENDS
from dojo.http.steps import GAVE_UP
from dojo.http.steps import HANDLER
from dojo.http.steps import IN_FRONT
from dojo.http.steps import SEND
from dojo.http.steps import TEARDOWN_APPCONTEXT
from dojo.http.steps import TEARDOWN_REQUEST
from dojo.http.steps import TURN
from dojo.http.steps import VIEW

DOWN, BOTTOM, UP = "down", "bottom", "up"
WAY_OUT = {HANDLER, AFTER, SEND, TEARDOWN_REQUEST, TEARDOWN_APPCONTEXT, ENDS, BODY, CLOSED, GAVE_UP}
ROWS = 10  # that the style sheet knows; what needs more is drawn as a list
NEVER = "never asked"
TOO_LATE = "all of this came too late"


@dataclass
class Stop:
    """One mark of the picture. `kind` is walked, turn, crash, gone, late or ghost."""

    lane: str
    kind: str
    step: dict
    row: int = 0
    ends: tuple[str, ...] = ()  # first, last: where its lane begins or ends

    @property
    def is_code(self) -> bool:
        """Whether it is named by something that stands in a source, and not by words."""
        who, station = self.step["who"], self.step["station"]
        by_words = station in (IN_FRONT, ENDS, BODY, CLOSED, GAVE_UP)
        by_words = by_words or who.startswith(("none", "no rule", "a rule"))
        return not by_words

    @property
    def classes(self) -> str:
        """What the style sheet knows it by."""
        return " ".join([self.lane, self.kind, f"r{self.row}" * bool(self.row), *self.ends]).strip()


@dataclass
class Picture:
    """All stops in the order of time."""

    stops: list[Stop] = field(default_factory=list)
    is_list: bool = False  # the way cannot be drawn as a U
    turned: bool = False  # the request came back before it reached a view
    straight: bool = False
    rows: int = 0

    @property
    def view(self) -> str:
        """The name of the view that was asked."""
        names = [stop.step["who"] for stop in self.stops if stop.step["station"] == VIEW]
        return names[0] if names else ""

    @property
    def has_late(self) -> bool:
        """Whether something came too late."""
        return any(stop.kind == "late" for stop in self.stops)


def draw(way: dict | None) -> Picture | None:
    """The picture of a way as `ways.told` gives it; None where there are no steps."""
    if not way or not way["steps"]:
        return None
    picture = Picture(straight=way["straight"])
    for steps, late in ((way["steps"], False), (way["late"], True)):
        for step in steps:
            picture.stops.append(Stop(_lane(step, picture.stops), _kind(step, late), step))
    if not way["answered"] and not any(stop.kind in ("gone", "late") for stop in picture.stops):
        for stop in picture.stops:  # whoever asked was told by nothing of what came back
            stop.kind = "late" if stop.lane == UP else stop.kind
    lanes = [stop.lane for stop in picture.stops]
    in_order = lanes == sorted(lanes, key=[DOWN, BOTTOM, UP].index)
    picture.is_list = not in_order or lanes.count(BOTTOM) > 1
    _place(picture)
    return picture


def _lane(step: dict, before: list[Stop]) -> str:
    """Where a step stands; Flask's own code can crash on the way in and on the way out."""
    if step["station"] == VIEW:
        return BOTTOM
    if step["station"] == GAVE_UP:  # a moment, wherever the request was
        return UP if any(stop.lane != DOWN for stop in before) else DOWN
    if step["station"] in WAY_OUT:
        return UP
    on_the_way_out = before and before[-1].lane != DOWN and step["way"] == CRASH
    return UP if on_the_way_out else DOWN


def _kind(step: dict, late: bool) -> str:
    if late:
        return "late"
    if step["way"] == CRASH:
        return "crash"
    if step["station"] == GAVE_UP:
        return "gone"
    at_its_end = step["station"] in (VIEW, HANDLER) and not step["error"]
    return "turn" if step["way"] == TURN and not at_its_end else "walked"


def _place(picture: Picture) -> None:
    """Give each stop its row: both lanes meet at the turn."""
    down = [stop for stop in picture.stops if stop.lane == DOWN]
    up = [stop for stop in picture.stops if stop.lane == UP]
    bottom = [stop for stop in picture.stops if stop.lane == BOTTOM]
    if not bottom:
        picture.turned = bool(down)
        ghost = {"station": VIEW, "who": "", "note": "", "words": NEVER, "error": "", "where": ""}
        place = picture.stops.index(down[-1]) + 1 if down else 0
        picture.stops.insert(place, Stop(BOTTOM, "ghost", ghost))
        bottom = [picture.stops[place]]
    depth = max(len(down), len(up), 1)
    picture.rows = depth + 1
    picture.is_list = picture.is_list or picture.rows > ROWS
    for index, stop in enumerate(down):
        stop.row = depth - len(down) + 1 + index
    for index, stop in enumerate(up):
        stop.row = depth - index
    bottom[0].row = depth + 1
    for lane in (down, up):
        if lane:
            lane[0].ends += ("first",)
            lane[-1].ends += ("last",)
