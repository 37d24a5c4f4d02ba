"""A browser's EventSource: somebody who listens to a stream of events.

It follows the HTML Standard, sections 9.2.3 (processing model), 9.2.4 (the `Last-Event-ID` header),
9.2.5 (parsing) and 9.2.6 (interpreting an event stream), but for one thing: a browser comes back by
itself, some seconds after a stream has ended. This one comes back when a test wants to hear more,
and at once.
"""

import codecs
import re
import time
from typing import NamedTuple

from dojo.http.patience import patient
from dojo.http.wire import Conversation
from dojo.http.wire import Guest
from dojo.http.wire import NoAnswer
from dojo.http.wire import WireResponse

PATIENCE = 0.5  # seconds without a byte until a listener hears no more
AT_MOST = 2.0  # seconds for all that a listener hears, also while comments come
END_OF_LINE = r"\r\n|\n|\r(?!\Z)"  # a CR at the end may be half of a CR LF


class Event(NamedTuple):
    """One event, as a page gets it."""

    data: str
    id: str = ""
    type: str = "message"


class EventStream:
    """Takes the bytes of one stream, in whatever pieces, and gives the events in them."""

    def __init__(self, last_id: str = ""):
        self.last_id = last_id  # of the last event that was complete
        self.retry: int | None = None  # milliseconds until a browser comes back
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest, self._begun = "", False
        self._id, self._type, self._data = last_id, "", []

    def feed(self, piece: bytes) -> list[Event]:
        """The events that are complete with this piece."""
        text = self._decoder.decode(piece)
        if text and not self._begun:
            self._begun, text = True, text.removeprefix("\ufeff")
        *lines, self._rest = re.split(END_OF_LINE, self._rest + text)
        return [event for line in lines if (event := self._take(line)) is not None]

    def _take(self, line: str) -> Event | None:
        if not line:
            return self._dispatch()
        field, _, value = line.partition(":")  # a comment is a field without a name
        value = value.removeprefix(" ")
        if field == "event":
            self._type = value
        elif field == "data":
            self._data.append(value)
        elif field == "id" and "\0" not in value:
            self._id = value
        elif field == "retry" and re.fullmatch("[0-9]+", value):
            self.retry = int(value)
        return None

    def _dispatch(self) -> Event | None:
        self.last_id = self._id
        data, kind = self._data, self._type or "message"
        self._data, self._type = [], ""
        return Event("\n".join(data), self.last_id, kind) if data else None


class EventSource:
    """Listens at one address. `response` is the last answer, or None when there was none."""

    def __init__(self, guest: Guest, target: str):
        self._guest, self.target = guest, target
        self.events: list[Event] = []
        self.response: WireResponse | None = None
        self._conversation: Conversation | None = None
        self._stream, self.has_failed = EventStream(), False

    @property
    def is_listening(self) -> bool:
        """Whether the address has answered with a stream: 200, and the media type of one."""
        return self.response is not None and not self.has_failed

    def connect(self) -> None:
        """Ask for the stream, and wait for the beginning of the answer and its first bytes."""
        headers = {"Accept": "text/event-stream", "Cache-Control": "no-store"}
        if self._stream.last_id:
            headers["Last-Event-ID"] = self._stream.last_id
        self.close()
        self._stream, self.response = EventStream(self._stream.last_id), None
        try:
            talk = self._guest.start("GET", self.target, headers, patience=patient(PATIENCE))
            self._conversation = talk
            self.response = talk.head()
        except NoAnswer:
            return
        is_stream = self.response.mimetype == "text/event-stream"
        self.has_failed = not (self.response.status_code == 200 and is_stream)
        if self.has_failed:
            self.close()
        else:
            self._read()

    def hear(self, count: int) -> list[str]:
        """The data of the events so far, as soon as there are so many, or too late.

        Comes back when the stream has ended, and gives up when that brings nothing new.
        """
        end, before = time.monotonic() + patient(AT_MOST), -1
        while len(self.events) < count and self.is_listening and time.monotonic() < end:
            if self._conversation is None:
                if len(self.events) == before:
                    break
                before = len(self.events)
                self.connect()
            elif not self._read():
                break
        return [event.data for event in self.events]

    def close(self) -> None:
        """Hang up."""
        if self._conversation is not None:
            self._conversation.close()
            self._conversation = None

    def _read(self) -> bool:
        """Take in what comes next; tells whether anything did, be it the end of the stream."""
        try:
            piece = self._conversation.piece()
        except NoAnswer as error:
            if "within" in str(error):
                return False
            piece = b""
        self.events += self._stream.feed(piece)
        if not piece:
            self.close()
        return True
