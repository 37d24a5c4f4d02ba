"""A kitchen printer that is called with `await`, and is slow.

Each call takes three steps, so that a task that somebody waits for a moment is not yet done. A step
ends when a test looks at the slips, which it does when the request has its answer. An app that
waits for the printer before it answers gets its way after a while, and from then on the printer is
quick. So "slow" means slower than an answer, and no test sleeps.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio

STEPS = 3
PATIENCE = 0.05  # seconds of a step while nobody looks at the slips
TO_COME = 1.0  # seconds until a slip counts as never printed


class SlowPrinter:
    """Await it with a text for a slip of paper; `slips` gives what was printed."""

    def __init__(self):
        self._printed: list[str] = []
        self._at_work, self._lost = 0, 0
        self._waiting: set[asyncio.Future] = set()
        self._quick, self._changed = False, threading.Condition()

    async def __call__(self, text: str) -> None:
        """Print a slip, step by step; a task that is cancelled meanwhile prints nothing."""
        self._note(at_work=1)
        try:
            for _ in range(STEPS):
                await self._step()
        except BaseException:
            self._note(at_work=-1, lost=1)
            raise
        self._note(text, at_work=-1)

    def slips(self, count: int) -> list[str]:
        """What was printed, as soon as so many slips were, or too late.

        It is too late at once when a slip was lost and the printer stands still.
        """
        with self._changed:
            self._quick = True
            for step in self._waiting:
                step.get_loop().call_soon_threadsafe(_end, step)
            self._changed.wait_for(lambda: self._are_there(count), TO_COME)
            return list(self._printed)

    def later(self, look: Callable, enough: Callable):
        """Look until there is enough to see, or it is too late; gives what was seen last."""
        for _ in range(int(TO_COME / PATIENCE)):
            found = look()
            if enough(found):
                break
            with self._changed:
                if self._stands_still():
                    break
                self._changed.wait(PATIENCE)
        return found

    def _are_there(self, count: int) -> bool:
        return len(self._printed) >= count or self._stands_still()

    def _stands_still(self) -> bool:
        return self._lost > 0 and self._at_work == 0

    async def _step(self) -> None:
        import asyncio  # only one kata needs it, and all would pay for it

        step = asyncio.get_running_loop().create_future()
        with self._changed:
            patience = 0 if self._quick else PATIENCE
            self._waiting.add(step)
        try:
            await asyncio.wait([step], timeout=patience)
        finally:
            with self._changed:
                self._waiting.discard(step)

    def _note(self, *printed: str, at_work: int, lost: int = 0) -> None:
        with self._changed:
            self._printed += printed
            self._quick = self._quick or bool(printed)
            self._at_work += at_work
            self._lost += lost
            self._changed.notify_all()


def _end(step: asyncio.Future) -> None:
    if not step.done():
        step.set_result(None)
