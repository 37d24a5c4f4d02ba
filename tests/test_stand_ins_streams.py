"""What stands in for a slow printer, against what it says of itself."""

import asyncio
from threading import Thread

from dojo.suite.slips import SlowPrinter


async def ordered(printer: SlowPrinter, text: str, *, patience: float | None) -> None:
    """A view that waits so many seconds for its slip, or until it is printed."""
    await asyncio.wait([asyncio.create_task(printer(text))], timeout=patience)


def test_a_printer_that_is_awaited_prints():
    printer = SlowPrinter()
    asyncio.run(printer("pea soup"))
    assert printer.slips(1) == ["pea soup"]


def test_a_printer_is_slower_than_a_moment():
    for patience in (0, 0.05, 0.1):
        printer = SlowPrinter()
        asyncio.run(ordered(printer, "pea soup", patience=patience))
        assert printer.slips(1) == []


def test_after_an_app_has_waited_for_it_a_printer_is_quick():
    printer = SlowPrinter()
    asyncio.run(ordered(printer, "pea soup", patience=None))
    asyncio.run(ordered(printer, "fish pie", patience=0.1))
    assert printer.slips(2) == ["pea soup", "fish pie"]


def test_a_printer_prints_on_other_threads_while_somebody_looks():
    printer = SlowPrinter()
    threads = [Thread(target=asyncio.run, args=[printer(text)]) for text in "ab"]
    for thread in threads:
        thread.start()
    assert sorted(printer.slips(2)) == ["a", "b"]
    for thread in threads:
        thread.join()


def test_a_slip_that_was_lost_is_not_waited_for():
    printer = SlowPrinter()
    asyncio.run(ordered(printer, "pea soup", patience=0))
    assert printer.later(lambda: len(printer.slips(1)), lambda count: True) == 0
