"""Python with all libraries imported: forks for each program that a test starts.

A new interpreter takes half a second to import what is the same each time: pytest, Flask, nox. The
house's own code is no part of it, each program imports that afresh. Programs that a program starts
come here, too: `sys.executable` is a script that asks for them.
"""

import _socket
import array
import contextlib
import os
import select
import signal
import socket
import sys

with contextlib.suppress(ImportError):  # on Windows nobody serves
    import posix  # has fork and its like also where a test has taken them away from os


class Server:
    """Forks for each program, and tells of its end. Who hangs up ends the program."""

    def __init__(self, path: str):
        self.listener = socket.socket(_socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.listener.bind(path)
        self.listener.listen(64)
        self.programs: dict[socket.socket, int] = {}
        self.woken, self.wakes = socket.socketpair(_socket.AF_UNIX)
        self.wakes.setblocking(False)

    def serve(self) -> None:
        """Serve until standard input closes. In a fork it raises Program."""
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self.wakes.fileno())
        while True:
            sources = [sys.stdin, self.listener, self.woken, *self.programs]
            readable, _, _ = select.select(sources, [], [])
            for source in readable:
                if source is sys.stdin:
                    self.close()
                    return
                if source is self.listener:
                    self.begin(self.listener.accept()[0])
                elif source is self.woken:
                    self.woken.recv(4096)
                    self.tell_ends()
                elif source in self.programs:
                    self.kill(self.programs[source])  # nobody waits for it any more

    def begin(self, asker: socket.socket) -> None:
        """Fork for a program."""
        told, streams = receive(asker)
        pid = posix.fork()
        if pid == 0:
            signal.set_wakeup_fd(-1)
            for mine in (self.listener, self.woken, self.wakes, asker, *self.programs):
                mine.close()
            raise Program(told.decode("utf-8", "surrogateescape"), streams)
        for stream in streams:
            os.close(stream)
        self.programs[asker] = pid
        asker.send(str(pid).encode())

    def tell_ends(self) -> None:
        """Tell of programs that have ended."""
        for asker, pid in list(self.programs.items()):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                with contextlib.suppress(OSError):
                    asker.send(str(os.waitstatus_to_exitcode(status)).encode())
                asker.close()
                del self.programs[asker]

    def kill(self, pid: int) -> None:
        """End a program and what it has started."""
        try:
            posix.killpg(pid, signal.SIGKILL)
        except OSError:
            os.kill(pid, signal.SIGKILL)

    def close(self) -> None:
        """Leave no program behind."""
        signal.set_wakeup_fd(-1)
        for pid in self.programs.values():
            self.kill(pid)


def receive(asker: socket.socket) -> tuple[bytes, list[int]]:
    """What is asked, and three streams; `socket.recv_fds` where a test may have taken it away."""
    streams = array.array("i")
    told, sent, _, _ = asker.recvmsg(262144, _socket.CMSG_SPACE(3 * streams.itemsize))
    for _, _, numbers in sent:
        streams.frombytes(numbers)
    return told, list(streams)


