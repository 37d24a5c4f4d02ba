"""Asks the warm process for a run: what pytest-watch takes for a process that it has started.

A process of its own for each save would cost a Python's start.
"""

import os
import select
import socket
import sys
import time

TRIES_FOR = 4.0  # seconds in which to ask a process that starts itself anew
GUESS = "guess"  # the last word of what is asked for, where a guess comes before the run
QUESTION = "  before it runs: red, amber or green? "
INTERRUPTED, NO_ANSWER = 130, 3  # exit codes


class Asked:
    """As much of subprocess.Popen as pytest-watch uses, for one run in the warm process."""

    def __init__(self, path: str, words: list[str]):
        """`path` is the socket's, `words` are those of `watching.run_once`."""
        self.returncode: int | None = None
        self._path, self._words = path, words
        self._connection: socket.socket | None = None
        self._received, self._until = b"", time.monotonic() + TRIES_FOR
        self._asks_first = words[-1] == GUESS and sys.stdin.isatty()
        if self._asks_first:
            import termios  # which Windows has not, where no warm process is asked

            termios.tcflush(sys.stdin, termios.TCIFLUSH)  # typed before it was asked
            print(QUESTION, end="", flush=True)
        else:
            self._ask()

    def poll(self) -> int | None:
        """The exit code; None while a person thinks, or while it runs."""
        if self._asks_first:
            self._take_guess()
        elif self.returncode is None and self._connection is None:
            self._ask()
        elif self.returncode is None and _readable(self._connection):
            self._read()
        return self.returncode

    def wait(self) -> int:
        """End the run: pytest-watch waits for what it has interrupted."""
        if self._asks_first:
            print()  # the question stays open
        self._end(INTERRUPTED)
        return self.returncode

    def _take_guess(self) -> None:
        if _readable(sys.stdin):
            said = os.read(sys.stdin.fileno(), 1024).decode(errors="replace")
            self._asks_first = False
            self._words = [*self._words[:-1], *colours(said)]
            if said:
                self._ask()
            else:  # Ctrl-D
                self._end(INTERRUPTED)

    def _ask(self) -> None:
        """Ask with our own standard streams."""
        self._received, self._connection = b"", socket.socket(socket.AF_UNIX)
        try:
            self._connection.connect(self._path)
            socket.send_fds(self._connection, ["\0".join(self._words).encode()], [0, 1, 2])
        except OSError:
            self._was_left()

    def _read(self) -> None:
        """Read some of two lines: the number of the run's process, and its exit code."""
        try:
            piece = self._connection.recv(64)
        except OSError:
            piece = b""
        self._received += piece
        lines = self._received.split(b"\n")
        if len(lines) > 2:
            self._end(int(lines[1]))
        elif not piece:
            self._was_left()

    def _was_left(self) -> None:
        """The other side hung up; a process that starts itself anew says nothing before."""
        if self._received:
            self._end(NO_ANSWER)
        elif time.monotonic() > self._until:
            print("the warm process does not answer; leave with Ctrl-C and begin again")
            self._end(NO_ANSWER)
        else:
            self._connection.close()
            self._connection = None  # it is asked again

    def _end(self, code: int) -> None:
        """Hang up, which ends a run that did not end yet; another one waits for that."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self.returncode = code


def _readable(stream) -> bool:
    """Whether something has come."""
    return bool(select.select([stream], [], [], 0)[0])


def with_guess(words: list[str]) -> list[str]:
    """The words, with the answer in the place of GUESS: for a run that is a process of its own."""
    if not words or words[-1] != GUESS or not sys.stdin.isatty():
        return words
    return [*words[:-1], *colours(input(QUESTION))]


def colours(said: str) -> list[str]:
    """Which colour somebody means by a word or its first letters; none when nobody can tell."""
    word = said.strip().lower()
    return [colour for colour in ("red", "amber", "green") if word and colour.startswith(word)]
