# /// script
# requires-python = ">=3.11"
# dependencies = [
#     "flask>=3.1",
#     "pytest>=8.4",
#     "pytest-timeout>=2.4",
#     "pytest-watch==4.2.0",
#     "nox>=2025.2.9",
#     "beautifulsoup4>=4.13",
#     "click>=8.1.3",
#     "packaging>=24",
#     "tzdata; sys_platform == 'win32'",
#     "rich>=14",
#     "markdown-it-py>=3",
#     "pygments>=2.17",
# ]
# ///
"""Every command that a person types; `nox -l` lists them, dojo/ holds their code."""

import logging
import sys
from pathlib import Path

import nox

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from dojo.commands import COMMANDS  # noqa: E402
from dojo.commands import run  # noqa: E402
from dojo.commands import slip_in  # noqa: E402
from dojo.kata.catalogue import find_katas  # noqa: E402

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["map"]
VERBOSE = not {"-v", "--verbose"}.isdisjoint(sys.argv)

# A verdict is meant to be read alone, without the lines of nox and of libraries around it.
logging.getLogger("nox").setLevel(logging.WARNING)


def install_tools(session: nox.Session) -> None:
    """Install what only tests and lint need, where it is missing."""
    from dojo.upkeep.tools import install_command

    if command := install_command():
        session.run(*command, external=True)


def offer(name: str, line: str, code: str, *words: str) -> None:
    """Make a session that runs a command's code in the environment that nox runs in."""

    def session(session: nox.Session) -> None:
        if code.startswith("upkeep."):
            install_tools(session)  # what maintainers run needs more than a learner has
        logging.disable()  # nox need not say how a session went
        exit_code = run(code, [*words, *session.posargs], VERBOSE)
        if exit_code == 1:
            session.error()  # the sessions after this one still run
        if exit_code:
            sys.exit(exit_code)

    session.__doc__ = line
    nox.session(session, name=name, venv_backend="none")


for name, command in COMMANDS.items():
    offer(name, command.line, command.code)

for kata in find_katas():
    offer(f"kata-{kata.number}", kata.title, "practice.runs.kata", kata.name)


@nox.session(venv_backend="none")
def tests(session: nox.Session) -> None:
    """Prove the repository: every fix of every kata, every check (words go to pytest)."""
    install_tools(session)
    # they wait a lot; tests/conftest.py says which files come first
    fast = ["-n", "4", "--dist", "loadfile", "--no-loadscope-reorder"]
    words = session.posargs or ["tests", "--ignore=tests/browser", "-q", *fast]
    # a warning is an error for us, never for a learner; the plugin is there to be tested with
    strict = ["-W", "error", "-p", "no:asyncio"]
    # each run makes twenty thousand files: those of tests that passed are of no use to anybody
    strict += ["-o", "tmp_path_retention_policy=failed"]
    # hundreds of processes read this house: without bytecode each would compile it
    keep = {"PYTHONDONTWRITEBYTECODE": ""}
    session.run(sys.executable, "-m", "pytest", *strict, *words, external=True, env=keep)


@nox.session(name="tests-page", venv_backend="venv", reuse_venv=True)
def tests_page(session: nox.Session) -> None:
    """Prove the page in a real browser, in an environment of its own (words go to pytest)."""
    project = nox.project.load_toml(ROOT / "pyproject.toml")
    session.install("--quiet", "-e", ".", *project["dependency-groups"]["page-tests"])
    words = session.posargs or ["tests/browser", "-q"]
    session.run("python", "-m", "pytest", "-W", "error", *words)


@nox.session(venv_backend="none")
def lint(session: nox.Session) -> None:
    """Check the style of the code: ruff."""
    install_tools(session)
    session.run(sys.executable, "-m", "ruff", "check", ".", external=True)
    session.run(sys.executable, "-m", "ruff", "format", "--check", ".", external=True)


if slip := slip_in(sys.argv[1:]):
    print(slip, file=sys.stderr)
    sys.exit(2)
