"""Every rule that a finding can name has a manual."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import yanbao
from yanbao.app.manuals import manuals, summary

CARRIERS = {"Diagnostic": 1, "ExpressionError": 1, "Namespace": 2, "Trouble": 0, "_Kind": 0}
"""What takes the id of a rule, and as which of its positional arguments."""


def ids_in(tree: ast.AST) -> Iterator[str]:
    """The ids of rules written out in a module: in calls, and as defaults of parameters."""
    for node in ast.walk(tree):
        candidates: list[ast.expr] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            at = CARRIERS.get(node.func.id)
            candidates = [
                *(node.args[at : at + 1] if at is not None else ()),
                *(k.value for k in node.keywords if k.arg == "rule"),
            ]
        elif isinstance(node, ast.arguments):
            named = [*zip(reversed(node.args), reversed(node.defaults), strict=False)]
            candidates = [default for argument, default in named if argument.arg == "rule"]
        elif isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["ID"]:
            candidates = [node.value]
        yield from (c.value for c in candidates if isinstance(c, ast.Constant) and isinstance(c.value, str))


def emitted() -> set[str]:
    files = Path(yanbao.__file__).parent.rglob("*.py")
    return {rule for file in files for rule in ids_in(ast.parse(file.read_text(encoding="utf-8")))}


def test_the_search_finds_rules() -> None:
    assert {"overflow", "engine", "bad-expression", "unknown-dataset", "mixed-units", "duplicate-id"} <= emitted()


def test_every_rule_written_in_the_code_has_a_manual() -> None:
    assert emitted() - set(manuals()) == set()


@pytest.mark.parametrize(("rule", "manual"), manuals().items())
def test_a_manual_begins_with_a_summary(rule: str, manual: str) -> None:
    assert summary(manual).endswith("."), rule
    assert len(summary(manual)) < 120
