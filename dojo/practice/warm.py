"""A process that has imported everything and read the suites: how `watch` is so fast.

It listens on a Unix socket. A run is asked for with one message (what to run, and the asker's
standard streams); the answer is the process that runs it, and then its exit code. When the dojo's
own files have changed, the process starts itself anew before it answers.
"""

import os
import select
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress

from dojo.judge.collected import LastCollected
from dojo.judge.processes import Fork
from dojo.judge.processes import LIMIT
from dojo.judge.processes import start_warm
from dojo.judge.processes import STEP
from dojo.judge.processes import warm_up
from dojo.kata.catalogue import choose
from dojo.kata.catalogue import NoSuchKata
from dojo.kata.catalogue import ROOT
from dojo.practice.watching import run_once
from dojo.practice.watching import watched

PATIENCE = 5.0  # seconds over its own limit that a run gets, or to end when it is asked to
ASKED_TO_END = {signal.SIGINT}


def main(path: str, *inherited: str) -> None:
    """Serve until standard input closes: with the process that started us, however it ended."""
    if inherited:
        listener = socket.socket(fileno=int(inherited[0]))
    else:
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(path)
        listener.listen()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    before = _own_files()
    warm_up()
    last = LastCollected()
    print("ready", flush=True)
    while True:
        readable, _, _ = select.select([listener, sys.stdin], [], [])
        if sys.stdin in readable:
            last.close()
            return
        connection, _ = listener.accept()
        with connection:
            if _own_files() != before:
                last.close()
                listener.set_inheritable(True)
                # the asker finds its connection closed and asks again
                os.execv(sys.executable, [*_command(path), str(listener.fileno())])
            _answer(connection, last)


def _answer(connection: socket.socket, last: LastCollected) -> None:
    message, streams, _, _ = socket.recv_fds(connection, 65536, 3)
    if not message:
        return
    words, start = message.decode().split("\0"), start_warm
    with suppress(NoSuchKata, OSError):
        start = last.ready_for(watched(choose(words[0])))
    signal.pthread_sigmask(signal.SIG_BLOCK, ASKED_TO_END)  # until the fork can hear it
    pid = os.fork()
    if pid == 0:
        code = 3
        try:
            connection.close()
            os.setpgid(0, 0)
            for number, stream in enumerate(streams):
                os.dup2(stream, number)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, ASKED_TO_END)
            code = run_once(words, start)
        except KeyboardInterrupt:
            code = 130
        finally:
            sys.stdout.flush()
            os._exit(code)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ASKED_TO_END)
    for stream in streams:
        os.close(stream)
    run, end = Fork(pid), time.monotonic() + LIMIT + PATIENCE
    with suppress(OSError):
        connection.sendall(f"{pid}\n".encode())
        while run.poll() is None and time.monotonic() < end and not _hung_up(connection):
            pass
    if run.poll() is None:  # nobody waits for it any more, or it does not end
        with suppress(subprocess.TimeoutExpired):
            run.send_signal(signal.SIGINT)
            run.wait(PATIENCE)
        run.kill()
    code = run.wait()
    with suppress(OSError):
        connection.sendall(f"{code}\n".encode())


def _hung_up(connection: socket.socket) -> bool:
    """Whether the asker, who has no more to say, hangs up within a moment."""
    return bool(select.select([connection], [], [], STEP)[0])


def _own_files() -> list[tuple[str, int, int]]:
    """The files that this process has imported or will, each with its time and size."""
    files = [*(ROOT / "dojo").rglob("*.py"), ROOT / "pyproject.toml"]
    return [(str(f), f.stat().st_mtime_ns, f.stat().st_size) for f in sorted(files)]


def _command(path: str) -> list[str]:
    return [sys.executable, "-m", "dojo.practice.warm", path]


if __name__ == "__main__":
    main(*sys.argv[1:])
