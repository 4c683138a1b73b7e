"""Radar charts: outlines on axes around a centre, names at their ends."""

from __future__ import annotations

import itertools
import math

import pytest

from yanbao.model.plot import PlotSeries
from yanbao.model.plots import RadarPlot

from .conftest import ACCENT, HAIRLINE, INK, MUTED, QUIET, Drawn
from .picture import Picture
from .samples import OWN_SCALES, PROFILE, RADAR, numbered


def center(picture: Picture) -> tuple[float, float]:
    """Where axes begin: lines of two points of the web."""
    (web,) = picture.stroked(HAIRLINE)
    (start,) = {part[0] for part in web.parts if len(part) == 2}
    return start


def radius(picture: Picture) -> float:
    (rim,) = picture.stroked(QUIET)
    return max(math.dist(center(picture), corner) for corner in rim.parts[0])


def outline(picture: Picture, color: str) -> list[tuple[tuple[float, float], ...]]:
    (line,) = [shape for shape in picture.stroked(color) if shape.width == 1.5]
    return list(line.parts)


def test_values_stand_at_their_share_of_the_axes_clockwise_from_the_top(drawn: Drawn) -> None:
    picture = drawn(RADAR, 120, 75)
    (points,) = outline(picture, ACCENT)
    assert points[0] == points[-1]
    x, y = center(picture)
    for at, (point, value) in enumerate(zip(points, (82.0, 39.5, 81.7, 93.0, 50.4), strict=False)):
        angle = 2 * math.pi * at / 5
        reach = value / 100 * radius(picture)
        assert point == pytest.approx((x + reach * math.sin(angle), y - reach * math.cos(angle)), abs=0.05)


def test_names_stand_outside_around_the_web(drawn: Drawn) -> None:
    picture = drawn(RADAR, 120, 75)
    x, y = center(picture)
    top, right, lower_right, lower_left, left = (picture.text(str(name)) for name in RADAR.x)
    assert top.bottom < y - radius(picture)
    assert top.middle[0] == pytest.approx(x, abs=1)
    assert right.left > x + 0.9 * radius(picture)
    assert left.right < x - 0.9 * radius(picture)
    assert min(lower_right.top, lower_left.top) > y + 0.8 * radius(picture)


def test_several_series_have_a_legend_and_the_scale_its_steps(drawn: Drawn) -> None:
    picture = drawn(RADAR, 120, 75)
    assert {"分", "Llama 3 70B", "Gemini Pro 1.5", "Claude 3 Sonnet", "100"} <= set(picture.words)
    assert "82.0" not in picture.words


def test_no_step_is_written_on_an_outline(drawn: Drawn) -> None:
    picture = drawn(RADAR, 120, 75)
    steps = [text for text in picture.texts if text.color == MUTED and text.text.isdigit()]
    assert len(steps) >= 2
    sides = [side for shape in picture.shapes if shape.width == 1.5 for part in shape.parts for side in _sides(part)]
    for step in steps:
        on_it = [p for p in sides if step.left < p[0] < step.right and step.top < p[1] < step.bottom]
        assert on_it == []


def _sides(points: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
    """Many points along a line."""
    return [
        (x0 + (x1 - x0) * step / 200, y0 + (y1 - y0) * step / 200)
        for (x0, y0), (x1, y1) in itertools.pairwise(points)
        for step in range(201)
    ]


def test_a_ring_has_a_gap_for_its_step(drawn: Drawn) -> None:
    picture = drawn(RADAR, 120, 75)
    (rim,) = picture.stroked(QUIET)
    on_it = [p for p in _sides(rim.parts[0]) if math.dist(p, picture.text("100").middle) < 3]
    assert on_it == []
    assert len(rim.parts[0]) == 7


def test_a_single_series_has_its_values_below_the_names_and_a_tinted_inside(drawn: Drawn) -> None:
    picture = drawn(PROFILE, 95, 60)
    name, value = picture.text("成长性"), picture.text("6.5")
    assert value.bold
    assert value.top > name.bottom - 1
    assert value.left == pytest.approx(name.left, abs=1)
    assert "得分" not in picture.words
    (inside,) = [shape for shape in picture.shapes if shape.fill not in ("none", "#ffffff") and len(shape.parts) == 1]
    (line,) = outline(picture, ACCENT)
    assert inside.parts[0][:6] == line[:6]


def test_axes_with_scales_of_their_own_say_where_they_end(drawn: Drawn) -> None:
    picture = drawn(OWN_SCALES, 120, 75)
    assert {"0–2800", "0–1000"} <= set(picture.words)
    assert picture.text("MME").color == INK
    first = outline(picture, ACCENT)[0][0]
    share = math.dist(center(picture), first) / radius(picture)
    assert share == pytest.approx(2433.6 / 2800, abs=0.005)


def test_an_outline_is_open_where_a_value_is_missing(drawn: Drawn) -> None:
    picture = drawn(OWN_SCALES, 120, 75)
    sides = outline(picture, ACCENT)
    assert len(sides) == 3  # of five: those on both sides of the missing value are not drawn
    (dots,) = [shape for shape in picture.stroked(ACCENT) if shape.width == 4.2]
    assert len(dots.parts) == 4


def test_of_many_axes_as_many_are_named_as_have_room(drawn: Drawn) -> None:
    plot = RadarPlot(numbered("指标名称", 30), (PlotSeries("值", (3.0,) * 30),))
    names = [word for word in drawn(plot, 95, 60).words if word.startswith("指标")]
    assert 8 <= len(names) < 30


def test_a_larger_chart_has_a_larger_web(drawn: Drawn) -> None:
    assert radius(drawn(RADAR, 150, 90)) > 1.5 * radius(drawn(RADAR, 95, 45))
