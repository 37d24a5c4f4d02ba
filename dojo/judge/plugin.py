"""The part that lives inside pytest: judges the tests of katas and prints the verdict.

Outcomes are recorded here, from the phases of reports, because an interrupted run has no other
witness. With -v or --collect-only pytest's own report is left as it is.
"""

import faulthandler
import io
import json
import os
import sys
import threading
import traceback
from pathlib import Path

import pytest
import pytest_timeout

from dojo.http.exchange import recorder
from dojo.http.wire import NoAnswer
from dojo.kata.catalogue import kata_of
from dojo.kata.frames import is_learners
from dojo.kata.frames import learner_frames
from dojo.kata.goes import compared
from dojo.kata.journal import entries
from dojo.kata.journal import note
from dojo.kata.loading import CannotStart
from dojo.kata.seal import suites_differ
from dojo.suite.fixtures import limit_of
from dojo.suite.interleave import Stuck
from dojo.suite.promise import BrokenPromise
from dojo.verdict.drawing import show_line
from dojo.verdict.drawing import show_verdict
from dojo.verdict.outcome import BROKEN
from dojo.verdict.outcome import Failure
from dojo.verdict.outcome import GREEN
from dojo.verdict.outcome import Outcome
from dojo.verdict.outcome import PASSED
from dojo.verdict.outcome import Run
from dojo.verdict.outcome import STILL_WORKS
from dojo.verdict.outcome import STOPPED
from dojo.verdict.terminal import terminal_for

LAST_RESORT = 2.0  # seconds after pytest-timeout's limit until the process is ended from outside
PROCESSES = 3.0  # seconds more for a test that starts processes; on a busy machine they are slow
EXECUTORS = "concurrent.futures.thread"  # whose threads end by themselves
GOODBYE = 1.0  # seconds that threads of the app get to end after the last test
REPORT = "DOJO_REPORT"  # names a folder in which the parent process looks for what happened


def pytest_addoption(parser, pluginmanager) -> None:
    """`--app PATH`: judge that file in the place of the kata's app.py."""
    # what an app leaves to the garbage collector is no promise; here it would spoil the exit code
    pluginmanager.unregister(name="unraisableexception")
    parser.addoption("--app", metavar="PATH", help="judge this file instead of the kata's app.py")


@pytest.hookimpl(trylast=True)
def pytest_configure(config) -> None:
    """Put the judge in the place of pytest's own report."""
    given = config.getoption("--app", default=None)
    if given and not Path(given).is_file():
        raise pytest.UsageError(f"--app {given}: there is no such file")
    # our own tests take warnings for errors; a learner's right fix may warn
    config.addinivalue_line("filterwarnings", "ignore")
    if config.option.verbose <= 0 and not config.option.collectonly:
        config.pluginmanager.register(Judge(config), "dojo-judge")


def pytest_itemcollected(item) -> None:
    """Give a test that starts processes time for it."""
    if "worker" in item.fixturenames:
        item.add_marker(pytest.mark.timeout(limit_of(item) + PROCESSES))


