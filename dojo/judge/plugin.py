"""The part that lives inside pytest: judges the tests of katas, notes the run and says the verdict.

Outcomes are taken from the phases of reports, never from text. Under pytest-xdist workers judge
tests and the controller says the verdict. With -v, or where an editor reads along, pytest's own
report is left as it is and the verdict follows it.
"""

import io
import os
import sys
import threading
from collections import Counter
from contextlib import redirect_stderr
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from flask import Flask

from dojo.http.exchange import recorder
from dojo.http.replay import lines_by_hand
from dojo.judge.breakpoints import ClosedInput
from dojo.judge.breakpoints import mind_breakpoints
from dojo.judge.failures import is_on_a_line
from dojo.judge.failures import is_timeout
from dojo.judge.failures import printed_in
from dojo.judge.failures import shown_exchange
from dojo.judge.failures import STARTS
from dojo.judge.failures import take_apart
from dojo.judge.filling import Filling
from dojo.judge.limits import GOODBYE
from dojo.judge.limits import lasting_threads
from dojo.judge.limits import pytest_itemcollected
from dojo.judge.limits import Watchdog
from dojo.judge.longrepr import longrepr_of
from dojo.judge.report import PYTEST_FAILED
from dojo.judge.report import Report
from dojo.judge.telling import conclude
from dojo.judge.telling import say_who_stays
from dojo.kata.catalogue import kata_of
from dojo.kata.frames import Frame
from dojo.kata.journal import entries
from dojo.kata.loading import CannotStart
from dojo.kata.loading import create_app
from dojo.kata.loading import neighbours
from dojo.kata.rules import compile_builders_when_used
from dojo.kata.templates import compile_templates_once
from dojo.stand_ins.shared_cache import ADDRESS
from dojo.stand_ins.shared_cache import put_in_front
from dojo.suite.fixtures import limit_of
from dojo.verdict.outcome import BROKEN
from dojo.verdict.outcome import Failure
from dojo.verdict.outcome import GREEN
from dojo.verdict.outcome import Outcome
from dojo.verdict.outcome import outcome_of
from dojo.verdict.outcome import PART
from dojo.verdict.outcome import PASSED
from dojo.verdict.outcome import PITFALL
from dojo.verdict.outcome import Run
from dojo.verdict.outcome import STILL_WORKS
from dojo.verdict.outcome import STOPPED
from dojo.verdict.terminal import terminal_for
from dojo.verdict.verdict import sum_of

__all__ = ["pytest_addoption", "pytest_configure", "pytest_itemcollected"]


def pytest_addoption(parser, pluginmanager) -> None:
    """`--app PATH`: judge that file in the place of the kata's app.py."""
    # what an app leaves to the garbage collector is no promise; here it would spoil the exit code
    pluginmanager.unregister(name="unraisableexception")
    parser.addoption("--app", metavar="PATH", help="judge this file instead of the kata's app.py")
    parser.addoption("--no-replay", action="store_true", help="print no curl lines")
    help_ = "begin with the tests that did not pass in the last run of the kata"
    parser.addoption("--failing-first", action="store_true", help=help_)


@pytest.hookimpl(trylast=True)
def pytest_configure(config) -> None:
    """Put the judge beside pytest's own report, or in its place."""
    given = config.getoption("--app", default=None)
    if given and not Path(given).is_file():
        raise pytest.UsageError(f"--app {given}: there is no such file")
    # a right fix may warn, also where warnings are errors outside
    config.addinivalue_line("filterwarnings", "ignore")
    if not config.option.collectonly:
        compile_builders_when_used()
        compile_templates_once()
        config.pluginmanager.register(Judge(config), "dojo-judge")


