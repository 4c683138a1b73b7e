"""The least widths of a table's columns on screen."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from yanbao.model.document import Cell
from yanbao.model.html import Html
from yanbao.render.breadths import least_widths


def _widths(*cells: Cell) -> list[float]:
    rows = tuple(SimpleNamespace(cells=(cell,)) for cell in cells)
    return least_widths(cast("Any", SimpleNamespace(heads=(), groups=(rows,), totals=())))


def test_a_name_has_room_for_its_footnote_mark() -> None:
    name = Html("紫天科技")
    [plain] = _widths(Cell(name, "name"))
    [marked] = _widths(Cell(name, "name"), Cell(name, "name", marks=(3,)))
    assert marked == plain + 1


def test_a_column_of_numbers_has_the_width_of_its_numbers() -> None:
    assert _widths(Cell(Html("28.10"), "number")) == [0]
