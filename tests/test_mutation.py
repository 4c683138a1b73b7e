"""The mutation tool changes one expression at a time, inside functions only."""

from __future__ import annotations

import ast
from pathlib import Path

from tools.mutation import CODE, learn_from, mutants

SOURCE = """\
LIMIT = 3
def small(size: int, name: str) -> bool:
    return size < LIMIT + 1 and "a" + name != name
"""


def test_each_change_is_of_one_expression() -> None:
    made = list(mutants(CODE / "x.py", SOURCE))
    assert {ast.unparse(one.tree).splitlines()[-1].strip() for one in made} == {
        "return size < LIMIT + 1 or 'a' + name != name",
        "return size <= LIMIT + 1 and 'a' + name != name",
        "return size < LIMIT - 1 and 'a' + name != name",
        "return size < LIMIT + 2 and 'a' + name != name",
        "return size < LIMIT + 1 and 'a' + name == name",
    }
    assert {one.line for one in made} == {3}


USED = """\
import pytest
from room import twice

@pytest.fixture(scope="session")
def four():
    return twice(2)

def test_one(four):
    assert four

def test_other(four):
    assert four == 4

def test_none():
    pass
"""


def test_a_line_belongs_to_all_tests_that_share_what_it_makes(tmp_path: Path) -> None:
    (tmp_path / "room.py").write_text("def twice(number):\n    return 2 * number\n")
    (tmp_path / "test_used.py").write_text(USED)
    lines, _ = learn_from(tmp_path, [str(tmp_path), f"--rootdir={tmp_path}"])
    assert lines[str(tmp_path / "room.py"), 2] == {"test_used.py::test_one", "test_used.py::test_other"}
