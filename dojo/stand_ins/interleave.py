"""Requests that overlap in a way that is the same every time."""

import threading
from collections.abc import Callable

from dojo.http.patience import patient

PATIENCE = 3.0  # seconds for all threads of a test together


class Stuck(AssertionError):
    """Requests that ran at the same time never finished."""


def at_once(*calls: Callable) -> list:
    """Run each call in a thread of its own and give back their results in order.

    Raises what the first failing call raised, or Stuck when they do not end in time.
    """
    results: list = [None] * len(calls)
    errors: list = [None] * len(calls)

    def run(index: int) -> None:
        try:
            results[index] = calls[index]()
        except BaseException as error:
            errors[index] = error

    threads = [threading.Thread(target=run, args=(i,), daemon=True) for i in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(patient(PATIENCE))
    if any(thread.is_alive() for thread in threads):
        raise Stuck(f"of {len(calls)} requests at the same time, not all were answered")
    for error in errors:
        if error is not None:
            raise error
    return results
