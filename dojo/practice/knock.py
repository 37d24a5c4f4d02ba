"""Asks the warm process for one run and waits for it: the command that pytest-watch starts.

It is started at every save, so it imports next to nothing. A Ctrl-C or a newer save reaches it as
SIGINT and is passed on.
"""

import os
import signal
import socket
import sys
import time

TRIES, PAUSE = 200, 0.02  # how often and how many seconds apart to ask a process that starts anew
GUESS = "guess"
PATIENCE = 4.0  # seconds for an interrupted run to end by itself


def main(path, *words):
    """Ask for a run with our own standard streams; gives its exit code."""
    try:
        words = with_guess(words)
    except (KeyboardInterrupt, EOFError):
        return 130
    for _ in range(TRIES):
        code = ask(path, words)
        if code is not None:
            return code
        time.sleep(PAUSE)
    print("the warm process does not answer; leave with Ctrl-C and begin again")
    return 3


def with_guess(words):
    """Where a guess is asked for (the last word is GUESS), ask which colour the run will have."""
    if not words or words[-1] != GUESS or not sys.stdin.isatty():
        return words
    said = input("  before it runs: red, amber or green? ").strip().lower()
    colours = [colour for colour in ("red", "amber", "green") if said and colour.startswith(said)]
    return (*words[:-1], *colours)


def ask(path, words):
    """One try; None when there was no answer."""
    pid, received = 0, b""
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(path)
            socket.send_fds(connection, ["\0".join(words).encode()], [0, 1, 2])
        except OSError:
            return None
        while True:
            try:
                piece = connection.recv(64)
            except KeyboardInterrupt:
                if pid:
                    interrupt(pid)
                return 130
            except OSError:
                piece = b""
            received += piece
            lines = received.split(b"\n")
            if len(lines) > 1:
                pid = int(lines[0])
            if len(lines) > 2:
                return int(lines[1])
            if not piece:
                return None if not pid else 3


def interrupt(pid):
    """Tell a run to end, and end it when it does not."""
    try:
        os.kill(pid, signal.SIGINT)
        for _ in range(int(PATIENCE / PAUSE)):
            os.kill(pid, 0)
            time.sleep(PAUSE)
        os.killpg(pid, signal.SIGKILL)
    except OSError:
        pass  # it has ended


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
