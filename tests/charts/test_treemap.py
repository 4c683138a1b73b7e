"""Treemaps: areas by size, colours by another number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from yanbao.charts.colors import contrast
from yanbao.charts.kinds.treemap import squarified
from yanbao.charts.shapes import Box
from yanbao.model.plot import PlotSeries

from .conftest import ACCENT, HAIRLINE, Drawn
from .samples import BOARD
from .test_heat import grounds

ROOM = Box(0, 0, 300, 100)


def area(box: Box) -> float:
    return box.width * (box.top - box.bottom)


@pytest.mark.parametrize("values", [[5.0, 3, 2, 1, 1, 0.5], [1.0] * 12, [100.0, 1, 1, 1], [7.0]])
def test_rectangles_fill_the_room_by_size_without_meeting(values: list[float]) -> None:
    boxes = squarified(values, ROOM)
    whole = sum(values)
    assert [area(box) / area(ROOM) for box in boxes] == pytest.approx([value / whole for value in values])
    assert not any(one.meets(two, -1e-6) for at, one in enumerate(boxes) for two in boxes[:at])
    assert all(box.left > -1e-6 and box.right < 300 + 1e-6 and box.top < 100 + 1e-6 for box in boxes)


def test_rectangles_are_about_square() -> None:
    boxes = squarified([6.0, 6, 4, 3, 2, 2, 1], Box(0, 0, 6, 4))
    ratios = [max(box.width / (box.top - box.bottom), (box.top - box.bottom) / box.width) for box in boxes]
    assert max(ratios) < 3.2


def test_gains_and_losses_have_market_colours(drawn: Drawn) -> None:
    picture = drawn(BOARD, 120, 65)
    ground = grounds(picture)
    assert ground["+13.5%"][1:3] > ground["+13.5%"][3:5]  # red
    assert ground["−24.9%"][1:3] < ground["−24.9%"][3:5]  # green
    assert len(picture.filled(HAIRLINE)) == 1  # without a number
    assert all(contrast(text.color, ground[text.text]) > 4.5 for text in picture.texts if text.text in ground)


def test_names_stand_in_their_rectangles_with_their_numbers_below(drawn: Drawn) -> None:
    picture = drawn(BOARD, 120, 65)
    assert picture.text("分众传媒").bottom < picture.text("+8.0%").top + 1
    assert "小" not in picture.words  # too small to be named: the data table has it


def test_without_a_colour_those_set_off_are_deeper_and_sizes_are_printed(drawn: Drawn) -> None:
    ground = grounds(drawn(replace(BOARD, series=BOARD.series[:1], highlight=("昆仑万维",)), 120, 65))
    assert contrast(ground["昆仑万维"], ACCENT) < contrast(ground["分众传媒"], ACCENT)
    assert "484" in ground


def test_a_long_name_has_as_many_lines_as_it_needs(drawn: Drawn) -> None:
    """13% of the area had no name."""
    name = "中国石油天然气股份有限公司A股华北"
    board = replace(BOARD, x=("甲", "乙", "丙", name), series=(PlotSeries("市值", (360.0, 300.0, 215.0, 128.0)),))
    assert name in "".join(drawn(board, 72, 45).words)
