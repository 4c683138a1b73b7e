"""Event charts: numbered marks on a line."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest

from yanbao.charts.canvas import MM
from yanbao.charts.kinds.events import place_marks
from yanbao.model.plot import PlotEvent, PlotSeries

from .conftest import ACCENT, MUTED, Drawn
from .picture import Picture
from .samples import ALL, EVENTS


def marks(picture: Picture) -> tuple[float, list[tuple[float, float]]]:
    """Diameter and centres of the discs."""
    (discs,) = [shape for shape in picture.stroked(ACCENT) if shape.width > 9]
    return discs.width, [part[0] for part in discs.parts]


def curve(picture: Picture) -> tuple[tuple[float, float], ...]:
    return max((part for shape in picture.stroked(ACCENT) for part in shape.parts), key=len)


@pytest.mark.parametrize("height", [52, 55, 62, 70])
def test_marks_neither_touch_nor_leave_the_plot(height: float, drawn: Drawn) -> None:
    picture = drawn(EVENTS, 306, height)
    diameter, centers = marks(picture)
    assert len(centers) == 19
    distances = [math.dist(one, two) for at, one in enumerate(centers) for two in centers[:at]]
    assert min(distances) > diameter
    months = min(text.top for text in picture.texts if text.text.startswith("20"))
    assert all(y + diameter / 2 < months for _, y in centers)
    assert all(y - diameter / 2 > 0 for _, y in centers)


def test_crowded_marks_do_not_touch(drawn: Drawn) -> None:
    diameter, centers = marks(drawn(*ALL["crowded events"]))
    assert min(math.dist(one, two) for at, one in enumerate(centers) for two in centers[:at]) > diameter


@pytest.mark.parametrize("height", [52, 62, 80])
def test_marks_are_at_their_day_and_cover_no_line(height: float, drawn: Drawn) -> None:
    picture = drawn(EVENTS, 306, height)
    points = curve(picture)
    diameter, centers = marks(picture)
    for event, center in zip(EVENTS.events, centers, strict=True):
        assert center[0] == pytest.approx(points[event.at][0], abs=0.02)
        assert min(math.dist(center, point) for point in points) > diameter / 2


def test_marks_have_a_stem_to_their_point(drawn: Drawn) -> None:
    picture = drawn(EVENTS, 306, 62)
    points, (_, centers) = curve(picture), marks(picture)
    (stems,) = [shape for shape in picture.stroked(MUTED) if shape.width == 0.6]
    for event, center, stem in zip(EVENTS.events, centers, stems.parts, strict=True):
        assert stem == (points[event.at], center)


def test_each_mark_has_its_number_in_white(drawn: Drawn) -> None:
    picture = drawn(EVENTS, 306, 62)
    diameter, centers = marks(picture)
    for event, center in zip(EVENTS.events, centers, strict=True):
        number = picture.text(str(event.number))
        assert number.color == "#ffffff"
        assert math.dist(number.middle, center) < 0.6
        corner = math.dist((number.left, number.top), number.middle)
        assert corner < diameter / 2


def test_marks_are_as_large_as_their_numbers_need(drawn: Drawn) -> None:
    few, _ = marks(drawn(replace(EVENTS, events=EVENTS.events[:9]), 306, 62))
    many, _ = marks(drawn(EVENTS, 306, 62))
    assert few == pytest.approx(3.2 * MM, abs=0.01)
    assert few < many < 4.2 * MM


def test_the_line_has_its_name_and_last_value(drawn: Drawn) -> None:
    picture = drawn(EVENTS, 306, 62)
    assert "申万传媒" in picture.words
    assert "点" in picture.words


def test_a_chart_without_events_is_a_line(drawn: Drawn) -> None:
    picture = drawn(replace(EVENTS, events=()), 306, 62)
    assert not [shape for shape in picture.stroked(ACCENT) if shape.width > 9]


def test_events_may_come_in_any_order(drawn: Drawn) -> None:
    assert drawn(replace(EVENTS, events=EVENTS.events[::-1]), 306, 62).svg == drawn(EVENTS, 306, 62).svg


def test_an_event_on_a_day_without_value_is_at_the_height_of_the_nearest(drawn: Drawn) -> None:
    picture = drawn(*ALL["an event on a day without value"])
    (stem,) = [shape.parts[0] for shape in picture.stroked(MUTED) if shape.width == 0.6]
    x, y = stem[0]
    (stretch, *_) = [part for shape in picture.stroked(ACCENT) for part in shape.parts if len(part) > 2]
    assert y == pytest.approx(stretch[-1][1], abs=0.02)
    assert x > stretch[-1][0]


def test_a_mark_keeps_clear_of_the_line() -> None:
    flat = [(float(x), 50.0) for x in range(100)]
    (first, second), overlap = place_marks([(50, 50), (50, 50)], [flat], 10, 0, 100)
    assert overlap == 0
    assert first[0] == second[0] == 50
    assert first[1] - 50 >= 5 + 1.5
    assert abs(second[1] - 50) >= 5 + 1.5
    assert abs(second[1] - first[1]) > 10


def test_a_moved_mark_goes_where_the_line_is_not() -> None:
    peak = [(0.0, 50.0), (49.0, 50.0), (50.0, 50.0), (52.0, 70.0), (54.0, 50.0), (100.0, 50.0)]
    (_, (_, y)), _ = place_marks([(50, 50), (50, 50)], [peak], 10, 0, 100)
    assert y < 50


def test_a_mark_near_the_foot_of_the_plot_moves_up() -> None:
    ((x, y),), _ = place_marks([(50, 2)], [], 10, 0, 100)
    assert x == 50
    assert 5 <= y < 10


def test_marks_with_nowhere_to_go_are_placed_all_the_same() -> None:
    placed, overlap = place_marks([(5, 5)] * 9, [[(0, 5), (10, 5)]], 10, 0, 10)
    assert len(placed) == 9
    assert overlap > 0


def test_event_dates_are_not_printed(drawn: Drawn) -> None:
    events = (PlotEvent(1, 20, "2022-12-12", "发布"),)
    words = drawn(replace(EVENTS, events=events), 306, 62).words
    assert "2022-12-12" not in words
    assert "发布" not in words


def test_steps_are_level_and_then_upright(drawn: Drawn) -> None:
    targets = PlotSeries("目标价", (*[None] * 40, *[700.0] * 150, *[820.0] * 170), unit="点", role="muted", steps=True)
    picture = drawn(replace(EVENTS, series=(*EVENTS.series, targets)), 306, 62)
    (line,) = [part for shape in picture.shapes for part in shape.parts if len(part) > 100 and part != curve(picture)]
    assert all(x0 == x1 or y0 == y1 for (x0, y0), (x1, y1) in pairwise(line))
    assert len({y for _, y in line}) == 2


def test_room_above_the_plot_is_only_for_marks_that_need_it(drawn: Drawn) -> None:
    few = drawn(replace(EVENTS, events=EVENTS.events[:1]), 306, 62)
    none = drawn(replace(EVENTS, events=()), 306, 62)
    assert min(y for _, y in curve(few)) == pytest.approx(min(y for _, y in curve(none)), abs=0.1)
