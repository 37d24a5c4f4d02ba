"""How long to wait for an answer: as long as it takes while a person is at a breakpoint."""

import sys

HOURS = 24 * 3600.0  # seconds
DEBUGGERS = ("pydevd", "debugpy", "bdb")  # debugpy and PyCharm bring pydevd


def patient(seconds: float) -> float:
    """So many seconds; a day when a debugger follows this process."""
    return HOURS if is_debugged() else seconds


def is_debugged() -> bool:
    """Whether a debugger follows this process: by a trace function or by sys.monitoring."""
    trace = sys.gettrace()
    if trace is not None and (getattr(trace, "__module__", "") or "").split(".")[0] in DEBUGGERS:
        return True
    monitoring = getattr(sys, "monitoring", None)  # since Python 3.12
    if monitoring is not None and monitoring.get_tool(monitoring.DEBUGGER_ID):
        return True
    pydevd = sys.modules.get("pydevd")
    return pydevd is not None and getattr(pydevd, "get_global_debugger", lambda: None)() is not None
