"""The structure of dojo/: imports point one way, and CONTRIBUTING.md tells where things are."""

import ast
import re
import subprocess
import sys

from dojo.kata.catalogue import ROOT

ROW = re.compile(r"^\| `dojo/(?P<package>\w+)/` \|[^|]+\|(?P<modules>[^|]+)\|", re.MULTILINE)
BANNED = {"utils", "util", "helpers", "helper", "common", "core", "misc"}


def table() -> list[str]:
    """The modules in the order of CONTRIBUTING.md's table, such as `kata.catalogue`."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return [
        f"{row['package']}.{module}"
        for row in ROW.finditer(text)
        for module in re.findall(r"`(\w+)`", row["modules"])
    ]


def modules() -> dict[str, ast.Module]:
    """All modules of dojo/ that lie in a package, parsed; `suite` is that package's __init__."""
    found = {}
    for file in (ROOT / "dojo").glob("*/*.py"):
        name = file.parent.name if file.stem == "__init__" else f"{file.parent.name}.{file.stem}"
        found[name] = ast.parse(file.read_text(encoding="utf-8"))
    return found


def imports_of(tree: ast.Module) -> set[str]:
    """The modules of dojo/ that a module imports, wherever in its text."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dojo."):
            found.add(node.module.removeprefix("dojo."))
        elif isinstance(node, ast.Import):
            found |= {a.name.removeprefix("dojo.") for a in node.names if a.name[:5] == "dojo."}
    return found


def test_every_module_has_its_place_in_the_table():
    assert sorted(table()) == sorted(name for name in modules() if "." in name)


def test_a_module_imports_what_stands_before_it_in_the_table():
    place = {name: index for index, name in enumerate(table())}
    wrong = [
        f"{module} imports {name}"
        for module, tree in modules().items()
        if "." in module
        for name in imports_of(tree)
        if place[name] >= place[module]
    ]
    assert wrong == []


def test_each_package_says_its_duty_in_a_sentence_and_imports_no_later_package():
    packages = list(dict.fromkeys(name.partition(".")[0] for name in table()))
    trees = modules()
    for package in packages:
        assert ast.get_docstring(trees[package]).splitlines()[0].endswith(".")
        needed = {name.partition(".")[0] for name in imports_of(trees[package])}
        assert needed <= set(packages[: packages.index(package) + 1])


def test_names_say_what_is_inside():
    parts = {part for name in modules() for part in name.split(".")}
    assert parts.isdisjoint(BANNED)


def test_suites_import_their_vocabulary_and_nothing_else_of_ours():
    strange = [
        f"{file.relative_to(ROOT)}: dojo.{name}"
        for file in sorted((ROOT / "katas").glob("*/test_*.py"))
        for name in imports_of(ast.parse(file.read_text(encoding="utf-8")))
        if name != "suite"
    ]
    assert strange == []


def test_a_run_that_reads_no_page_does_not_import_what_reads_pages():
    code = "import sys, dojo.judge.plugin; print('bs4' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert ran.stdout.strip() == "False"
