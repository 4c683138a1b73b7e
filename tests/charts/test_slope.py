"""Rows at two moments, a line each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from yanbao.model.plot import PlotSeries
from yanbao.model.plots import SlopePlot

from .conftest import ACCENT, QUIET, Drawn
from .samples import SLOPE


def test_values_stand_at_both_ends_and_names_at_the_right(drawn: Drawn) -> None:
    picture = drawn(SLOPE, 120, 70)
    (line,) = [part for shape in picture.stroked(ACCENT) for part in shape.parts if part[0] != part[-1]]
    first, last = picture.text("−15.5%"), picture.text("+14.8%")
    assert first.right < line[0][0] < line[-1][0] < last.left < picture.text("申万传媒").left
    assert line[0][1] > line[-1][1]
    assert abs(first.middle[1] - line[0][1]) < 15


def test_the_highlight_is_bold_and_the_others_quiet(drawn: Drawn) -> None:
    picture = drawn(SLOPE, 120, 70)
    assert picture.text("申万传媒").bold
    assert not picture.text("沪深300").bold
    assert sum(part[0] != part[-1] for shape in picture.stroked(QUIET) for part in shape.parts) == 2


def test_the_moments_are_named_above_their_values(drawn: Drawn) -> None:
    picture = drawn(SLOPE, 120, 70)
    assert picture.text("1月").middle[0] < 60 < picture.text("2月").middle[0]
    assert picture.text("1月").bottom < picture.text("−6.3%").top


def test_a_row_without_one_value_has_a_dot_for_the_other(drawn: Drawn) -> None:
    picture = drawn(SLOPE, 120, 70)
    assert "−21.8%" in picture.words
    assert "中证计算机" not in picture.words  # it has no end to stand at


@pytest.mark.parametrize("count", [20, 60])
def test_of_many_rows_as_many_are_labelled_as_fit_and_the_highlight_always(count: int, drawn: Drawn) -> None:
    names = tuple(f"公司{at}" for at in range(count))
    series = (PlotSeries("1月", tuple(map(float, range(count)))), PlotSeries("2月", tuple(map(float, range(count)))))
    picture = drawn(SlopePlot(names, series, highlight=("公司10",)), 95, 55)
    assert "公司10" in picture.words
    assert picture.collisions() == []


def test_it_stays_the_same_in_any_order_of_rows(drawn: Drawn) -> None:
    back = replace(SLOPE, x=SLOPE.x[::-1], series=tuple(replace(one, values=one.values[::-1]) for one in SLOPE.series))
    assert sorted(drawn(back, 120, 70).words) == sorted(drawn(SLOPE, 120, 70).words)
