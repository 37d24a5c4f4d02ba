"""`breakpoint()` in an app: one line where nobody can answer, instead of a debugger's crash."""

import os
import sys


class ClosedInput(BaseException):
    """The app called breakpoint() where nobody can answer; no app catches it by accident."""


def mind_breakpoints(config) -> None:
    """Let breakpoint() raise ClosedInput in this pytest session when standard input is closed."""
    capture = config.pluginmanager.getplugin("capturemanager")
    if capture is not None:
        capture.suspend_global_capture(in_=True)  # pytest has its own standard input
    closed = _input_is_closed()
    if capture is not None:
        capture.resume_global_capture()
    if sys.breakpointhook is not sys.__breakpointhook__ or not closed:
        return

    def refuse(*args, **kwargs):
        raise ClosedInput("breakpoint() needs somebody to answer; standard input is closed")

    sys.breakpointhook = refuse
    config.add_cleanup(lambda: setattr(sys, "breakpointhook", sys.__breakpointhook__))


def _input_is_closed() -> bool:
    """Whether nobody can type anything: standard input is closed, or the null device."""
    try:
        given, null = os.fstat(0), os.stat(os.devnull)
    except OSError:
        return True
    return (given.st_dev, given.st_ino) == (null.st_dev, null.st_ino) and given.st_ino != 0