class Judge:
    """Follows one pytest session."""

    def __init__(self, config):
        self.config = config
        self.runs: dict[Path, Run] = {}
        self._run_of_path: dict[Path | str, Run | None] = {}
        self.is_worker = hasattr(config, "workerinput")  # of pytest-xdist
        self.hidden: io.StringIO | None = None  # pytest's own report, where ours takes its place
        self.file = self._take_terminal()
        self.current: pytest.Item | None = None
        self.to_come: Counter[Path] = Counter()  # tests of each kata that did not run yet
        self.concluded: list[Run] = []
        self.interrupted = False
        self.to_replay: dict[tuple, tuple] = {}  # what led to each failure, by folder, suite and id
        self.started_in: dict[threading.Thread, str] = {}
        mind_breakpoints(config)
        self.begin()

    def begin(self, alone: Path | None = None) -> None:
        """Begin a report. A fork of a session that has collected does so anew, for one folder."""
        if alone is not None:
            self.runs = {alone: self.runs[alone]}
            self.to_come = Counter({alone: self.to_come[alone]})
        given = self.config.getoption("--app", default=None)
        self.given_app = Path(given).resolve() if given else None  # in the place of app.py
        self.report = Report()
        self.watchdog = Watchdog(self.config, self._bitten, self.report.stacks)
        self.filling = Filling(self.file)

    def _take_terminal(self):
        """The file to write to. pytest reports to nowhere, unless somebody wants to read it."""
        reporter = self.config.pluginmanager.getplugin("terminalreporter")
        if reporter is None or self.is_worker:
            return sys.__stdout__
        file = reporter._tw._file
        if self.config.option.verbose <= 0 and "TEAMCITY_VERSION" not in os.environ:
            self.hidden = reporter._tw._file = io.StringIO()
            self.config.option.tbstyle = "no"  # nor need it draw tracebacks for that
        return file

    # -- collecting ---------------------------------------------------------------------------

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector):
        """Learn of all tests of a suite, also of those that are not going to run."""
        report = yield
        if isinstance(collector, pytest.Module) and (run := self._run_of(collector.path)):
            if report.failed:
                text = str(report.longrepr).strip().splitlines()[-1].removeprefix("E").strip()
                trouble = Failure(collector.path.name, error=text, on_assertion=False)
                run.trouble = run.trouble or trouble
            else:
                items = [i for i in report.result if isinstance(i, pytest.Item)]
                run.there[collector.path.stem] = [item.name for item in items]
        return report

    def has_read(self, folder: Path) -> bool:
        """Whether the suites in this folder could be read."""
        return folder in self.runs and not self.runs[folder].trouble

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items) -> None:
        """Put the tests in order, and note every one as not yet run."""
        items.sort(key=lambda item: (item.path.parent, item.path.stem != STILL_WORKS))
        self.put_failing_first(items)
        for item in items:
            if (run := self._run_of(item.path)) is not None:
                run.outcomes.append(outcome_of(item.name, item.path.stem))
                self.to_come[item.path.parent] += 1

    def put_failing_first(self, items: list[pytest.Item]) -> None:
        """With --failing-first, begin with the suite and the tests that did not pass last time."""
        if not self.config.getoption("--failing-first") or not items:
            return
        run = self._run_of(items[0].path)
        found = entries(run.kata.root, run.kata.number, "run") if run else []
        failing = set(found[-1].get("failing", ())) if found else set()
        suites = {item.path for item in items if item.name in failing}

        def place(item: pytest.Item) -> tuple:
            first = PITFALL if item.path in suites else STILL_WORKS
            rank = item.path not in suites, item.path.stem != first
            return *rank, item.path, item.name not in failing

        if suites:
            items.sort(key=place)

    # -- running ------------------------------------------------------------------------------

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item) -> None:
        """Leave word which test runs, and arm what ends the process if nothing else can."""
        recorder.clear()
        if self.current is None:
            self._begin_to_fill()
        self.current = item
        self.report.word(item.nodeid)
        self.watchdog.watch(item, self._places(item.path))

    def _begin_to_fill(self) -> None:
        """Show the boards at once, where one kata's verdict takes the place of pytest's report."""
        judged = self._judged()
        alone = len(judged) == 1 and not judged[0].trouble and self.hidden is not None
        if alone and self.config.getoption("capture") != "no":
            self.filling.begin(judged[0])

    @pytest.hookimpl(trylast=True)
    def pytest_exception_interact(self) -> None:
        """pytest has called off every alarm of C's, and so ours."""
        self.watchdog.is_disarmed()

    def pytest_enter_pdb(self) -> None:
        """Nothing is ended while a person looks."""
        self.watchdog.rest()

    def pytest_timeout_set_timer(self, settings):
        """Where pytest-timeout has no signal it would end the process; the watchdog says why."""
        return None if settings.method == "signal" else True

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(self, item, call):
        """Take the failure apart while the exception is still there."""
        run = self._run_of(item.path)
        if run is None:
            return (yield)
        item.repr_failure = str  # pytest would look for words, and ours replace them
        report = yield
        outcome = outcome_of(item.name, item.path.stem)
        if call.excinfo is not None and report.failed:
            self._take_failure(item, call, report, outcome)
        elif call.when == "call" and report.passed and not item.config.getoption("trace", False):
            outcome.result = PASSED  # with --trace, a test that a person leaves has "passed" too
        # plain data, which pytest-xdist carries to the controller
        report.dojo = {
            "folder": str(item.path.parent),
            "outcome": outcome.as_data(),
            "there": run.there,
            "seconds": call.duration,
        }
        return report

    def _take_failure(self, item, call, report, outcome: Outcome) -> None:
        error = call.excinfo.value
        hung = is_timeout(error)
        stopped = hung or isinstance(error, (*STARTS, ClosedInput)) or call.when == "setup"
        outcome.result = STOPPED if stopped else BROKEN
        places = self._places(item.path)
        failure = take_apart(call.excinfo, item.path, places, limit_of(item))
        if isinstance(error, ClosedInput):
            folder = item.path.parent.relative_to(item.config.rootpath).as_posix()
            failure.error = f"{error} here. To debug: pytest {folder}"
        failure.printed, failure.lines_printed = printed_in(report)
        outcome.failure = failure
        report.longrepr = longrepr_of(outcome, item.path, call.excinfo)
        exchange, mark = shown_exchange(error)
        if exchange is not None and not stopped:
            key = item.path.parent, outcome.suite, outcome.id
            self.to_replay.setdefault(key, (list(recorder.exchanges), exchange, mark))
        if hung or isinstance(error, ClosedInput) or (call.when == "setup" and stopped):
            # one cause, one message: the next test would say the same; to `shouldstop` pytest
            # would draw a traceback of its own, which takes as long as all tests of a kata
            item.session.shouldfail = "the app did not get that far"

    def pytest_runtest_logreport(self, report) -> None:
        """Take over what became of a test in this process or in a worker's."""
        told = getattr(report, "dojo", None)
        if told is None or (run := self._run_of(told["folder"])) is None:
            return
        run.there.update(told["there"])
        run.seconds += told["seconds"]
        new = Outcome.from_data(told["outcome"])
        found = next((o for o in run.outcomes if (o.suite, o.id) == (new.suite, new.id)), None)
        if found is None:  # the controller of pytest-xdist collects nothing itself
            run.outcomes.append(found := outcome_of(new.id, new.suite))
        if not found.failed and new.result != "not run":
            found.result, found.failure = new.result, new.failure
            self.filling.go_on()

    def pytest_runtest_logfinish(self, nodeid) -> None:
        """Disarm, and note which threads this test left behind."""
        self.watchdog.test_is_over()
        if self.is_worker or self.current is None or self.current.nodeid != nodeid:
            return
        outcome = outcome_of(self.current.name, self.current.path.stem)
        for thread in lasting_threads():
            self.started_in.setdefault(thread, outcome.sentence)
        folder = self.current.path.parent
        self.to_come[folder] -= 1
        if not self.to_come[folder] and len(self.to_come) > 1 and folder in self.runs:
            self._conclude(self.runs[folder], in_one_line=True)

    def _replay(self, run: Run) -> None:
        """Find the curl lines of the failure that is shown, now that its fixtures are gone."""
        first, folder = run.first_failure, run.kata.folder
        told = self.to_replay.get((folder, first.suite, first.id)) if first else None
        if told is None or self.config.getoption("--no-replay"):
            return
        source = self.given_app or run.kata.app
        cache = ADDRESS if told[1].origin == ADDRESS else ""  # in front of the app, in the test

        def create() -> Flask:
            app = create_app(folder, source, name="app")
            if cache:
                put_in_front(app)
            return app

        nowhere = io.StringIO()  # the app has printed it all before
        with neighbours(folder), redirect_stdout(nowhere), redirect_stderr(nowhere):
            try:
                lines = lines_by_hand(*told, create, cache)
            except CannotStart:
                lines = []  # it starts with what the suite hands it, and not by itself
        first.failure.by_hand = lines

    def _places(self, test: Path) -> list[Path]:
        given = self.given_app
        return [test.parent, *([given] if given else [])]

    def _bitten(self, what: str, frames: list[Frame]) -> None:
        """A test went on after its limit: say so for the whole run, and end the process."""
        run = self._run_of(self.current.path)
        if run is None:
            return
        for outcome in run.outcomes:
            if (outcome.suite, outcome.id) == (self.current.path.stem, self.current.name):
                outcome.result = STOPPED
                outcome.failure = Failure(self.current.path.name, error=what, frames=frames)
        capture = self.config.pluginmanager.getplugin("capturemanager")
        if capture is not None:
            capture.suspend_global_capture()
        self.to_replay.clear()  # it would hang as well
        self._conclude(run)
        self.report.word("verdict", [run])
        os._exit(1)

    # -- telling ------------------------------------------------------------------------------

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session, exitstatus) -> None:
        """Say the verdict and write it down."""
        self.watchdog.rest()
        if self.is_worker:
            return
        if self.interrupted:
            if not self.report.is_awaited:  # else the parent process says what became of this one
                terminal_for(self.file).line("interrupted; nothing was lost")
            return
        if exitstatus == pytest.ExitCode.INTERNAL_ERROR:
            return
        judged = self._judged()
        if self.hidden is not None and not judged:
            self.file.write(self.hidden.getvalue())  # no kata: pytest speaks for itself
        several = len(judged) > 1
        for run in judged:
            if run not in self.concluded and (several or not self._follows_a_report):
                self._conclude(run, in_one_line=several)
        if several:
            terminal = terminal_for(self.file)
            terminal.line()
            terminal.line(sum_of([run.verdict for run in judged]), bold=True)
        self.report.word("verdict", judged)
        if judged and exitstatus == pytest.ExitCode.INTERRUPTED:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED  # amber is a verdict like any other

    def _conclude(self, run: Run, in_one_line: bool = False) -> None:
        self.concluded.append(run)
        run.in_order()
        if not in_one_line:
            self._replay(run)
        self.filling.end()
        conclude(run, self.file, self.report, self.given_app is None, in_one_line)

    @pytest.hookimpl(trylast=True)
    def pytest_terminal_summary(self) -> None:
        """Let the verdict follow pytest's own report."""
        judged = self._judged()
        judging = not self.is_worker and not self.interrupted
        if judging and self._follows_a_report and len(judged) == 1:
            self._conclude(judged[0])

    @property
    def _follows_a_report(self) -> bool:
        """Whether pytest's own report ends with a summary that the verdict comes after."""
        return self.hidden is None and not getattr(self.config.option, "no_summary", False)

    @pytest.hookimpl(tryfirst=True)
    def pytest_keyboard_interrupt(self, excinfo) -> None:
        """Ctrl-C, or a newer save in `watch`; pytest and pytest-xdist also stop themselves so."""
        # pytest draws where that was, and fails at an instruction that belongs to no line
        excinfo.traceback = excinfo.traceback.filter(is_on_a_line)
        self.interrupted = type(excinfo.value).__name__ != pytest.Session.Interrupted.__name__

    def pytest_internalerror(self, excrepr) -> None:
        """Say what pytest itself stumbled over, where its own report goes to nowhere."""
        self.report.word(PYTEST_FAILED)
        if self.hidden is not None:
            self.file.write(f"pytest stopped with an error of its own:\n{excrepr}\n")

    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self) -> None:
        """Do not let the app's threads keep the process."""
        threads = lasting_threads()
        for thread in threads:
            thread.join(GOODBYE / len(threads))
        if running := [thread for thread in threads if thread.is_alive()]:
            told = {thread: self.started_in.get(thread, "the run") for thread in running}
            say_who_stays(told, list(self.runs), self.file)
            sys.stdout.flush()
            # Python would wait for them for ever; the verdict has been said
            verdicts = {run.verdict for run in self.runs.values()}
            os._exit(0 if verdicts <= {GREEN, PART} else 1)

    def _judged(self) -> list[Run]:
        """The runs of which anything was read."""
        return [run for run in self.runs.values() if run.outcomes or run.trouble or run.there]

    def _run_of(self, path: Path | str) -> Run | None:
        if path not in self._run_of_path:  # it is asked for many times a test
            self._run_of_path[path] = self._find_run(Path(path))
        return self._run_of_path[path]

    def _find_run(self, path: Path) -> Run | None:
        folder = path if path.is_dir() else path.parent
        if folder not in self.runs:
            kata = kata_of(folder, folder.parent.parent)
            if kata is None:
                return None
            self.runs[folder] = Run(kata)
        return self.runs[folder]
