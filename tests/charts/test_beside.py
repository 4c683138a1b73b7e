"""Plots side by side begin at one height, also if only one has a row with its unit above."""

from __future__ import annotations

from dataclasses import replace

from yanbao.charts.drawing import draw, height_above
from yanbao.model.plot import Plot, PlotSeries
from yanbao.model.plots import ColumnPlot
from yanbao.model.sheet import FontSet

from .conftest import ACCENT, STYLE
from .picture import Picture
from .samples import SCORES

NAMED = ColumnPlot(("甲", "乙"), (PlotSeries("收入", (3.0, 8.0), unit="亿元", role="accent"),))
UNNAMED = replace(NAMED, unsaid=("亿元",))


def above(plot: Plot, *beside: Plot, fonts: FontSet) -> float:
    return height_above(plot, 80, 50, STYLE, fonts, [(one, 80.0) for one in beside])


def top(plot: Plot, reserved: float, fonts: FontSet) -> float:
    """The upper end of the highest column."""
    return min(box[1] for box in Picture(draw(plot, 80, 50, STYLE, fonts, "chart", reserved), fonts).filled(ACCENT))


def test_a_plot_without_a_unit_begins_where_the_one_beside_it_does(fonts: FontSet) -> None:
    reserved = above(UNNAMED, NAMED, fonts=fonts)
    assert top(UNNAMED, 0, fonts) < top(NAMED, 0, fonts)
    assert top(UNNAMED, reserved, fonts) == top(NAMED, 0, fonts)


def test_a_legend_is_such_a_row_and_the_plot_below_it_does_not_move(fonts: FontSet) -> None:
    two = replace(SCORES, series=SCORES.series[:2])
    assert above(UNNAMED, two, fonts=fonts) > 0
    assert above(two, UNNAMED, fonts=fonts) == above(NAMED, two, fonts=fonts) == 0
    assert above(UNNAMED, SCORES, fonts=fonts) == 0  # its legend has two rows here


def test_nothing_is_reserved_beside_plots_without_such_a_row(fonts: FontSet) -> None:
    assert above(UNNAMED, UNNAMED, fonts=fonts) == above(UNNAMED, fonts=fonts) == 0
