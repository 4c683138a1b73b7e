"""Logarithmic axes, axes with ends of their own, and broken bars."""

from __future__ import annotations

from dataclasses import replace

import pytest

from yanbao.charts.scale import Measure, scale
from yanbao.model.plot import Bounds, PlotSeries
from yanbao.model.plots import BarPlot, ScatterPlot

from .conftest import ACCENT, HAIRLINE, STYLE, Drawn
from .samples import RANKING, SCORES, line

PLAIN = Measure(1, "")
LOG = Bounds(is_log=True)
VISITS = BarPlot(("ChatGPT", "文心一言", "Kimi"), (PlotSeries("访问量", (186000.0, 1490.0, 1260.0), unit="万次"),))


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ((8192, 1000000), ("1,000", "10,000", "100,000", "1,000,000")),
        ((0.03, 40), ("0.01", "0.1", "1", "10", "100")),
        ((3, 18), ("2", "5", "10", "20")),
        ((5, 5), ("5", "10")),
        ((1e-9, 1e9), ("0.000000001", "0.00001", "0.1", "1,000", "10,000,000", "100,000,000,000")),
    ],
)
def test_a_logarithmic_axis_is_labelled_in_powers_of_ten(values: tuple[float, ...], labels: tuple[str, ...]) -> None:
    assert scale(values, PLAIN, 5, bounds=LOG).labels == labels


def test_equal_ratios_are_equally_long() -> None:
    axis = scale((1, 1000), PLAIN, 5, bounds=LOG)
    assert axis.share(10) - axis.share(1) == pytest.approx(axis.share(1000) - axis.share(100))


@pytest.mark.parametrize(("low", "high"), [(80, 100), (77, 101), (None, 120), (60, None)])
def test_an_axis_ends_where_the_author_says(low: float | None, high: float | None) -> None:
    axis = scale((82, 95), PLAIN, 5, zero=True, bounds=Bounds(low, high))
    assert axis.low == (0 if low is None else low)
    assert axis.high == (high or axis.ticks[-1])
    assert len(axis.ticks) > 1
    assert all(axis.low <= tick <= axis.high for tick in axis.ticks)


def test_a_line_chart_says_that_its_axis_is_logarithmic(drawn: Drawn) -> None:
    grown = line(PlotSeries("参数量", tuple(1.1**at for at in range(80)), unit="亿"))
    words = drawn(replace(grown, bounds=LOG), log_axis="对数坐标").words
    assert {"亿，对数坐标", "1", "10", "100", "1000"} <= set(words)


def test_columns_that_do_not_begin_at_zero_are_cut(drawn: Drawn) -> None:
    whole, cut = drawn(SCORES, 171, 80), drawn(replace(SCORES, bounds=Bounds(30, 100)), 171, 80)
    assert whole.stroked(STYLE.paper) == []
    assert sum(len(shape.parts) for shape in cut.stroked(STYLE.paper)) == 2 * 15
    assert "0" not in cut.words
    assert max(bottom for *_, bottom in cut.filled(ACCENT)) < cut.height


def test_a_bar_that_dwarfs_the_others_is_broken_and_keeps_its_value(drawn: Drawn) -> None:
    whole, broken = drawn(VISITS), drawn(replace(VISITS, breaks_bars=True))
    lengths = [[right - left for left, _, right, _ in one.filled(ACCENT)] for one in (whole, broken)]
    assert lengths[0][1] / lengths[0][0] == pytest.approx(1490 / 186000, rel=0.05)
    assert lengths[1][1] / lengths[1][0] == pytest.approx(1 / 1.3, rel=0.01)
    assert "186,000" in broken.words
    assert sum(len(shape.parts) for shape in broken.stroked(STYLE.paper)) == 2


def test_several_leaders_keep_their_order_and_losses_their_side(drawn: Drawn) -> None:
    values = (900.0, 500.0, -700.0, 3.0, 2.0, -1.0)
    plot = BarPlot(tuple("甲乙丙丁戊己"), (PlotSeries("值", values),), breaks_bars=True)
    boxes = drawn(plot).filled(ACCENT)
    zero = boxes[0][0]
    first, second, third = ((left if left < zero - 1 else right) - zero for left, _, right, _ in boxes[:3])
    assert first > second > 0 > third
    assert abs(third) > second


def test_bars_of_one_size_are_not_broken(drawn: Drawn) -> None:
    assert drawn(replace(RANKING, breaks_bars=True)).svg == drawn(RANKING).svg


def test_points_lie_on_logarithmic_axes(drawn: Drawn) -> None:
    series = (PlotSeries("市值", (10.0, 100.0, 1000.0), unit="亿元"), PlotSeries("涨幅", (1.0, 2.0, 3.0)))
    picture = drawn(ScatterPlot(("甲", "乙", "丙"), series, along=LOG), log_axis="对数坐标")
    assert "市值（亿元，对数坐标）" in picture.words
    (ground,) = {shape.fill for shape in picture.shapes if shape.fill == ACCENT.lower()}
    lefts = [box[0] for box in picture.filled(ground)]
    assert lefts[1] - lefts[0] == pytest.approx(lefts[2] - lefts[1], abs=0.1)
    assert len(picture.stroked(HAIRLINE)) == 1
