"""A device whose calls are counted: how often was the slow book asked?"""

from functools import wraps


class Counted:
    """Works as its device does, and keeps the name of each method that is called.

    `times("page")` says how often.
    """

    def __init__(self, device):
        self._device, self._called = device, []

    def times(self, *names: str) -> int:
        """How often one of these methods was called."""
        return sum(name in names for name in self._called)

    def __getattr__(self, name: str):
        value = getattr(self._device, name)
        if not callable(value):
            return value

        @wraps(value)
        def counted(*args, **kwargs):
            self._called.append(name)
            return value(*args, **kwargs)

        return counted
