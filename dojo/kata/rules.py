"""Werkzeug's rules, a little later: what builds an address is compiled when one is built.

Each test has an app of its own, and compiling the two builders of each of its rules took a fifth of
a suite's time. Most rules never build an address.
"""

from functools import wraps

from werkzeug.routing import Rule


def compile_builders_when_used() -> None:
    """Let rules of this process compile their builders at the first `url_for`.

    Rules with defaults are compiled at once, as Werkzeug does it: a wrong default is told there.
    """
    at_once = getattr(Rule, "_compile_builder", None)  # not public: a newer Werkzeug may have none
    if at_once is None or hasattr(at_once, "__wrapped__"):
        return

    @wraps(at_once)
    def when_used(self, append_unknown: bool = True):
        if self.defaults:
            return at_once(self, append_unknown)
        compiled = []

        def build(rule, /, **values):
            if not compiled:
                compiled.append(at_once(self, append_unknown))
            return compiled[0](rule, **values)

        return build

    Rule._compile_builder = when_used
