"""`nox -s canary` and `nox -s matrix`: do the katas still hold on other versions?

Each set of versions gets an environment of its own below .nox/, made by virtualenv, which finds the
Pythons that are installed.
"""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from dojo.kata.catalogue import ROOT
from dojo.verdict.terminal import stdout_terminal

PYTHONS = ["3.11", "3.12", "3.13", "3.14", "3.15"]
NEWEST = ["flask", "werkzeug"]
SHOWN = "import sys, importlib.metadata as m; print('Python', *sys.version.split()[:1], end='')\n"
SHOWN += "for name in ('flask', 'werkzeug', 'pytest'): print(',', name, m.version(name), end='')"


class NoEnvironment(RuntimeError):
    """An environment could not be made; the message is what pip or virtualenv said."""


def canary(words: list[str]) -> int:
    """Prove the katas on the newest pre-release of Flask and Werkzeug.

    Words are taken for requirements in their place, such as a checkout's folder.
    """
    try:
        python = environment("canary", ["-e", str(ROOT)])
        _pip(python, "--upgrade", *(words or ["--pre", *NEWEST]))
    except NoEnvironment as error:
        stdout_terminal().wrapped(str(error), 0)
        return 2
    return proved_on(python)


def matrix(words: list[str]) -> int:
    """Prove the katas on the oldest supported versions, and on each Python that is installed."""
    terminal, codes = stdout_terminal(), []
    for version in words or PYTHONS:
        for name, requirements in {"oldest": oldest(), "newest": []}.items():
            try:
                wanted = ["-e", str(ROOT), *requirements]
                python = environment(f"matrix-{version}-{name}", wanted, version)
            except NoEnvironment as error:
                if "interpreter" not in str(error):
                    terminal.wrapped(f"Python {version}, {name} versions: {error}", 0)
                    codes.append(2)
                else:
                    terminal.wrapped(f"Python {version} is not installed", 0)
                break
            codes.append(proved_on(python))
    return max(codes, default=2)


def oldest() -> list[str]:
    """What pyproject.toml requires, each in the oldest version that it allows."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = [*project["dependencies"], "werkzeug>=3.1.0"]
    return [re.sub(r">=", "==", requirement) for requirement in found]


def environment(name: str, requirements: list[str], version: str = "") -> Path:
    """The Python of an environment with these requirements. Raises NoEnvironment."""
    place = ROOT / ".nox" / name
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        wanted = ["--python", version or sys.executable]
        _run([sys.executable, "-m", "virtualenv", "--quiet", *wanted, str(place)])
    _pip(python, *requirements)
    return python


def proved_on(python: Path) -> int:
    """Say which versions these are, and which katas do not hold there."""
    terminal = stdout_terminal()
    shown = subprocess.run([python, "-c", SHOWN], capture_output=True, text=True)
    terminal.line(shown.stdout, bold=True)
    terminal.file.flush()
    return subprocess.run([python, "-m", "dojo.upkeep.proof", "--right"], cwd=ROOT).returncode


def _pip(python: Path, *words: str) -> None:
    _run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *words])


def _run(command: list[str]) -> None:
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if ran.returncode:
        said = (ran.stderr or ran.stdout).strip()
        errors = [line for line in said.splitlines() if line.startswith("ERROR")]
        raise NoEnvironment("\n".join(errors) or said)
