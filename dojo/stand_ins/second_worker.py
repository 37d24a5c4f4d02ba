"""A second worker beside the app in this process: another process that serves the same app."""

import os
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from dojo.http.wire import WireResponse
from dojo.http.workers import work
from dojo.http.workers import Worker

TO_START = 15.0  # seconds that a worker has when somebody waits for it
PATIENCE = 4.0  # seconds for an answer; it may have to wait for other requests
# a test need not wait for the disk, where there is a folder that lies in memory
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


@contextmanager
def empty_folder():
    """A folder in which apps may keep their files; it is gone afterwards."""
    with TemporaryDirectory(dir=MEMORY, ignore_cleanup_errors=True) as folder:
        yield folder


class SecondWorker:
    """A process that serves the app. Each request to it comes from a new guest.

    `folder` is the one that it was told of as DATA_DIR.
    """

    def __init__(self, worker: Worker, folder: str):
        self._worker, self.folder = worker, folder

    def get(self, path: str) -> WireResponse:
        """GET. Raises NoAnswer."""
        return self._worker.guest().get(path, patience=PATIENCE, to_end=False)

    def post(self, path: str, data: dict | None = None) -> WireResponse:
        """POST, with the fields of a form. Raises NoAnswer."""
        return self._worker.guest().post(path, data, patience=PATIENCE, to_end=False)


@contextmanager
def start_second_worker(kata_folder: Path, source: Path):
    """Start a second worker, on a folder of its own; yields it before it is ready."""
    with (
        empty_folder() as folder,
        work(kata_folder, source, {"DATA_DIR": folder}, TO_START) as worker,
    ):
        worker.by_hand = "http://127.0.0.1:5001"
        yield SecondWorker(worker, folder)
