"""The structure of dojo/: imports point one way, and CONTRIBUTING.md tells where things are."""

import ast
import re

from dojo.catalogue import ROOT

ROW = re.compile(r"^\| (?=`dojo/)(?P<files>[^|]+)\|", re.MULTILINE)


def layers() -> list[set[str]]:
    """The modules of each row of CONTRIBUTING.md's table, lowest layer first."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return [set(re.findall(r"(\w+)\.py", match["files"])) for match in ROW.finditer(text)]


def imports_of(module: str) -> set[str]:
    """The modules of dojo/ that a module imports, wherever in its text."""
    tree = ast.parse((ROOT / "dojo" / f"{module}.py").read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dojo."):
            found.add(node.module.removeprefix("dojo."))
        elif isinstance(node, ast.Import):
            found |= {a.name.removeprefix("dojo.") for a in node.names if a.name[:5] == "dojo."}
    return found


def modules() -> set[str]:
    """All modules of dojo/."""
    return {file.stem for file in (ROOT / "dojo").glob("*.py")} - {"__init__"}


def test_every_module_has_its_place_in_the_table():
    placed = [name for layer in layers() for name in layer]
    assert sorted(placed) == sorted(modules())


def test_imports_point_to_the_same_row_or_one_above():
    height = {name: index for index, layer in enumerate(layers()) for name in layer}
    wrong = [
        f"{module} imports {name}"
        for module in sorted(modules())
        for name in sorted(imports_of(module))
        if height[name] > height[module]
    ]
    assert wrong == []


def test_no_import_leads_back():
    graph = {module: imports_of(module) for module in modules()}
    while leaves := {module for module, needs in graph.items() if not needs & set(graph)}:
        graph = {module: needs for module, needs in graph.items() if module not in leaves}
    assert graph == {}
