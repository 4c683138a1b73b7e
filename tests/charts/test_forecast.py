"""Forecasts and shaded ranges of line and column charts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from yanbao.charts.colors import mix
from yanbao.model.plot import PlotSeries, PlotShade

from .conftest import ACCENT, HAIRLINE, INK, ORANGE, Drawn
from .samples import FORECAST, SHADED, STACKED, VISITS, line, wave

TINT = mix(HAIRLINE, "#ffffff", 0.55)


def test_columns_of_forecasts_are_hatched_and_outlined(drawn: Drawn) -> None:
    picture = drawn(FORECAST, 120, 65)
    solid = [box for box in picture.filled(ACCENT) if box[3] - box[1] > 9]
    (pale,) = picture.filled(mix(ACCENT, "#ffffff", 0.8))
    assert len(solid) == 5
    assert pale[0] > max(right for _, _, right, _ in solid)
    (outline,) = [shape for shape in picture.stroked(ACCENT, 0.8) if len(shape.parts[0]) == 5]
    assert outline.boxes[0][1] == pytest.approx(pale[1], abs=0.01)
    (hatch,) = picture.stroked(mix(ACCENT, "#ffffff", 0.45), 0.6)
    left, top, right, bottom = pale
    assert len(hatch.parts) > 10
    assert all(left <= x <= right and top <= y <= bottom for part in hatch.parts for x, y in part)


def test_lines_are_dashed_from_the_last_known_value_on(drawn: Drawn) -> None:
    picture = drawn(FORECAST, 120, 65)
    (solid,) = [s for s in picture.stroked(ORANGE, 1.25) if not s.dashed]
    (dashed,) = [s for s in picture.stroked(ORANGE, 1.25) if s.dashed]
    assert [len(part) for part in solid.parts] == [5]
    assert [len(part) for part in dashed.parts] == [2]
    assert solid.parts[0][-1] == dashed.parts[0][0]


def test_a_line_that_is_all_forecast_is_dashed_and_one_with_a_gap_before_it_not_joined(drawn: Drawn) -> None:
    whole = drawn(replace(line(PlotSeries("值", wave(80))), forecast=0))
    assert [s.dashed for s in whole.stroked(ACCENT, 1.25)] == [True]
    gap = drawn(replace(line(PlotSeries("值", (*wave(60), None, *wave(19)))), forecast=61))
    parts = {s.dashed: [len(part) for part in s.parts] for s in gap.stroked(ACCENT, 1.25)}
    assert parts == {False: [60], True: [19]}


def test_without_forecast_nothing_changes(drawn: Drawn) -> None:
    assert not any(shape.dashed for shape in drawn(line(PlotSeries("值", wave(80)))).shapes)


def test_values_on_hatched_parts_are_in_ink(drawn: Drawn) -> None:
    picture = drawn(replace(STACKED, forecast=1), 120, 70)
    assert picture.text("1790.0").color == "#ffffff"
    assert picture.text("1712.0").color == INK


def test_shades_cover_their_range_and_are_named_above_the_plot(drawn: Drawn) -> None:
    picture = drawn(SHADED, 120, 65)
    boxes = sorted(picture.filled(TINT))
    assert len(boxes) == 3
    (curve,) = [p for s in picture.stroked(ACCENT, 1.25) if not s.dashed for p in s.parts if len(p) > 9]
    slot = curve[1][0] - curve[0][0]
    assert boxes[0][0] == pytest.approx(curve[10][0] - slot / 2 + 0.4, abs=0.1)
    assert boxes[0][2] == pytest.approx(curve[24][0] + slot / 2 - 0.4, abs=0.1)
    top = min(y for _, y in curve)
    for box, name in zip(boxes, ("急跌", "反弹", "预测"), strict=True):
        label = picture.text(name)
        assert label.middle[0] == pytest.approx((box[0] + box[2]) / 2, abs=3)
        assert box[1] <= label.top < label.bottom < top


def test_shades_lie_below_all_else(drawn: Drawn) -> None:
    assert drawn(SHADED, 120, 65).shapes[0].fill == TINT


def test_columns_have_shades_too_and_no_name_takes_no_room(drawn: Drawn) -> None:
    named = drawn(replace(VISITS, shades=(PlotShade(2, 4, "高峰"),)), 150, 70)
    bare = drawn(replace(VISITS, shades=(PlotShade(2, 4, ""),)), 150, 70)
    heights = [max(bottom - top for _, top, _, bottom in picture.filled(ACCENT)) for picture in (named, bare)]
    assert heights[0] < heights[1]
    assert len(bare.filled(TINT)) == 1
