"""Functions around functions: the decorators of a view, the middleware of an app.

A decorator's function keeps what it is around in its closure, an object in an attribute. There it
can be found, and another function can be put in its place.
"""

from collections.abc import Callable
from functools import partial
from inspect import CO_VARARGS
from inspect import CO_VARKEYWORDS
from types import CellType
from types import FunctionType
from types import MethodType

from flask import Flask

ANYTHING = CO_VARARGS | CO_VARKEYWORDS  # def inner(*args, **kwargs)


def inside_decorator(function: Callable) -> Callable | None:
    """The function that this one is around, if that can be told.

    functools.wraps tells it; without, a function that takes (*args, **kwargs) and keeps one other
    function is taken for a decorator's.
    """
    held = [value for value, _ in _held(function)]
    if hasattr(function, "__wrapped__"):
        inner = function.__wrapped__
        return inner if any(value is inner for value in held) else None
    code = getattr(function, "__code__", None)
    if code is None or code.co_argcount or code.co_flags & ANYTHING != ANYTHING:
        return None
    functions = [value for value in held if isinstance(value, FunctionType)]
    return functions[0] if len(functions) == 1 else None


def inside_middleware(wsgi: Callable, app: Flask, seen: tuple = ()) -> Callable | None:
    """The WSGI app that this middleware is around, on the way to Flask's own."""
    for value, _ in _held(wsgi):
        if getattr(value, "__self__", None) is app:
            return value
        new = value is not app and all(value is not other for other in seen)
        if new and inside_middleware(value, app, (*seen, value)) is not None:
            return value
    return None


def put_inside(function: Callable, old: Callable, new: Callable) -> None:
    """Let `function` call `new` where it called `old`."""
    for value, put in _held(function):
        if value is old:
            put(new)


def decorator_name(function: Callable, inner: Callable) -> str:
    """What the decorator is called that made `function` around `inner`."""
    if not isinstance(function, FunctionType):
        return type(function).__name__
    parts, around = _enclosing(function), _enclosing(inner)
    while len(parts) > 1 and around and parts[0] == around[0]:  # both are made in create_app()
        parts, around = parts[1:], around[1:]
    return parts[0].removesuffix(".__call__")


def _enclosing(function: Callable) -> list[str]:
    """The functions in whose text this one stands, outermost first, and itself."""
    code = getattr(function, "__code__", None)  # wraps() changes the name, the code keeps its own
    name = code.co_qualname if code else getattr(function, "__qualname__", "")
    return name.split(".<locals>.")


def _held(function: Callable) -> list[tuple[Callable, Callable]]:
    """The callables that a function or an object keeps, each with what puts another there."""
    found = [
        (cell.cell_contents, partial(setattr, cell, "cell_contents"))
        for cell in getattr(function, "__closure__", None) or ()
        if cell != CellType()  # an empty one
    ]
    if not isinstance(function, FunctionType | MethodType | type):
        own = getattr(function, "__dict__", {})
        names = own.keys() - {"__wrapped__"}
        found += [(own[name], partial(own.__setitem__, name)) for name in sorted(names)]
    return [(value, put) for value, put in found if callable(value)]
