"""What a kata's suite is given: its app, clients for it, and places to serve it."""

from contextlib import ExitStack
from itertools import count
from pathlib import Path

import blinker
import flask.signals
import pytest
from flask import got_request_exception

from dojo.http.client import ReadingClient
from dojo.http.client import record
from dojo.http.exchange import recorder
from dojo.http.live import serve
from dojo.http.workers import work
from dojo.kata.loading import create_app
from dojo.kata.loading import load_module
from dojo.kata.loading import neighbours
from dojo.stand_ins.background import Background
from dojo.stand_ins.browsing import Browser
from dojo.stand_ins.disk import Disk
from dojo.stand_ins.far_service import FarService
from dojo.stand_ins.few_threads import FewThreads
from dojo.stand_ins.few_threads import serve_with
from dojo.stand_ins.line import Line
from dojo.stand_ins.log import Log
from dojo.stand_ins.log import NightShift
from dojo.stand_ins.one_thread import OneThread
from dojo.stand_ins.phone import Phone
from dojo.stand_ins.second_worker import empty_folder
from dojo.stand_ins.second_worker import SecondWorker
from dojo.stand_ins.second_worker import start_second_worker
from dojo.stand_ins.server_zone import ServerZone
from dojo.stand_ins.shared_cache import put_in_front
from dojo.stand_ins.shared_cache import SharedCache
from dojo.stand_ins.site import Device
from dojo.stand_ins.site import Site
from dojo.stand_ins.slips import SlowPrinter
from dojo.stand_ins.steps import EachStep
from dojo.stand_ins.strangers import SlowPlaces
from dojo.stand_ins.visitor import Visitor

PROCESSES = 3.0  # seconds more for a test that starts processes; on a busy machine they are slow
TO_TELL = 2.0  # seconds of a test's limit that are left to tell of a worker that does not come up


def limit_of(item) -> float:
    """After how many seconds pytest-timeout ends a test; 0 stands for never."""
    marker = item.get_closest_marker("timeout")
    if marker:
        return float(marker.args[0] if marker.args else marker.kwargs.get("timeout", 0))
    given = item.config.getoption("timeout", None)
    return float(given if given is not None else item.config.getini("timeout") or 0)


@pytest.fixture(scope="module")
def kata_folder(request) -> Path:
    """The folder of the kata that this test belongs to."""
    return request.path.parent


@pytest.fixture(scope="module")
def app_source(request) -> Path:
    """The file that is judged: the kata's app.py, or the one given with --app."""
    # without `kata_folder`: pytest looks through each fixture that is asked for, for each test
    given = request.config.getoption("--app", default=None)
    return Path(given).resolve() if given else request.path.parent / "app.py"


@pytest.fixture
def config() -> dict | None:
    """What create_app() is given. A suite overrides it to pass collaborators."""
    return None


@pytest.fixture
def make_app(kata_folder, app_source, config):
    """Call it for one more freshly loaded app; a mapping replaces the usual config."""
    recorder.clear()
    forget_listeners()
    with neighbours(kata_folder):

        def make(replaced: dict | None = None):
            app = create_app(kata_folder, app_source, config if replaced is None else replaced)
            # Guests meet a 500 page, not a traceback: these re-raise and skip error handlers.
            app.config["TESTING"] = False
            app.config["PROPAGATE_EXCEPTIONS"] = False
            app.testing = False
            got_request_exception.connect(leave_the_debugger, app)
            return record(app)

        yield make


def leave_the_debugger(sender, exception: BaseException, **extra) -> None:
    """Let `q` at a breakpoint end the run; Flask would take it for a crash of the view."""
    if isinstance(exception, pytest.exit.Exception):
        raise exception


def forget_listeners() -> None:
    """Let nobody hear Flask's signals who listens to all apps: the app of an earlier test did."""
    for signal in vars(flask.signals).values():
        if isinstance(signal, blinker.Signal):
            for listener in list(signal.receivers_for(blinker.ANY)):
                signal.disconnect(listener)


@pytest.fixture
def app(make_app):
    """The app under test, loaded from its source for this test alone."""
    return make_app()


@pytest.fixture
def client(app):
    """Flask's test client: one guest, with cookies."""
    return app.test_client()


@pytest.fixture
def browser(client) -> Browser:
    """Somebody at a browser without JavaScript, who uses the links and forms of the app's pages."""
    return Browser(client)


@pytest.fixture
def phone(app) -> Phone:
    """A guest's phone. It keeps cookies as a browser does; its `copy()` is somebody else's."""
    return Phone(app)


@pytest.fixture
def visitor(app):
    """Call it with the address of the app for one more person with a browser of their own.

    With `metadata=False` that is an older browser, which sends no `Sec-Fetch-*`.
    """
    return lambda house, **options: Visitor(app, house, **options)


@pytest.fixture
def shared_cache(app) -> SharedCache:
    """A shared cache in front of the app: all clients ask it, and time stands still for it."""
    return put_in_front(app)


@pytest.fixture
def live():
    """Call it with an app for a server on a port of the system's choice; `threaded=False` for one
    that serves one guest after another.
    """
    with ExitStack() as stack:
        yield lambda app, **options: stack.enter_context(serve(app, **options))


