"""Strangers: requests of other people, which begin while one request is held up at a slow place."""

import threading
from collections.abc import Callable
from contextlib import suppress

from flask import request_finished

from dojo.suite.promise import promise

# A right fix may let a stranger wait for the request that is held up. So many looks, of so many
# seconds each, tell whether one waits: on a busy machine, who looks gets no more time than they.
LOOK, LOOKS = 0.005, 15
PATIENCE = 2.0  # seconds until a request counts as never answered


class Stranger:
    """Somebody who sends one request on a thread of their own; call it to get the answer."""

    def __init__(self, send: Callable, patience: float = PATIENCE):
        self._send, self._answers, self._patience = send, [], patience
        self._begun, self._over = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        self._begun.set()
        with suppress(Exception):  # an app that raises has not answered
            self._answers.append(self._send())
        self._over.set()

    @property
    def begun(self) -> bool:
        """Whether the request was sent."""
        return self._begun.is_set()

    @property
    def over(self) -> bool:
        """Whether the request was answered, or ended without an answer."""
        return self._over.is_set()

    def begin(self, looks: int = LOOKS) -> None:
        """Send the request; come back when it is answered, or when it seems to have to wait."""
        if self._thread.ident is None:
            self._thread.start()
            self._begun.wait(self._patience)
            self.look(looks)

    def look(self, looks: int = LOOKS) -> None:
        """Come back when the request is answered, or when it seems to have to wait."""
        if threading.current_thread() is not self._thread:
            any(self._over.wait(LOOK) for _ in range(looks))

    def __call__(self):
        """Wait for the answer and give it back; it is a broken promise when there is none."""
        self.begin()
        self._over.wait(self._patience)
        done = "Somebody else's request came while another one was at work."
        promise(bool(self._answers), done, "an answer", f"none for {self._patience:.0f} seconds")
        return self._answers[0]


class SlowPlaces:
    """Places at which a request can be held up, by name.

    It is a fixture, `meanwhile`: `meanwhile("card reader", send)` says what a stranger sends when
    the next request is at the card reader, and gives back that Stranger.
    """

    def __init__(self):
        self._waiting: dict[str, Stranger] = {}
        self._held_back: list[Stranger] = []

    def __call__(self, place: str, send: Callable) -> Stranger:
        stranger = self._waiting[place] = Stranger(send)
        return stranger

    def reached(self, place: str) -> None:
        """A request is at this place now: let the stranger begin, if one waits for that."""
        if stranger := self._waiting.pop(place, None):
            stranger.begin()
            self._held_back.append(stranger)

    def give_way(self) -> None:
        """A request is outside the app: whoever had to wait where it was before may go on now.

        Without it nobody could say who comes first when an app lets go of a lock: the request that
        held it, or the stranger who waits for it.
        """
        while self._held_back:
            self._held_back.pop().look()

    def put(self, place: str, device):
        """A stand-in for a device: each call of a method is held up there before it works."""
        return _HeldUp(self, place, device)

    def before_views(self, app):
        """Make a slow place of the way to this app's views: after `before_request`, before a view.

        The place is called "the way to the view".
        """
        app.before_request(lambda: self.reached("the way to the view"))
        return app

    def before_answers(self, app):
        """Make a slow place of the way out of this app: after `after_request`, before the server.

        The place is called "the way out".
        """
        request_finished.connect(lambda *_, **__: self.reached("the way out"), app, weak=False)
        return app


class _HeldUp:
    """Works as its device does, when the stranger has begun."""

    def __init__(self, places: SlowPlaces, place: str, device):
        self._places, self._place, self._device = places, place, device

    def __getattr__(self, name):
        value = getattr(self._device, name)
        if not callable(value):
            return value

        def held_up(*args, **kwargs):
            self._places.give_way()
            self._places.reached(self._place)
            return value(*args, **kwargs)

        return held_up


def each_on_a_thread(*calls: Callable) -> list:
    """Make these calls one after another, each on a thread of its own, as Flask's server does."""
    return [Stranger(call)() for call in calls]