class Judge:
    """Follows one pytest session."""

    def __init__(self, config):
        self.config = config
        self.runs: dict[Path, Run] = {}
        self.outcomes: dict[str, Outcome] = {}
        self.own_app = config.getoption("--app", default=None) is None
        self.report = Path(os.environ[REPORT]) if REPORT in os.environ else None
        reporter = config.pluginmanager.getplugin("terminalreporter")
        self.file = reporter._tw._file
        # pytest goes on reporting, to nowhere; it need not draw tracebacks for that
        reporter._tw._file = io.StringIO()
        config.option.tbstyle = "no"
        self.last_words = self._open("stacks.txt") if self.report else sys.__stderr__
        self.interrupted = False
        self.started_in: dict[threading.Thread, str] = {}

    # -- collecting ---------------------------------------------------------------------------

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items) -> None:
        """Run what must still work before the pitfall, and note every test as not yet run."""
        items.sort(key=lambda item: (item.path.parent, item.path.stem != STILL_WORKS))
        for item in items:
            if (run := self._run_of(item.path)) is not None:
                name, _, case = item.name.partition("[")
                outcome = Outcome(name, item.path.stem, case.removesuffix("]"))
                run.outcomes.append(outcome)
                self.outcomes[item.nodeid] = outcome

    def pytest_collectreport(self, report) -> None:
        """A suite that cannot be read stops the run."""
        path = Path(self.config.rootpath, report.nodeid.partition("::")[0])
        if report.failed and (run := self._run_of(path)) is not None:
            text = str(report.longrepr).strip().splitlines()[-1].removeprefix("E").strip()
            run.trouble = run.trouble or Failure(path.name, error=text, on_assertion=False)

    # -- running ------------------------------------------------------------------------------

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item) -> None:
        """Leave word which test runs, and arm what ends the process if nothing else can."""
        recorder.clear()
        self._leave_word(item.nodeid)
        limit = limit_of(item) + LAST_RESORT
        faulthandler.dump_traceback_later(limit, exit=True, file=self.last_words)

    def pytest_runtest_logfinish(self, nodeid) -> None:
        """Disarm, and note which threads this test left behind."""
        faulthandler.cancel_dump_traceback_later()
        for thread in _lasting_threads():
            self.started_in.setdefault(thread, self.outcomes[nodeid].sentence)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(self, item, call):
        """Take the failure apart while the exception is still there."""
        report = yield
        outcome = self.outcomes.get(item.nodeid)
        if (run := self._run_of(item.path)) is not None:
            run.seconds += call.duration
        if outcome is None or outcome.failure:
            return report
        if call.excinfo is None:
            if call.when == "teardown" and outcome.result not in (BROKEN, STOPPED):
                outcome.result = PASSED
            return report
        error = call.excinfo.value
        if isinstance(error, pytest.skip.Exception | KeyboardInterrupt):
            return report
        hung = _is_timeout(error)
        stopped = hung or isinstance(error, CannotStart | NoAnswer | Stuck) or call.when == "setup"
        outcome.result = STOPPED if stopped else BROKEN
        outcome.failure = self._failure(item, call.excinfo, hung)
        outcome.failure.printed = report.capstdout
        if hung or (call.when == "setup" and isinstance(error, CannotStart)):
            # one cause, one message: the next test would say the same
            item.session.shouldstop = "the app did not get that far"
        return report

    def _failure(self, item, excinfo, hung: bool) -> Failure:
        error, test = excinfo.value, item.path
        lines = [line for file, line in _passed_through(error) if file == str(test)]
        where = f"{test.name}:{lines[-1]}" if lines else test.name
        if isinstance(error, CannotStart):
            return Failure(error.where, error=error.what, frames=error.frames)
        failure = Failure(where, exchange=recorder.last)
        places = self._places(test)
        if isinstance(error, BrokenPromise):
            failure.done, failure.promised, failure.seen = error.done, error.promised, error.seen
            failure.exchange, failure.mark = error.exchange, error.mark
        elif hung:
            failure.error = f"no answer within {limit_of(item):g} s"
            failure.frames = learner_frames(error, *places)[-1:]
        elif isinstance(error, AssertionError):
            failure.done = str(error).partition("\nassert ")[0]
        else:
            failure.frames = learner_frames(error, *places)
            failure.error = excinfo.exconly().splitlines()[-1]
            failure.on_assertion = False
        crash = failure.exchange.crash if failure.exchange else None
        if crash is not None and not hung:
            failure.frames = learner_frames(crash, *places)
            failure.error = f"{type(crash).__name__}: {crash}"
        return failure

    def _places(self, test: Path) -> list[Path]:
        given = self.config.getoption("--app", default=None)
        return [test.parent, *([Path(given).resolve()] if given else [])]

    # -- telling ------------------------------------------------------------------------------

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session, exitstatus) -> None:
        """Say the verdict and write it down."""
        terminal = terminal_for(self.file)
        if self.interrupted:
            if not self.report:  # else the parent process says what became of this one
                terminal.line("interrupted; nothing was lost")
            return
        if exitstatus == pytest.ExitCode.INTERNAL_ERROR:
            return
        if not self.runs:
            terminal.line("no tests were found here; a kata is run with: nox -s kata-1")
        for run in self.runs.values():
            if suites_differ(run.kata):
                run.notes.append("the suites differ from the repository's")
            if self.own_app:
                note("run", run.kata.number, run.kata.root, **run.as_entry())
                if run.verdict == GREEN and (
                    text := compared(entries(run.kata.root, run.kata.number))
                ):
                    run.notes.append(text)
            if len(self.runs) == 1:
                show_verdict(run, terminal)
            else:
                show_line(run, terminal)
        self.file.flush()
        self._leave_word("verdict", [run.as_report() for run in self.runs.values()])
        if session.shouldstop and not isinstance(session.shouldstop, bool):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_keyboard_interrupt(self, excinfo) -> None:
        """Ctrl-C, or a newer save in `watch`; pytest stops itself with a kind of its own."""
        self.interrupted = not isinstance(excinfo.value, pytest.Session.Interrupted)

    def pytest_internalerror(self, excrepr) -> None:
        """Say what pytest itself stumbled over; its own reporter has been sent to nowhere."""
        self.file.write(f"pytest stopped with an error of its own:\n{excrepr}\n")

    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self) -> None:
        """Do not let the app's threads keep the process."""
        threads = _lasting_threads()
        for thread in threads:
            thread.join(GOODBYE / len(threads))
        if running := [thread for thread in threads if thread.is_alive()]:
            self._say_who_stays(running)
            sys.stdout.flush()
            # Python would wait for them for ever; the verdict has been said
            verdicts = {run.verdict for run in self.runs.values()}
            os._exit(0 if verdicts == {GREEN} else 1)

    def _say_who_stays(self, threads) -> None:
        frames = sys._current_frames()
        terminal = terminal_for(self.file)
        for thread in threads:
            frame, place = frames.get(thread.ident), ""
            while frame is not None and not place:
                if any(is_learners(frame.f_code.co_filename, [r]) for r in self.runs):
                    place = f" in {Path(frame.f_code.co_filename).name}:{frame.f_lineno}"
                frame = frame.f_back
            sentence = self.started_in.get(thread, "the run")
            terminal.wrapped(f"a thread{place} never ended; it began during: {sentence}", 2)
        self.file.flush()

    def _run_of(self, path: Path) -> Run | None:
        folder = path if path.is_dir() else path.parent
        if folder not in self.runs:
            kata = kata_of(folder, folder.parent.parent)
            if kata is None:
                return None
            self.runs[folder] = Run(kata)
        return self.runs[folder]

    def _leave_word(self, word: str, runs: list | None = None) -> None:
        if self.report:
            with self._open("progress.jsonl") as file:
                file.write(json.dumps({"word": word, "runs": runs}) + "\n")

    def _open(self, name: str):
        return (self.report / name).open("a", encoding="utf-8")


def _is_timeout(error: BaseException) -> bool:
    """Whether pytest-timeout ended the test: its own code raised the failure."""
    return any(file == pytest_timeout.__file__ for file, _ in _passed_through(error))


def _passed_through(error: BaseException) -> list[tuple[str, int]]:
    """The files and lines of a traceback; pytest's own entries look each file up on disk."""
    return [(f.f_code.co_filename, line) for f, line in traceback.walk_tb(error.__traceback__)]


def _lasting_threads() -> list[threading.Thread]:
    """Threads that would keep the process from ending; those of executors end by themselves."""
    return [
        thread
        for thread in threading.enumerate()
        if thread is not threading.main_thread()
        and not thread.daemon
        and getattr(getattr(thread, "_target", None), "__module__", "") != EXECUTORS
    ]
