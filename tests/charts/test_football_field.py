"""Football fields: ranges by method, central values and lines across."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from yanbao.model.plot import PlotReference, PlotSeries
from yanbao.model.plots import FootballFieldPlot

from .conftest import INK, MUTED, Drawn
from .picture import Picture
from .samples import ALL, FIELD, LONG_NAME, LONG_WORD

BAR = "#5482ae"


def line_of(picture: Picture, number: int) -> list[tuple[float, float, float, float]]:
    (shape,) = [shape for shape in picture.stroked(INK) if shape.dashed]
    xs = sorted({box[0] for box in shape.boxes})
    return [box for box in shape.boxes if box[0] == xs[number]]


def test_bars_are_as_long_as_their_ranges_and_rows_in_order(drawn: Drawn) -> None:
    picture = drawn(FIELD, 150, 75)
    bars = picture.filled(BAR)
    assert len(bars) == 4
    unit = (bars[0][2] - bars[0][0]) / (21.5 - 12.3)
    assert [(bar[2] - bar[0]) / unit for bar in bars] == pytest.approx([9.2, 8.0, 4.6, 9.3], abs=0.02)
    assert [bar[1] for bar in bars] == sorted(bar[1] for bar in bars)
    names = [picture.text(str(name)).middle[1] for name in FIELD.x]
    assert names == sorted(names)
    assert names[0] == pytest.approx((bars[0][1] + bars[0][3]) / 2, abs=1)


def test_both_ends_are_labelled_beside_their_bar(drawn: Drawn) -> None:
    picture = drawn(FIELD, 150, 75)
    (left, top, right, bottom) = picture.filled(BAR)[0]
    low, high = picture.text("12.3"), picture.text("21.5")
    assert low.right < left
    assert high.left > right
    assert top < low.middle[1] < bottom


@pytest.mark.parametrize(("width", "height"), [(150, 75), (80, 60)])
def test_names_end_beside_the_axis_close_to_the_bars(width: float, height: float, drawn: Drawn) -> None:
    picture = drawn(FIELD, width, height)
    [axis] = [shape.boxes[0][0] for shape in picture.stroked(MUTED, 0.8)]
    for name in map(str, FIELD.x):
        lines = [text for text in picture.texts if text.text and text.text in name and text.right < axis]
        assert max(text.right for text in lines) == pytest.approx(axis - 4, abs=0.6)
    first, value = min(picture.filled(BAR)), picture.text("12.3")
    assert axis < value.left < first[0]
    assert axis + 3 < value.left


def test_a_name_is_smaller_or_in_two_lines_before_it_is_cut_short(drawn: Drawn) -> None:
    names = tuple(f"近{days}个交易日收盘价区间" for days in range(10, 60, 10))
    for height in (62, 48):
        texts = [text.text for text in drawn(replace(FIELD, x=names), 95, height).texts]
        assert not any("…" in text for text in texts)
        assert all(name in "".join(texts) for name in names)


def test_the_caption_may_say_the_unit(drawn: Drawn) -> None:
    assert "元" not in drawn(replace(FIELD, unsaid=("元",)), 150, 75).words


def test_a_method_without_values_keeps_its_row(drawn: Drawn) -> None:
    picture = drawn(FIELD, 150, 75)
    assert picture.text("现金流折现").top > picture.filled(BAR)[2][3]


def test_central_values_are_lines_in_their_bars(drawn: Drawn) -> None:
    picture = drawn(FIELD, 150, 75)
    (ticks,) = picture.stroked("#ffffff", 1.4)
    assert len(ticks.parts) == 3
    left, top, right, bottom = picture.filled(BAR)[1]
    assert ticks.boxes[0][0] == pytest.approx(left + (20.1 - 16) / 8 * (right - left), abs=0.02)
    assert (ticks.boxes[0][1], ticks.boxes[0][3]) == (top, bottom)
    assert {"20.1", "17.0", "21.0"} <= set(picture.words)


def test_lines_across_stand_at_their_value_and_stop_at_labels(drawn: Drawn) -> None:
    picture = drawn(FIELD, 150, 75)
    bars = picture.filled(BAR)
    unit = (bars[0][2] - bars[0][0]) / (21.5 - 12.3)
    for number, value in enumerate((18.6, 22.0)):
        pieces = line_of(picture, number)
        assert pieces[0][0] == pytest.approx(bars[0][0] + (value - 12.3) * unit, abs=0.05)
        for text in picture.texts:
            if text.left < pieces[0][0] < text.right:
                assert all(piece[3] <= text.top + 1 or piece[1] >= text.bottom - 1 for piece in pieces)
    assert {"现价 18.6", "目标价 22.0"} <= set(picture.words)


def test_names_of_lines_stand_clear_in_their_order(drawn: Drawn) -> None:
    picture = drawn(*ALL["lines that crowd"])
    names = [text for text in picture.texts if "目标价" in text.text]
    assert len(names) == 4
    assert all(one.right < two.left for one, two in itertools.pairwise(names))


def test_the_axis_has_its_unit_and_need_not_begin_at_zero(drawn: Drawn) -> None:
    words = drawn(FIELD, 150, 75).words
    assert "元" in words
    assert "10" in words
    assert "0" not in words


def test_a_range_of_one_price_can_be_seen(drawn: Drawn) -> None:
    assert all(right - left > 1.5 for left, _, right, _ in drawn(*ALL["a range of one price"]).filled(BAR))


@pytest.mark.parametrize(("width", "height"), [(45, 30), (45, 60), (60, 40), (80, 45)])
@pytest.mark.parametrize("scale", [1.0, 1e4, 1e-4])
def test_small_fields_with_long_names_stay_legible(width: float, height: float, scale: float, drawn: Drawn) -> None:
    names = tuple(f"{LONG_NAME}{at}" if at % 2 else f"{LONG_WORD}-{at}" for at in range(5))
    low, high = (
        [value * scale for value in row] for row in ((12.3, 10.0, 15.55, 11.1, 9.9), (21.5, 18, 20.2, 20.4, 30))
    )
    plot = FootballFieldPlot(names, (PlotSeries("低", tuple(low), unit="元"), PlotSeries("高", tuple(high), unit="元")))
    for shown in (
        plot,
        replace(plot, references=(PlotReference(16.6 * scale, "收盘价"), PlotReference(25.0 * scale, "目标价"))),
    ):
        picture = drawn(shown, width, height)
        assert picture.collisions() == []
        assert picture.outside() == []
