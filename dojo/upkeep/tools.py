"""What only tests and lint need: the group `tests` in pyproject.toml."""

import importlib.util
import sys
import tomllib
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version

from packaging.requirements import Requirement

from dojo.kata.catalogue import ROOT


def install_command() -> list[str]:
    """The command that installs the tools that are missing here; empty when none is."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    missing = [text for text in project["dependency-groups"]["tests"] if not is_installed(text)]
    if not missing:
        return []
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", "install", "--quiet", *missing]
    return ["uv", "pip", "install", "--quiet", "--python", sys.executable, *missing]


def is_installed(requirement: str) -> bool:
    """Whether there is a version of what is required, as `name>=1; marker` says it."""
    wanted = Requirement(requirement)
    if wanted.marker and not wanted.marker.evaluate():
        return True
    try:
        return wanted.specifier.contains(version(wanted.name))
    except PackageNotFoundError:
        return False
