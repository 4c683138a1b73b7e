"""Modules that can be read at one sitting, and functions that can be seen at one glance."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

CODE = Path(__file__).parents[1] / "cli/yanbao"
MODULES = [file for file in CODE.rglob("*.py") if file.name != "__init__.py"]


def lengths(file: Path) -> Iterator[tuple[str, int]]:
    """The lines of every function, without its head and docstring."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[ast.get_docstring(node) is not None :]
            if body:
                yield f"{file.relative_to(CODE)}: {node.name}", (node.end_lineno or 0) - body[0].lineno + 1


def test_modules_are_small() -> None:
    lines = {str(file.relative_to(CODE)): len(file.read_text(encoding="utf-8").splitlines()) for file in MODULES}
    assert {name: count for name, count in lines.items() if count >= 300} == {}
    assert median(lines.values()) < 100


def test_functions_are_short() -> None:
    assert [(name, count) for file in MODULES for name, count in lengths(file) if count > 40] == []
