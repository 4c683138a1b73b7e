"""The mutation tool changes one expression at a time, inside functions only."""

from __future__ import annotations

import ast

from tools.mutation import CODE, mutants

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
