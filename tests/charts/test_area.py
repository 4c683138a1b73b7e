"""Area charts: parts on each other, gaps, names at the ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from yanbao.model.plot import PlotSeries
from yanbao.model.timeplots import AreaPlot

from .conftest import ACCENT, ORANGE, TEAL, Drawn
from .picture import Picture
from .samples import AREA, DAYS, PARTS, wave


def parts_of(picture: Picture, color: str) -> list[tuple[tuple[float, float], ...]]:
    return [part for shape in picture.shapes if shape.fill == color for part in shape.parts if len(part) > 5]


def test_each_part_begins_where_the_one_below_ends(drawn: Drawn) -> None:
    picture = drawn(AREA, 150, 80)
    (low,), (middle,), (high,) = (parts_of(picture, color) for color in (ACCENT, ORANGE, TEAL))
    count = len(DAYS)
    assert len(low) == 2 * count
    for one, above in ((low, middle), (middle, high)):
        assert list(above[count : 2 * count]) == list(reversed(one[:count]))
    zero = picture.text("0").middle[1]
    assert all(y == pytest.approx(zero, abs=0.5) for _, y in low[count : 2 * count])


def test_heights_are_the_values(drawn: Drawn) -> None:
    picture = drawn(AREA, 150, 80)
    per = (picture.text("0").middle[1] - picture.text("500").middle[1]) / 500
    (low,) = parts_of(picture, ACCENT)
    for at in (0, 30, 79):
        assert low[2 * len(DAYS) - 1 - at][1] - low[at][1] == pytest.approx(
            (AREA.series[0].values[at] or 0) * per, abs=0.1
        )


def test_parts_are_named_at_the_middle_of_their_ends_with_their_last_values(drawn: Drawn) -> None:
    picture = drawn(AREA, 150, 80)
    for color, series in zip((ACCENT, ORANGE, TEAL), AREA.series, strict=True):
        (label,) = [text for text in picture.texts if text.bold and text.text.endswith(f"{series.values[-1]:.0f}")]
        (shape,) = parts_of(picture, color)
        assert shape[len(DAYS) - 1][1] < label.middle[1] < shape[len(DAYS)][1]
        assert label.bold


def test_too_many_parts_have_a_legend(drawn: Drawn) -> None:
    picture = drawn(AreaPlot(DAYS, PARTS), 120, 60)
    assert not any(text.bold for text in picture.texts)
    assert picture.text("第7部分").bottom < picture.height / 2


def test_shares_fill_the_plot_to_100_percent(drawn: Drawn) -> None:
    halves = tuple(PlotSeries(name, (0.5,) * 80, percent=True, decimals=1) for name in ("甲", "乙"))
    picture = drawn(AreaPlot(DAYS, halves), 120, 60)
    assert {"0%", "100%", "甲 50.0%"} <= set(picture.words)
    assert "120%" not in picture.words
    (upper,) = parts_of(picture, ORANGE)
    assert upper[0][1] == pytest.approx(picture.text("100%").middle[1], abs=0.5)


def test_a_value_missing_inside_is_a_gap_in_the_whole_stack(drawn: Drawn) -> None:
    hole = replace(AREA.series[1], values=(*wave(40, 400, 90), None, *wave(39, 400, 90)))
    picture = drawn(replace(AREA, series=(AREA.series[0], hole)), 150, 80)
    assert [len(part) for part in parts_of(picture, ACCENT)] == [80, 78]
    assert [len(part) for part in parts_of(picture, ORANGE)] == [80, 78]


def test_before_its_first_value_a_part_takes_no_room(drawn: Drawn) -> None:
    late = replace(AREA.series[1], values=(None,) * 20 + wave(60, 400, 90))
    picture = drawn(replace(AREA, series=(AREA.series[0], late)), 150, 80)
    (shape,) = parts_of(picture, ORANGE)
    count = len(DAYS)
    heights = [shape[2 * count - 1 - at][1] - shape[at][1] for at in range(count)]
    assert max(heights[:20]) == 0
    assert min(heights[20:]) > 5


def test_one_day_is_as_wide_as_a_column(drawn: Drawn) -> None:
    picture = drawn(AreaPlot(DAYS[:1], (PlotSeries("甲", (3.0,)),)), 95, 45)
    ((left, _, right, _),) = picture.filled(ACCENT)
    assert right - left > 50