class Program(BaseException):
    """This process is a fork now, and has a program to run."""

    def __init__(self, told: str, streams: list[int]):
        self.folder, count, *rest = told.split("\0")
        self.words, self.variables = rest[: int(count)], rest[int(count) :]
        self.streams = streams

    def run(self, executable: str) -> int:
        """Become `python -m MODULE WORDS` or `python -u -c CODE`; gives the exit code."""
        import runpy
        import tempfile

        posix.setpgid(0, 0)
        for number, stream in enumerate(self.streams):
            os.dup2(stream, number)
            os.close(stream)
        for number, name in enumerate(("stdin", "stdout", "stderr")):
            mode = "w" if number else "r"
            stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)
        sys.stderr.reconfigure(line_buffering=True, errors="backslashreplace")
        os.chdir(self.folder)
        os.environ.clear()
        os.environ.update(variable.split("=", 1) for variable in self.variables)
        sys.stdout.reconfigure(write_through="PYTHONUNBUFFERED" in os.environ)
        tempfile.tempdir = None
        for number in (signal.SIGTERM, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.executable = executable
        sys.path[:1] = [self.folder, *filter(None, os.environ.get("PYTHONPATH", "").split(":"))]
        option, what, *words = self.words
        sys.argv = [what, *words]
        try:
            if option == "-m":
                runpy.run_module(what, run_name="__main__", alter_sys=True)
            else:  # a worker of pytest-xdist, which writes to nothing that is buffered
                exec(words[0], {"__name__": "__main__"})
        except SystemExit as end:
            if isinstance(end.code, str):
                print(end.code, file=sys.stderr)
                return 1
            return end.code or 0
        except KeyboardInterrupt:
            return 130
        except BaseException:
            sys.excepthook(*sys.exc_info())
            return 1
        return 0


def import_all() -> None:
    """Import what programs of the house need from elsewhere."""
    import asyncio  # noqa: F401
    import encodings.idna  # noqa: F401
    import gc
    import getpass  # noqa: F401
    import http.cookies  # noqa: F401
    import importlib
    import importlib.metadata
    import sqlite3  # noqa: F401
    import urllib.request  # noqa: F401

    import _pytest.config
    import bs4
    import flask
    import markdown_it  # noqa: F401
    import nox._cli  # noqa: F401
    import pygments.lexers  # noqa: F401
    import pytest  # noqa: F401
    import rich.console
    import rich.markdown  # noqa: F401
    import werkzeug.middleware.http_proxy  # noqa: F401

    plugins = [f"_pytest.{name}" for name in _pytest.config.default_plugins]
    plugins += [found.module for found in importlib.metadata.entry_points(group="pytest11")]
    # of these only maintainers need some
    plugins += ["execnet.gateway", "execnet.multi", "pytest_watch.watcher", "xdist.newhooks"]
    for name in plugins:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    bs4.BeautifulSoup("&eacute;", "html.parser")
    flask.Flask("warm").test_client().get("/")
    gc.collect()
    gc.freeze()


def run(python: str, words: list[str], place: str, variables: dict[str, str], limit: float):
    """Run `python WORDS` in a place with these variables; gives a CompletedProcess with texts.

    It asks the server that this script asks: to start the script takes as long as a short program.
    Raises TimeoutError after `limit` seconds; the program is ended then.
    """
    import subprocess
    from tempfile import TemporaryFile

    as_text = {"mode": "w+", "encoding": "utf-8"}
    told = [place, str(len(words)), *words, *(f"{name}={text}" for name, text in variables.items())]
    with (
        socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as asking,
        open(os.devnull) as nothing,
        TemporaryFile(**as_text) as output,
        TemporaryFile(**as_text) as errors,
    ):
        asking.settimeout(limit)
        asking.connect(os.path.join(os.path.dirname(python), "warm"))
        streams = [stream.fileno() for stream in (nothing, output, errors)]
        socket.send_fds(asking, ["\0".join(told).encode("utf-8", "surrogateescape")], streams)
        asking.recv(64)  # its number
        exit_code = int(asking.recv(64))
        for stream in (output, errors):
            stream.seek(0)
        return subprocess.CompletedProcess(words, exit_code, output.read(), errors.read())


# Runs `python WORDS` with its own streams, folder and environment, and gives its exit code.
# socket and signal, with an underscore, are what the modules of these names are made of: those
# take longer to import than a program is short.
SCRIPT = """#!{python} -SE
import _signal
import _socket
import os
import sys

words = sys.argv[1:]
if words[:1] != ["-m"] and words[:2] != ["-u", "-c"]:
    os.execv({python!r}, [{python!r}, *words])
asking = _socket.socket(_socket.AF_UNIX, _socket.SOCK_SEQPACKET)
asking.connect({path!r})
variables = [f"{{name}}={{text}}" for name, text in os.environ.items()]
told = "\\0".join([os.getcwd(), str(len(words)), *words, *variables])
streams = b"".join(number.to_bytes(4, sys.byteorder) for number in (0, 1, 2))
rights = _socket.SOL_SOCKET, _socket.SCM_RIGHTS, streams
asking.sendmsg([told.encode("utf-8", "surrogateescape")], [rights])
pid = int(asking.recv(64))
for number in (_signal.SIGINT, _signal.SIGTERM):
    _signal.signal(number, lambda number, _: os.killpg(pid, number))
sys.exit(int(asking.recv(64) or 1))
"""


def main(folder: str) -> None:
    """Serve; as soon as anybody may ask, there is `folder`/python, the script that asks."""
    import atexit
    import threading

    script, path = os.path.join(folder, "python"), os.path.join(folder, "warm")
    import_all()
    server = Server(path)
    with open(f"{script}.part", "w", encoding="utf-8") as file:
        file.write(SCRIPT.format(python=sys.executable, path=path))
    os.chmod(file.name, 0o755)
    os.rename(file.name, script)
    program = None
    try:
        server.serve()
    except Program as one:
        program = one
    if program is not None:  # out here its own errors have no context of ours
        code = program.run(script)
        threading._shutdown()
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main(sys.argv[1])
