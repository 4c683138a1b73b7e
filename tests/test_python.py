"""The oldest Python that is allowed: everything names the same, and nothing needs a later one.

mypy and ruff know what each minor version brought (``make types``, ``make lint``). What came with a patch release they
take as always there, but Debian 12 has 3.11.2.
"""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OLDEST = PROJECT["project"]["requires-python"].removeprefix(">=")

LATER_KEYWORDS = {("extract", "filter"), ("extractall", "filter"), ("unpack_archive", "filter")}  # 3.11.4
LATER_KEYWORDS |= {("getaddresses", "strict"), ("parseaddr", "strict")}  # 3.11.10
LATER_NAMES = {"data_filter", "tar_filter", "fully_trusted_filter", "FilterError", "OutsideDestinationError"}  # 3.11.4
LATER_NAMES |= {"SetReparseDeferralEnabled", "GetReparseDeferralEnabled"}  # 3.11.9


@pytest.mark.parametrize(
    ("file", "pattern"),
    [
        ("Makefile", r"--python-version ([\d.]+)"),
        ("README.md", r"Python ([\d.]+) or newer"),
        ("README.zh-CN.md", r"Python ([\d.]+) 以上"),
        (".ci/system", r"install Python ([\d.]+) or newer"),
        (".github/workflows/ci.yml", r'python: \["([\d.]+)"'),
    ],
)
def test_every_place_names_the_oldest_that_is_allowed(file: str, pattern: str) -> None:
    assert set(re.findall(pattern, (ROOT / file).read_text(encoding="utf-8"))) == {OLDEST}


def test_types_are_checked_for_the_oldest() -> None:
    assert PROJECT["tool"]["mypy"]["python_version"] == OLDEST
    assert "target-version" not in PROJECT["tool"]["ruff"], "ruff takes it from requires-python"


def later(tree: ast.AST) -> list[Any]:
    """Names and keywords of the standard library that came with a patch release of the oldest version."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    called = [
        (getattr(call.func, "attr", getattr(call.func, "id", "")), key.arg) for call in calls for key in call.keywords
    ]
    names = [getattr(node, "attr", getattr(node, "id", "")) for node in ast.walk(tree)]
    return [*LATER_KEYWORDS.intersection(called), *LATER_NAMES.intersection(names)]


def test_nothing_came_with_a_patch_release() -> None:
    files = [file for top in ("cli", "tests", "tools") for file in (ROOT / top).rglob("*.py")]
    assert len(files) > 100
    assert [(file.name, found) for file in files if (found := later(ast.parse(file.read_text(encoding="utf-8"))))] == []
    assert later(ast.parse("archive.extractall(folder, filter='data'); tarfile.data_filter"))
