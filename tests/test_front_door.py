"""What somebody meets first: README, the documents, and the settings of editors."""

import json
import re
import signal
import subprocess
import sys
import tomllib

import pytest
from packaging.specifiers import SpecifierSet

from dojo.commands import COMMANDS
from dojo.kata.catalogue import find_katas
from dojo.kata.catalogue import ROOT
from dojo.upkeep.frontpage import with_map

README = ROOT / "README.md"
LESSON = ROOT / "docs" / "lesson.md"
PAGES = [README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
START = [
    "$ python3 -m venv .venv",
    "$ source .venv/bin/activate",
    "$ pip install -e .",
    "$ nox -s kata-1",
]
DIAGRAMS = ("flowchart ", "sequenceDiagram")
BANNED = re.compile(r"\b(just|simply|obviously|of course)\b", re.IGNORECASE)
LESSON_WORDS = 2300  # fifteen minutes for somebody who reads 150 words a minute
NUMBERS = {kata.number for kata in find_katas()}


def read(page) -> str:
    """A page's text."""
    return page.read_text(encoding="utf-8")


def prose(page) -> str:
    """A page's text without code."""
    return re.sub(r"`[^`\n]+`", "", FENCE.sub("", read(page)))


each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@each_page
def test_links_lead_to_files_that_exist(page):
    links = re.findall(r"\]\(([^)\s]+)\)", read(page))
    ours = [link for link in links if not link.startswith(("https://", "#"))]
    assert [link for link in ours if not (page.parent / link.partition("#")[0]).exists()] == []
    assert [link for link in links if link.startswith("http://")] == []


@each_page
def test_a_link_to_a_kata_carries_its_number(page):
    for said, number in re.findall(r"\[(\d+)\]\([./]*katas/(\d\d)_", read(page)):
        assert int(said) == int(number)


@each_page
def test_each_command_is_a_session_and_each_number_a_kata(page):
    ours = {"tests", "tests-page", "lint"}
    sessions = {*COMMANDS, *ours, "N", *(f"kata-{number}" for number in NUMBERS)}
    text = read(page)
    asked = re.findall(r"\bnox (?:--?\w+ )*-s ([\w-]+)(?: -- (\d+)\b)?", text)
    assert {name for name, _ in asked} <= sessions
    assert {int(number) for _, number in asked if number} <= NUMBERS


def test_every_kata_of_the_claims_exists_and_every_kata_is_needed():
    rows = re.findall(r"^\| .+ \| ([\d, ;]+) \|$", read(LESSON), re.MULTILINE)
    named = {int(number) for row in rows for number in re.findall(r"\d+", row)}
    assert named <= NUMBERS
    assert {kata.number for kata in find_katas()} <= named


@each_page
def test_no_word_that_makes_a_reader_feel_slow(page):
    assert BANNED.findall(prose(page)) == []


def test_the_first_screen_has_what_starts():
    screen = read(README).splitlines()[:60]
    assert [row for row in screen if row in START] == START
    assert "▸" in "\n".join(screen)
    for said in (".venv\\Scripts\\activate", "uv run nox -s kata-1"):
        assert any(said in row for row in screen)


def test_the_map_is_up_to_date():
    readme = read(README)
    assert with_map(readme, find_katas()) == readme, "run: python -m dojo.upkeep.frontpage"


def test_the_lesson_asks_and_folds_its_answers():
    text = read(LESSON)
    folds = re.split(r"^<details>$", text, flags=re.MULTILINE)
    assert text.count("<details>") == text.count("</details>") == len(folds) - 1
    assert text.count("**Before you read on:**") == len(folds) - 1
    for before, fold in zip(folds, folds[1:], strict=False):
        assert "**Before you read on:**" in before.rpartition("</details>")[2]
        assert fold.startswith("\n<summary>The answer</summary>\n\n")  # or Markdown stays asleep
        assert "\n\n</details>\n" in fold


def test_the_lesson_is_read_in_fifteen_minutes():
    text = re.sub(r"\]\([^)]*\)", "]", FENCE.sub("", read(LESSON)))
    assert len(text.partition("## The lesson, claim by claim")[0].split()) <= LESSON_WORDS


@each_page
def test_pictures_begin_with_a_kind_of_diagram(page):
    fences = FENCE.findall(read(page))
    assert read(page).count("```") == 2 * len(fences)
    pictures = [code for kind, code in fences if kind == "mermaid"]
    assert all(code.startswith(DIAGRAMS) for code in pictures)
    assert page != LESSON or len(pictures) == 4


def settings(place: str) -> dict:
    """An editor's settings: JSON without comments, so that every tool can read it."""
    return json.loads((ROOT / place).read_text(encoding="utf-8"))


TASK = {
    "label": str,
    "type": str,
    "command": str,
    "args": list,
    "options": dict,
    "group": dict,
    "isBackground": bool,
    "presentation": dict,
    "problemMatcher": list,
}
WAY_TO_DEBUG = {
    "name": str,
    "type": str,
    "request": str,
    "module": str,
    "args": list,
    "cwd": str,
    "console": str,
}
CONTAINER = {
    "name": str,
    "image": str,
    "remoteUser": str,
    "postCreateCommand": str,
    "remoteEnv": dict,
    "forwardPorts": list,
    "customizations": dict,
}
PARTS = [
    *((TASK, part) for part in settings(".vscode/tasks.json")["tasks"]),
    *((WAY_TO_DEBUG, part) for part in settings(".vscode/launch.json")["configurations"]),
    (CONTAINER, settings(".devcontainer/devcontainer.json")),
]


@pytest.mark.parametrize(("kinds", "part"), PARTS)
def test_each_setting_has_a_name_and_a_type_that_its_editor_knows(kinds, part):
    unknown = [name for name, value in part.items() if not isinstance(value, kinds.get(name, ()))]
    assert unknown == []
    assert all(isinstance(word, str) for word in part.get("args", []))


def test_the_files_of_an_editor_say_their_version():
    assert settings(".vscode/tasks.json")["version"] == "2.0.0"
    assert settings(".vscode/launch.json")["version"] == "0.2.0"


def filled(house, words: list[str]) -> list[str]:
    """A command line of VS Code, with kata 7's app.py as the open file."""
    values = {
        "${workspaceFolder}": str(house.root),
        "${relativeFileDirname}": f"katas/{house.kata.name}",
        "${fileDirnameBasename}": house.kata.name,
        "${command:python.interpreterPath}": house.interpreter_for({}),
    }
    for name, value in values.items():
        words = [word.replace(name, value) for word in words]
    assert not [word for word in words if "${" in word]
    return words


def test_the_test_view_shows_katas_and_nothing_else(house):
    vscode = settings(".vscode/settings.json")
    assert vscode["python.testing.pytestEnabled"] is True
    said = house.pytest(*vscode["python.testing.pytestArgs"], "--collect-only", "-q").stdout
    assert f"katas/{house.kata.name}/test_pitfall.py::" in said
    assert "tests/test_" not in said
    assert all((ROOT / folder).is_dir() for folder in vscode["search.exclude"])


@pytest.mark.parametrize("task", settings(".vscode/tasks.json")["tasks"], ids=lambda t: t["label"])
def test_each_task_does_what_it_is_called(house, task):
    assert task["type"] == "process"
    assert task["options"]["cwd"] == "${workspaceFolder}"
    command = filled(house, [task["command"], *task["args"]])
    if task.get("isBackground"):
        assert until(house, command, "save to run, Ctrl-C to leave")
        return
    wanted = {"Run this kata": "a hint: nox -s hint", "Next hint for this kata": "Where to look"}
    assert wanted[task["label"]] in house.python(*command[1:]).stdout


@pytest.mark.parametrize(
    "launch", settings(".vscode/launch.json")["configurations"], ids=lambda way: way["name"]
)
def test_each_way_to_debug_starts(house, launch):
    assert (launch["type"], launch["request"]) == ("debugpy", "launch")
    assert launch["cwd"] == "${workspaceFolder}"
    words = ["-m", launch["module"], *filled(house, launch["args"])]
    if launch["module"] == "flask":
        assert until(
            house,
            [house.interpreter_for({}), *words, "--port", "0"],
            "Running on http://127.0.0.1:",
        )
    else:
        assert "timeout=0" in words
        assert "a hint: nox -s hint -- 7" in house.python(*words).stdout


def until(house, command: list[str], wanted: str) -> bool:
    """Start something that does not end by itself; whether it says what is wanted."""
    running = subprocess.Popen(
        command,
        cwd=house.root,
        env={**house.environment, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    try:
        return any(wanted in row for row in running.stdout)
    finally:
        running.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGINT)
        running.communicate(timeout=60)


def test_the_container_installs_what_its_terminal_and_editor_use():
    container = settings(".devcontainer/devcontainer.json")
    place = f"/home/{container['remoteUser']}/katas/bin"
    made, installed = container["postCreateCommand"].split(" && ")
    assert made == "python3 -m venv ~/katas"
    assert installed == "~/katas/bin/pip install -e ."
    assert container["remoteEnv"]["PATH"].startswith(f"{place}:")
    custom = container["customizations"]
    assert custom["vscode"]["settings"]["python.defaultInterpreterPath"] == f"{place}/python"
    assert custom["codespaces"]["openFiles"] == ["README.md"]
    image, version = container["image"].split(":")
    assert image == "mcr.microsoft.com/devcontainers/python"
    with (ROOT / "pyproject.toml").open("rb") as file:  # what `-e .` means in this folder
        project = tomllib.load(file)["project"]
    assert project["name"] == "flask-katas"
    assert version in SpecifierSet(project["requires-python"])
    assert {"flask", "nox", "pytest"} <= {
        re.match(r"[\w-]+", needed).group() for needed in project["dependencies"]
    }
