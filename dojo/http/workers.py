"""The app in processes of its own, as a production server runs it."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path

from dojo.http.live import Server
from dojo.http.patience import patient
from dojo.http.wire import NoAnswer
from dojo.kata.catalogue import ROOT
from dojo.kata.loading import CannotStart


class Worker(Server):
    """One process that serves the app."""

    def __init__(self, process: subprocess.Popen, log: Path, patience: float):
        self._process, self._log, self._patience = process, log, patience
        self._address = None
        super().__init__(("127.0.0.1", 0))

    @property
    def address(self) -> tuple[str, int]:
        """Host and port, as soon as the worker listens. Raises CannotStart, NoAnswer."""
        if self._address is None:
            self._address = "127.0.0.1", self._listening()
        return self._address

    @address.setter
    def address(self, value) -> None:
        pass

    @property
    def stderr(self) -> str:
        """What the process has written to its standard error so far."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def _listening(self) -> int:
        watchdog = threading.Timer(patient(self._patience), self._process.kill)
        watchdog.start()
        line = self._process.stdout.readline()
        watchdog.cancel()
        if not line:
            raise NoAnswer("a worker process ended before it could serve the app")
        said = json.loads(line)
        if "port" not in said:
            raise CannotStart(said["what"], said["where"])
        return said["port"]


@contextmanager
def work(folder: Path, source: Path, environ: dict[str, str | None], patience: float):
    """Start one worker; yields a Worker at once, which can be asked for its address.

    It has `patience` seconds to import Flask and the app, and is ended when it takes longer.
    `environ` is laid over this process's environment; None takes a variable away.
    """
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **environ}
    with tempfile.TemporaryDirectory(prefix="kata-worker-") as place:
        log = Path(place, "stderr.txt")
        with log.open("wb") as stderr:
            process = subprocess.Popen(
                [sys.executable, "-m", "dojo.http.workers", str(folder), str(source)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                cwd=place,
                env={name: value for name, value in variables.items() if value is not None},
            )
            try:
                yield Worker(process, log, patience)
            finally:
                process.kill()
                process.communicate()


def main(folder: str, source: str) -> None:
    """Run as a worker: say the port on standard output, then serve until killed."""
    from werkzeug.serving import make_server

    from dojo.kata.loading import create_app
    from dojo.kata.loading import neighbours

    # what the app prints is not ours, and it is no part of its standard error either
    said, sys.stdout = sys.stdout, open("stdout.txt", "w", encoding="utf-8")  # noqa: SIM115
    with neighbours(Path(folder)):
        try:
            # the name under which `flask --app katas/NN_slug/app run` knows it
            app = create_app(Path(folder), Path(source), name="app")
        except CannotStart as error:
            print(json.dumps({"what": error.what, "where": error.where}), file=said, flush=True)
            return
        server = make_server("127.0.0.1", 0, app, threaded=True)
        print(json.dumps({"port": server.server_port}), file=said, flush=True)
        threading.Thread(target=_leave_with_parent, daemon=True).start()
        server.serve_forever()


def _leave_with_parent() -> None:
    """End when the pipe from the parent closes, however the parent ended."""
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
