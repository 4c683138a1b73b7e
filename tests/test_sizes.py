"""Modules that are read at one sitting, functions that are seen at one glance, names that say where one is."""

from __future__ import annotations

import ast
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

CODE = Path(__file__).parents[1] / "cli/yanbao"
FILES = list(CODE.rglob("*.py"))
MODULES = [file for file in FILES if file.name != "__init__.py"]
[LAYERS] = [
    contract["layers"]
    for contract in tomllib.loads((CODE.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
    if contract["type"] == "layers"
]
FLOORS = [[room.strip() for room in layer.split("|")] for layer in LAYERS]
CLAIMS = CODE / "review/reading/claims"
"""A room of its own, beside the readers that it replaces."""


def lengths(file: Path) -> Iterator[tuple[str, int]]:
    """The lines of every function, without its head and docstring."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[ast.get_docstring(node) is not None :]
            if body:
                yield f"{file.relative_to(CODE)}: {node.name}", (node.end_lineno or 0) - body[0].lineno + 1


def test_modules_are_small() -> None:
    lines = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in FILES}
    assert {str(file.relative_to(CODE)): count for file, count in lines.items() if count >= 300} == {}
    assert median(lines[file] for file in MODULES) < 100


def test_functions_are_short() -> None:
    assert [(name, count) for file in FILES for name, count in lengths(file) if count > 40] == []


@pytest.mark.parametrize("floor", FLOORS, ids=lambda floor: floor[0])
def test_no_two_modules_of_neighbouring_rooms_share_a_name(floor: list[str]) -> None:
    """Neighbours are rooms on one floor, and the folders of a room."""
    names = Counter(
        file.name
        for room in floor
        for file in ([CODE / f"{room}.py"] if (CODE / f"{room}.py").is_file() else (CODE / room).rglob("*.py"))
        if file.name != "__init__.py" and not file.is_relative_to(CLAIMS)
    )
    assert [name for name, count in names.items() if count > 1] == []
