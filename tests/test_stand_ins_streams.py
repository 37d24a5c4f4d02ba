"""What stands in for a slow printer and for a browser that listens, against their standards.

The sections are those of the HTML Standard (https://html.spec.whatwg.org/multipage/).
"""

import asyncio
import threading
from threading import Thread

import pytest
from flask import Flask
from flask import request
from flask import Response

from dojo.http.client import record
from dojo.http.promise import BrokenPromise
from dojo.stand_ins.event_source import Event
from dojo.stand_ins.event_source import EventStream
from dojo.stand_ins.few_threads import serve_with
from dojo.stand_ins.slips import SlowPrinter


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


def heard(*pieces: str | bytes) -> list[Event]:
    """The events in a stream that comes in these pieces."""
    stream = EventStream()
    sent = [piece.encode() if isinstance(piece, str) else piece for piece in pieces]
    return [event for piece in sent for event in stream.feed(piece)]


INTERPRETED = {  # section 9.2.6; the first ones are its own examples
    "two lines of data": ("data: YHOO\ndata: +2\ndata: 10\n\n", [Event("YHOO\n+2\n10")]),
    "a comment, ids, and an id that is empty": (
        ": test stream\n\ndata: first event\nid: 1\n\n"
        "data:second event\nid\n\ndata:  third event\n\n",
        [Event("first event", "1"), Event("second event"), Event(" third event")],
    ),
    "data without a value, and an end without a blank line": (
        "data\n\ndata\ndata\n\ndata:",
        [Event(""), Event("\n")],
    ),
    "one blank after the colon, or none": ("data:test\n\ndata: test\n\n", [Event("test")] * 2),
    "a type, for one event": (
        "event: add\ndata: 7\n\ndata: 8\n\n",
        [Event("7", "", "add"), Event("8")],
    ),
    "an id with a NULL is ignored": ("id: 1\0\ndata: a\n\n", [Event("a")]),
    "an id lasts": ("id: 1\ndata: a\n\ndata: b\n\n", [Event("a", "1"), Event("b", "1")]),
    "an unknown field is ignored": ("colour: red\nDATA: x\ndata: a\n\n", [Event("a")]),
    "no data, no event": ("event: add\nid: 3\n\n", []),
}


@pytest.mark.parametrize("what", INTERPRETED)
def test_a_stream_of_events_is_interpreted(what):
    text, events = INTERPRETED[what]
    assert heard(text) == events
    assert heard(*text) == events  # letter by letter


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_each_of_three_ends_of_line_is_one(end):  # section 9.2.5
    text = f"data: a{end}data: b{end}{end}data: c{end}{end}data: d{end}{end}"
    for found in (heard(text), heard(*text)):
        assert [event.data for event in found][:2] == ["a\nb", "c"]


def test_a_stream_is_utf_8_and_may_begin_with_a_byte_order_mark():  # section 9.2.5
    sent = "\ufeffdata: お茶\n\n".encode()
    assert heard(*[bytes([byte]) for byte in sent]) == [Event("お茶")]
    assert heard(b"data: a\xffb\n\n") == [Event("a\ufffdb")]


def test_a_reconnection_time_is_digits():  # section 9.2.6
    stream = EventStream()
    stream.feed(b"retry: soon\nretry: 500\nretry: 5s\n\n")
    assert stream.retry == 500


def test_an_id_counts_when_its_event_is_complete():  # section 9.2.6
    stream = EventStream()
    stream.feed(b"id: 1\n\nid: 2\ndata: cut off\n")
    assert stream.last_id == "1"


class News:
    """An app whose news are what a test says, and which notes what is asked of it."""

    def __init__(self):
        self.app = record(Flask(__name__))
        self.answers: list[Response] = []
        self.asked, self.goes_on = [], threading.Event()
        self.app.add_url_rule("/menu", view_func=lambda: "the menu")
        self.app.add_url_rule("/news", view_func=self.answer)
        self.app.add_url_rule("/silent", view_func=self.stay_silent)

    def answer(self):
        self.asked.append((request.headers.get("Last-Event-ID"), request.headers["Accept"]))
        return self.answers.pop(0)

    def stay_silent(self):
        def stream():
            yield ": welcome\n\n"
            self.goes_on.wait(5)

        return Response(stream(), mimetype="text/event-stream")

    def say(self, *texts: str, status: int = 200, mimetype: str = "text/event-stream") -> None:
        """Answer with these pieces of a stream next, and end."""
        self.answers.append(Response(iter(texts), status=status, mimetype=mimetype))


@pytest.fixture
def news():
    house = News()
    yield house
    house.goes_on.set()


def test_who_listens_comes_back_with_the_id_of_the_last_event(news):  # sections 9.2.3, 9.2.4
    news.say("id: 7\ndata: a\n\n")
    news.say("id: 8\ndata: b\n\n")
    with serve_with(news.app, 1) as guests:
        assert guests.listen("/news").hear(2) == ["a", "b"]
    assert news.asked == [(None, "text/event-stream"), ("7", "text/event-stream")]


def test_who_comes_back_and_hears_nothing_new_gives_up(news):
    for text in ("id: 7\ndata: a\n\n", ": nothing\n\n", ": nothing\n\n"):
        news.say(text)
    with serve_with(news.app, 1) as guests:
        assert guests.listen("/news").hear(2) == ["a"]


REFUSED = {"503": (503, "text/event-stream"), "204": (204, ""), "a page": (200, "text/html")}


@pytest.mark.parametrize("what", REFUSED)
def test_an_answer_that_is_no_stream_ends_it(news, what):  # section 9.2.3
    status, mimetype = REFUSED[what]
    news.say("data: a\n\n", status=status, mimetype=mimetype)
    with serve_with(news.app, 1) as guests:
        source = guests.listen("/news")
        assert not source.is_listening
        assert source.hear(1) == []
    assert len(news.asked) == 1


def test_parameters_of_the_media_type_do_not_count(news):  # section 9.2.3
    news.say("data: a\n\n", mimetype="text/event-stream; charset=utf-8")
    with serve_with(news.app, 1) as guests:
        assert guests.listen("/news").hear(1) == ["a"]


@pytest.mark.parametrize("listeners", [1, 2])
def test_a_server_of_two_threads_serves_two_at_a_time(news, listeners):
    with serve_with(news.app, 2) as guests:
        assert all(source.is_listening for source in guests.all_listen(listeners, "/silent"))
        if listeners == 1:
            assert guests.get("/menu").text == "the menu"
        else:
            with pytest.raises(BrokenPromise, match="2 threads, and 2 guests listen"):
                guests.get("/menu")
        news.goes_on.set()
        assert guests.get("/menu").text == "the menu"
