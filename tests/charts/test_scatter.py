"""Scatter charts and bubbles: places, names that do not collide, colours, the key of areas."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from yanbao.charts.colors import contrast
from yanbao.charts.drawing import EmptyPlotError, draw
from yanbao.model.plot import PlotSeries
from yanbao.model.plots import ScatterPlot
from yanbao.model.sheet import FontSet

from .conftest import ACCENT, MUTED, ORANGE, STYLE, Drawn
from .picture import Picture
from .samples import ALL, BUBBLES, POINTS


def middles(picture: Picture, color: str) -> list[tuple[float, float]]:
    """The centres of the discs of a colour, but for a legend's squares."""
    discs = [part for shape in picture.shapes if shape.fill == color for part in shape.parts if len(part) > 8]
    return [(sum(x for x, _ in part) / len(part), sum(y for _, y in part) / len(part)) for part in discs]


def widths(picture: Picture, color: str) -> list[float]:
    return [right - left for left, _, right, _ in picture.filled(color) if right - left > 7]


def test_points_stand_where_both_axes_say(drawn: Drawn) -> None:
    picture = drawn(replace(POINTS, highlight=("Qwen-VL-Max", "WeMM", "GPT-4V", "Gemini Pro")), 150, 90)
    discs = middles(picture, ACCENT)
    assert len(discs) == 4
    tick_x = {float(t.text): t.middle[0] for t in picture.texts if t.text.isdigit() and len(t.text) == 4}
    low, high = sorted(tick_x)[:2]
    expected = tick_x[low] + (1790.04 - low) / (high - low) * (tick_x[high] - tick_x[low])
    assert max(x for x, _ in discs) == pytest.approx(expected, abs=1)
    tick_y = {int(t.text): t.middle[1] for t in picture.texts if t.text.isdigit()}
    assert min(y for _, y in discs) == pytest.approx(
        tick_y[500] + (643.57 - 500) / 100 * (tick_y[600] - tick_y[500]), abs=0.7
    )


def test_a_point_without_one_of_its_numbers_is_not_drawn(drawn: Drawn) -> None:
    picture = drawn(POINTS, 150, 90)
    assert "缺一项" not in picture.words
    discs = [part for shape in picture.shapes for part in shape.parts if len(part) > 8]
    assert len(discs) == 4


def test_both_axes_have_their_names_with_units(drawn: Drawn) -> None:
    picture = drawn(POINTS, 150, 90)
    assert picture.text("认知得分（分）").top < 9
    name = picture.text("感知得分（分）")
    assert name.bottom == pytest.approx(picture.height, abs=2)
    assert name.right > 0.95 * picture.width
    assert "感知得分 (分)" in drawn(POINTS, 150, 90, right_axis=" (R)").words


def test_the_subject_has_the_accent_and_bold_type_and_others_are_quiet_but_visible(drawn: Drawn) -> None:
    picture = drawn(POINTS, 150, 90)
    assert len(middles(picture, ACCENT)) == 1
    assert picture.text("GPT-4V").bold
    assert not picture.text("WeMM").bold
    (others,) = {s.fill for s in picture.shapes for part in s.parts if len(part) > 8 and s.fill not in ("none", ACCENT)}
    assert contrast(others, STYLE.paper) >= 3


@pytest.mark.parametrize("sample", ["points", "two hundred bubbles", "all points in one place"])
def test_no_name_is_on_a_point(sample: str, drawn: Drawn) -> None:
    picture = drawn(*ALL[sample])
    discs = [box for s in picture.shapes if s.fill != "none" for box in s.boxes]
    names = [t for t in picture.texts if t.text in ALL[sample][0].x]
    on = []
    for name in names:
        for left, top, right, bottom in discs:
            x, y = (left + right) / 2, (top + bottom) / 2
            near = min(max(x, name.left), name.right), min(max(y, name.top), name.bottom)
            if math.dist((x, y), near) < (right - left) / 2:
                on.append(name.text)
    assert on == []


def test_of_many_points_those_that_have_room_are_named_and_the_subject_always(drawn: Drawn) -> None:
    plot, width, height = ALL["two hundred bubbles"]
    assert isinstance(plot, ScatterPlot)
    plain = [word for word in drawn(plot, width, height).words if word.startswith("公司")]
    assert 5 < len(plain) < 200
    missing = next(name for name in map(str, plot.x) if name not in plain and int(name[2:]) > 150)
    assert missing in drawn(replace(plot, highlight=(missing,)), width, height).words


def test_areas_of_bubbles_are_in_proportion(drawn: Drawn) -> None:
    picture = drawn(BUBBLES, 150, 80)
    wide = sorted(widths(picture, ACCENT) + widths(picture, ORANGE))
    assert (wide[-1] / wide[-2]) ** 2 == pytest.approx(1490 / 1260, rel=0.03)
    assert (wide[-1] / wide[-3]) ** 2 == pytest.approx(1490 / 721, rel=0.03)


def test_the_key_shows_a_round_number_at_its_true_size(drawn: Drawn) -> None:
    picture = drawn(BUBBLES, 150, 80)
    (key,) = [text for text in picture.texts if text.text.startswith("3月 ")]
    value = float(key.text.removeprefix("3月 ").removesuffix("万次"))
    assert str(value).strip("0.") in {"1", "2", "5"}
    (ring,) = [s for s in picture.stroked(MUTED) if len(s.parts[0]) > 8]
    left, _, right, _ = ring.boxes[0]
    largest = max(widths(picture, ACCENT))
    assert ((right - left) / largest) ** 2 == pytest.approx(value / 1490, rel=0.03)


def test_groups_have_a_colour_each_and_a_legend(drawn: Drawn) -> None:
    picture = drawn(BUBBLES, 150, 80)
    assert len(middles(picture, ACCENT)) == 2
    assert len(middles(picture, ORANGE)) == 1
    assert {"聊天", "搜索"} <= set(picture.words)


def test_bubbles_without_size_and_nothing_else_is_refused(fonts: FontSet) -> None:
    for series in (
        (PlotSeries("横", (1.0,)), PlotSeries("纵", (None,))),
        (PlotSeries("横", (1.0,)), PlotSeries("纵", (1.0,)), PlotSeries("大小", (0.0,))),
    ):
        with pytest.raises(EmptyPlotError):
            draw(ScatterPlot(("甲",), series), 95, 45, STYLE, fonts, "chart")