@pytest.fixture
def server(app, live):
    """The app, served by a threaded server."""
    return live(app)


@pytest.fixture
def server_zone() -> ServerZone:
    """The server's time zone is UTC, wherever the tests run; `server_zone("New York")` moves it."""
    zone = ServerZone()
    zone("UTC")
    yield zone
    zone.end()


@pytest.fixture
def start(make_app, monkeypatch, tmp_path):
    """Call it with environment variables for one more app that is started with them.

    None takes a variable away. All apps of a test have the same, new working folder.
    """
    monkeypatch.chdir(tmp_path)

    def started(**environ: str | None):
        for name, value in environ.items():
            if value is None:
                monkeypatch.delenv(name, raising=False)
            else:
                monkeypatch.setenv(name, value)
        return make_app()

    return started


@pytest.fixture
def line(server) -> Line:
    """A guest over a real connection: silence breaks a promise."""
    return Line(server.guest())


@pytest.fixture
def worker(request, kata_folder, app_source):
    """Call it with environment variables for one more process that serves the app."""
    ports = count(5000)
    patience = limit_of(request.node) - TO_TELL
    with ExitStack() as stack:

        def start(**environ: str | None):
            process = stack.enter_context(work(kata_folder, app_source, environ, patience))
            process.by_hand = f"http://127.0.0.1:{next(ports)}"
            return process

        yield start


@pytest.fixture(scope="session")
def night_shift():
    """Where each app has one process without debug mode, which all tests of the session share."""
    with NightShift() as shift:
        yield shift


@pytest.fixture
def log(request, worker, night_shift, kata_folder, app_source) -> Log:
    """The app in a process of its own: send it a request, and look what is in its log then."""
    # `worker` is not called: a test that has it is given time for a process to start
    patience = limit_of(request.node) - TO_TELL
    return Log(night_shift.process(kata_folder, app_source, patience))


@pytest.fixture
def data_dir(monkeypatch) -> str:
    """An empty folder, which apps and workers are told of as DATA_DIR in the environment."""
    with empty_folder() as folder:
        monkeypatch.setenv("DATA_DIR", folder)
        yield folder


@pytest.fixture(scope="module")
def second_worker_starts(kata_folder, app_source):
    """Starts the second worker; a module that uses it need not wait when it comes to be asked."""
    with start_second_worker(kata_folder, app_source) as worker:
        yield worker


@pytest.fixture
def second_worker(second_worker_starts, data_dir, monkeypatch) -> SecondWorker:
    """A second worker: another process. From here on, apps are told of its DATA_DIR as well."""
    monkeypatch.setenv("DATA_DIR", second_worker_starts.folder)
    return second_worker_starts


@pytest.fixture
def at_each_step(app_source) -> EachStep:
    """Call it with two requests: one is held up at each step in app.py while the other is sent."""
    return EachStep(app_source)


@pytest.fixture
def beside(kata_folder):
    """Call it with the name of a file beside app.py, without `.py`, for that module, fresh."""
    return lambda name: load_module(kata_folder, kata_folder / f"{name}.py")


@pytest.fixture
def guest(app):
    """A second guest: a client with cookies of its own, which reads each answer to its end."""
    return ReadingClient(app, app.response_class)


@pytest.fixture
def background(monkeypatch) -> Background:
    """Threads of the app begin late. `background.later(look)` lets them go on, and looks.

    `background.put(device, "method")` makes a device busy until then.
    """
    background = Background()
    background.put_below(monkeypatch)
    yield background
    background.end()


@pytest.fixture
def meanwhile() -> SlowPlaces:
    """Call it with a slow place and a request that somebody else sends when one is held up there.

    `meanwhile.put(place, device)` makes a device such a place.
    """
    return SlowPlaces()


@pytest.fixture
def disk(meanwhile, monkeypatch) -> Disk:
    """What lies below sqlite3: a slow place for `meanwhile`, and how many connections are open."""
    disk = Disk(meanwhile)
    disk.put_below(monkeypatch)
    return disk


@pytest.fixture
def mailer(beside) -> Device:
    """In the place of outside.py's mailer: notes each call, and can be busy or fail."""
    mailer = Device(beside("outside").Mailer(), "mailer")
    yield mailer
    mailer.be_free()


@pytest.fixture
def site(app, mailer) -> Site:
    """The app, served one request after another; no answer may wait for the mailer."""
    return Site(app, mailer)


@pytest.fixture
def printer() -> SlowPrinter:
    """A printer to await, which is slower than an answer. `printer.slips(2)` gives two slips."""
    return SlowPrinter()


@pytest.fixture
def far_service() -> FarService:
    """A service elsewhere that the app asks over HTTP. It is silent until it is told to answer."""
    with FarService() as service:
        yield service


@pytest.fixture
def one_thread(app, live, far_service) -> OneThread:
    """The app, served by one thread: while one guest waits, nobody else is served."""
    with OneThread(live(app, threaded=False)) as guests:
        yield guests
        far_service.end_all_calls()  # a thread that waits for one could not end


@pytest.fixture
def four_threads(app) -> FewThreads:
    """The app, served by four threads. Guests can listen to streams of events."""
    with serve_with(app, 4) as guests:
        yield guests
