"""The part of a collected process that lives inside pytest: waits before the first test, and forks.

See collected.py for whoever asks.
"""

import faulthandler
import gc
import json
import os
import select
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from dojo.judge.processes import kill_group
from dojo.judge.processes import play_part


class Waiting:
    """Forks for each run that is asked for, and lets the fork go on."""

    def __init__(self, asked: socket.socket):
        self._asked = asked
        self._forks: dict[int, socket.socket] = {}
        self._items: dict[Path, list[pytest.Item]] = {}  # by the kata's folder

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session) -> None:
        """Serve until nobody can ask any more; None in a fork: there pytest runs its tests."""
        judge = session.config.pluginmanager.getplugin("dojo-judge")
        for item in session.items:
            _ = item.location  # pytest works it out when it is asked first, in each fork anew
            self._items.setdefault(item.path.parent, []).append(item)
        # a fork lets go of the other katas; what would be freed then would be copied first
        self._kept = session.items, judge.runs, judge.to_come
        gc.collect()
        gc.freeze()
        self._serve(session, judge)

    def _serve(self, session, judge) -> None:
        ended, end = socket.socketpair()
        end.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(end.fileno())
        while True:
            sources = [self._asked, ended, *self._forks.values()]
            readable, _, _ = select.select(sources, [], [])
            if ended in readable:
                ended.recv(4096)
                self._tell_ends()
            for pid, asker in self._forks.items():
                if asker in readable:  # who has no more to say hangs up: nobody waits for it
                    kill_group(pid)
            if self._asked in readable:
                message, streams, _, _ = socket.recv_fds(self._asked, 65536, 3)
                if not message:
                    os._exit(0)
                asked = json.loads(message)
                kata = Path(asked["kata"])
                if not judge.has_read(kata):
                    for stream in streams:  # a run of its own says what is wrong, and notes it
                        os.close(stream)
                    continue
                if not self._fork(streams[2]):
                    signal.set_wakeup_fd(-1)
                    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                    for used in (self._asked, ended, end, *self._forks.values()):
                        used.close()
                    session.items = self._items.get(kata, [])
                    session.testsfailed = 0  # suites of other katas that could not be read
                    _become(session.config, asked, streams)
                    judge.begin(kata)
                    judge.put_failing_first(session.items)
                    return
                for stream in streams[:2]:
                    os.close(stream)

    def _fork(self, reply: int) -> int:
        pid = os.fork()
        if pid:
            with suppress(OSError):  # it was faster
                os.setpgid(pid, pid)
            self._forks[pid] = socket.socket(fileno=reply)
            try:
                self._forks[pid].sendall(f"{pid}\n".encode())
            except OSError:  # nobody waits for it any more
                kill_group(pid)
        return pid

    def _tell_ends(self) -> None:
        """Tell those who asked for them of forks that have ended."""
        for pid, asker in list(self._forks.items()):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                with asker, suppress(OSError):
                    asker.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
                del self._forks[pid]


def _become(config, asked: dict, streams: list[int]) -> None:
    """Make this fork the process that was asked for: its folder, its streams, its options."""
    os.close(streams[2])
    capture = config.pluginmanager.getplugin("capturemanager")
    capture.stop_global_capturing()  # its files are shared with all other forks
    play_part(Path(asked["folder"]))
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding=asked["says"][0], errors=asked["says"][1])
    for number, stream in zip((1, 2), streams[:2], strict=True):
        os.dup2(stream, number)
        os.close(stream)
    if faulthandler.is_enabled():
        faulthandler.enable(os.dup(2))
    capture.start_global_capturing()
    capture.suspend_global_capture()
    config.option.app, config.option.no_replay = asked["app"], asked["no_replay"]
