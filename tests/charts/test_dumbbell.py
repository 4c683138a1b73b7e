"""Dumbbell charts: dots on a line, values beside them."""

from __future__ import annotations

import pytest

from yanbao.charts.colors import contrast
from yanbao.model.plot import PlotSeries
from yanbao.model.plots import DumbbellPlot

from .conftest import ACCENT, HAIRLINE, QUIET, STYLE, Drawn
from .samples import DUMBBELL


def test_rows_have_a_dot_for_each_series_and_a_line_between(drawn: Drawn) -> None:
    picture = drawn(DUMBBELL, 120, 65)
    (bars,) = picture.stroked(QUIET, 2.2)
    (dots,) = [shape for shape in picture.stroked(ACCENT) if shape.width > 5]
    assert len(bars.parts) == len(dots.parts) == 3
    for bar, dot, name in zip(bars.parts, dots.parts, DUMBBELL.x, strict=True):
        assert dot[0] in bar
        assert picture.text(str(name)).middle[1] == pytest.approx(bar[0][1], abs=1)
        assert picture.text(str(name)).right < bar[0][0]


def test_the_least_value_is_left_and_the_greatest_right(drawn: Drawn) -> None:
    picture = drawn(DUMBBELL, 120, 65)
    (bars,) = picture.stroked(QUIET, 2.2)
    for bar, (least, greatest) in zip(bars.parts, (("81.9", "83.7"), ("53.2", "58.5"), ("78.9", "82.4")), strict=True):
        assert picture.text(least).right < bar[0][0]
        assert picture.text(greatest).left > bar[1][0]


def test_the_unit_and_a_legend_stand_above_and_all_dots_can_be_seen(drawn: Drawn) -> None:
    picture = drawn(DUMBBELL, 120, 65)
    assert {"分", "上一代", "新一代"} <= set(picture.words)
    colors = {shape.stroke for shape in picture.shapes if shape.width > 5}
    assert len(colors) == 2
    assert all(contrast(color, STYLE.paper) >= 3 for color in colors)


def test_gridlines_are_upright_and_stop_at_values(drawn: Drawn) -> None:
    picture = drawn(DUMBBELL, 120, 65)
    (grid,) = picture.stroked(HAIRLINE)
    assert all(left == right for left, _, right, _ in grid.boxes)
    crossed = [
        text.text
        for text in picture.texts
        for x, top, _, bottom in grid.boxes
        if text.left < x < text.right and text.top < bottom and top < text.bottom
    ]
    assert crossed == []


def test_missing_values_have_no_dot_and_equal_ones_one_value(drawn: Drawn) -> None:
    plot = DumbbellPlot(("甲", "乙", "丙"), (PlotSeries("前", (1, None, None)), PlotSeries("后", (1, 3, None))))
    picture = drawn(plot, 95, 45)
    assert {"甲", "乙", "丙"} <= set(picture.words)
    assert [shape for shape in picture.stroked(QUIET, 2.2) if shape.parts] == []
    dots = [part for shape in picture.shapes if shape.width > 5 for part in shape.parts]
    assert len(dots) == 3
    assert len([text for text in picture.texts if text.text in ("1", "1.0") and text.color == "#1a2433"]) == 1


def test_many_rows_are_all_drawn_and_named_as_densely_as_lines_can_stand(drawn: Drawn) -> None:
    names = tuple(f"公司{k}" for k in range(40))
    plot = DumbbellPlot(names, (PlotSeries("前", tuple(range(40))), PlotSeries("后", tuple(range(1, 41)))))
    picture = drawn(plot, 95, 60)
    (bars,) = picture.stroked(QUIET, 2.2)
    assert len(bars.parts) == 40
    assert 5 < len([word for word in picture.words if word.startswith("公司")]) < 40
