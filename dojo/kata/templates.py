"""Flask's templates, compiled once: each test has an app of its own, and their templates are alike.

Jinja takes longer to compile a page than Flask to send it.
"""

from types import CodeType

from flask.templating import Environment
from jinja2 import Environment as JinjaEnvironment

# what an environment holds that a template is not compiled with; these are each app's own
NOT_COMPILED_IN = {"app", "auto_reload", "bytecode_cache", "cache", "globals", "loader", "policies"}


def compile_templates_once() -> None:
    """Let the Flask apps of this process share what was compiled from the same source.

    Environments that differ in an option, a filter, a test or an extension share nothing: some
    filters are called while a template is compiled.
    """
    if "compile" in vars(Environment):
        return
    compiled: dict[tuple, str | CodeType] = {}

    def once(self, source, name=None, filename=None, raw=False, defer_init=False):
        asked = source, name, filename, raw, defer_init
        key = *asked, type(self), *_options(self, name)
        try:
            found = compiled.get(key)
        except TypeError:  # an option that cannot be compared, such as a list
            return JinjaEnvironment.compile(self, *asked)
        if found is None:
            found = compiled[key] = JinjaEnvironment.compile(self, *asked)
        return found

    Environment.compile = once


def _options(environment: JinjaEnvironment, name: str | None) -> list[tuple]:
    """All that a template of this name is compiled with, in values that can be compared."""
    escapes = environment.autoescape
    told = vars(environment) | {"autoescape": escapes(name) if callable(escapes) else escapes}
    return [
        (option, tuple(value.items()) if isinstance(value, dict) else value)
        for option, value in told.items()
        if option not in NOT_COMPILED_IN
    ]
