"""Line charts: axes, labels at the ends, columns on the right axis, gaps, references."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from yanbao.model.plot import PlotReference, PlotSeries
from yanbao.model.timeplots import LinePlot

from .conftest import ACCENT, HAIRLINE, INK, MUTED, ORANGE, QUIET, Drawn
from .picture import Picture
from .samples import (
    DAYS,
    DUAL,
    LONG,
    MONTHS,
    REFERENCES,
    RETURNS,
    TWELVE,
    VISITS,
    line,
    trading_days,
    wave,
)

THINNEST, THICKEST = 0.84, 1.8


def curves(picture: Picture, color: str) -> list[tuple[tuple[float, float], ...]]:
    """The stretches of the lines of a colour, without dots and legend."""
    return [
        part
        for shape in picture.stroked(color)
        if THINNEST <= shape.width <= THICKEST
        for part in shape.parts
        if len(part) > 1 and part[0] != part[1]
    ]


def test_each_line_has_its_name_and_last_value_at_its_end(drawn: Drawn) -> None:
    picture = drawn(RETURNS, 150, 90)
    for color, name in ((ACCENT, "申万传媒"), (ORANGE, "沪深300")):
        (curve,) = curves(picture, color)
        label = picture.text(name)
        assert label.left > curve[-1][0]
        assert abs(label.bottom - curve[-1][1]) < 12
    last = RETURNS.series[0].values[-1] or 0
    assert f"{'+' if last > 0 else '−'}{abs(last):.1%}" in picture.words


def test_end_labels_are_in_the_line_s_colour_dark_enough_to_read(drawn: Drawn) -> None:
    picture = drawn(RETURNS, 150, 90)
    assert picture.text("申万传媒").color == ACCENT
    orange = picture.text("沪深300").color
    assert orange != ORANGE
    assert int(orange[1:3], 16) > 2 * int(orange[5:7], 16)  # still orange
    assert picture.text("申万传媒").bold


def test_end_labels_of_lines_that_end_together_are_pushed_apart_in_order(drawn: Drawn) -> None:
    series = tuple(PlotSeries(name, wave(80, 100 + at * 0.01)) for at, name in enumerate("丙乙甲"))
    picture = drawn(line(*series))
    tops = [next(text.top for text in picture.texts if text.text.startswith(name)) for name in "甲乙丙"]
    assert tops == sorted(tops)
    assert picture.collisions() == []


def test_a_label_pushed_far_from_its_line_is_led_to_it(drawn: Drawn) -> None:
    together = tuple(PlotSeries(name, (*wave(79, 100), 100.0)) for name in "甲乙丙丁戊")
    leaders = [shape for shape in drawn(line(*together)).shapes if shape.width == 0.5 and len(shape.parts) == 1]
    assert len(leaders) == 4
    apart = (PlotSeries("甲", wave(80)), PlotSeries("乙", wave(80, 9)))
    assert not [s for s in drawn(line(*apart)).shapes if s.width == 0.5 and s.stroke not in (HAIRLINE, MUTED)]


def test_names_that_are_wide_or_many_are_in_a_legend(drawn: Drawn) -> None:
    at_ends = drawn(line(*TWELVE), 306, 90)
    assert any(word.startswith("第11个指数 ") for word in at_ends.words)
    values = drawn(line(*TWELVE), 150, 90)
    assert values.text("第11个指数").bottom < values.height / 2
    assert len([text for text in values.texts if text.bold]) == 12
    legend = drawn(line(*TWELVE), 95, 45)
    assert legend.text("第11个指数").bottom < legend.height / 2
    assert not legend.text("第11个指数").bold


@pytest.mark.parametrize("width", [60, 95, 150, 306])
@pytest.mark.parametrize(
    "names", [("申万传媒", "沪深300"), ("中证人工智能主题", "Bloomberg Intelligence Media"), ("值", "名")]
)
def test_labels_at_ends_take_little_of_the_width_and_no_name_is_lost(
    names: tuple[str, str], width: int, drawn: Drawn
) -> None:
    picture = drawn(line(*(PlotSeries(name, wave(80, at), percent=True) for at, name in enumerate(names))), width, 55)
    end = max(x for shape in picture.shapes for part in shape.parts for x, _ in part if shape.stroke == ACCENT.lower())
    assert picture.width - end <= 0.12 * picture.width + 6 + 5
    printed = "".join(picture.words).replace(" ", "")
    assert all(name.replace(" ", "") in printed or "…" in printed for name in names)


def test_strokes_are_thinner_on_small_charts(drawn: Drawn) -> None:
    widths = [
        max(s.width for s in drawn(line(PlotSeries("值", wave(80))), w, 55).stroked(ACCENT) if len(s.parts[0]) > 2)
        for w in (60, 95, 200)
    ]
    assert widths == [0.98, 1.11, 1.4]


def test_trading_days_stand_side_by_side(drawn: Drawn) -> None:
    (curve,) = curves(drawn(line(PlotSeries("值", wave(80)))), ACCENT)
    steps = [round(two[0] - one[0], 1) for one, two in pairwise(curve)]
    assert max(steps) - min(steps) <= 0.11


def test_months_are_labelled_where_they_begin(drawn: Drawn) -> None:
    picture = drawn(line(PlotSeries("值", wave(80))), 150, 60)
    (curve,) = curves(picture, ACCENT)
    for month in ("2024-01", "2024-02", "2024-03", "2024-04"):
        first = next(at for at, day in enumerate(DAYS) if f"{day:%Y-%m}" == month)
        assert picture.text(month).middle[0] == pytest.approx(curve[first][0], abs=0.5)


def test_months_are_thinned_to_quarters_or_years_where_room_is_short(drawn: Drawn) -> None:
    words = drawn(line(PlotSeries("值", wave(360)), x=LONG), 95, 45).words
    months = [word for word in words if word.startswith("20") and "-" in word]
    assert {int(month[5:]) for month in months} <= {1, 4, 7, 10}
    assert len(months) >= 3


def test_where_two_months_would_be_named_all_are_without_their_year(drawn: Drawn) -> None:
    for first, axis in (
        (date(2024, 1, 2), ["2024-01", "02", "03", "04"]),
        (date(2023, 11, 1), ["2023-11", "12", "2024-01", "02"]),
    ):
        picture = drawn(line(PlotSeries("价", wave(80)), x=trading_days(first, 80)), 60, 40)
        lowest = max(text.middle[1] for text in picture.texts)
        assert [text.text for text in picture.texts if text.middle[1] > lowest - 2] == axis


def test_a_first_day_late_in_its_month_is_not_labelled_as_its_beginning(drawn: Drawn) -> None:
    days = (date(2023, 12, 29), *DAYS)
    words = drawn(line(PlotSeries("值", wave(81)), x=days), 150, 60).words
    assert "2023-12" not in words
    assert {"2024-01", "2024-02"} <= set(words)


def test_a_week_is_labelled_by_days(drawn: Drawn) -> None:
    words = drawn(line(PlotSeries("值", wave(5)), x=DAYS[:5]), 150, 60).words
    assert {"2024-01-02", "2024-01-08"} <= set(words)


def test_one_date_a_quarter_is_labelled_by_month_from_the_first(drawn: Drawn) -> None:
    quarters = (date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30), date(2023, 12, 31))
    words = drawn(line(PlotSeries("值", (1, 2, 3, 2)), x=quarters), 150, 60).words
    assert {"2023-03", "2023-06", "2023-09", "2023-12"} <= set(words)


def test_percent_axis_and_change_labels(drawn: Drawn) -> None:
    words = drawn(RETURNS, 150, 90).words
    assert {"10%", "0%", "−10%"} <= set(words)
    assert sum(word.startswith(("+", "−")) for word in words if word.endswith("%")) >= 3


def test_levels_without_negative_values_have_no_sign(drawn: Drawn) -> None:
    rates = PlotSeries("利率", (0.02, 0.025), percent=True)
    words = drawn(line(rates, x=DAYS[:2])).words
    assert "2.5%" in words
    assert not any(word.startswith("+") for word in words)


def test_zero_is_stronger_than_the_grid_when_it_is_inside(drawn: Drawn) -> None:
    inside = drawn(line(PlotSeries("值", wave(80))))
    zero = [shape for shape in inside.stroked(MUTED) if shape.width == 0.8]
    assert len(zero) == 1
    assert zero[0].parts[0][0][1] == pytest.approx(inside.text("0.0").middle[1], abs=0.5)
    outside = drawn(line(PlotSeries("值", wave(80, 10))))
    assert not [shape for shape in outside.stroked(MUTED) if shape.width == 0.8]


def test_right_columns_stay_below_the_lines(drawn: Drawn) -> None:
    for width, height in ((150, 90), (95, 45)):
        picture = drawn(RETURNS, width, height)
        filled = [box for shape in picture.shapes if shape.fill not in ("none", ACCENT) for box in shape.boxes]
        columns = [box for box in filled if box[1] > picture.height / 4]
        assert len(columns) == 80
        lowest = max(y for color in (ACCENT, ORANGE) for curve in curves(picture, color) for _, y in curve)
        assert min(top for _, top, _, _ in columns) > lowest
        assert min(top for _, top, _, _ in columns) > picture.height / 2


def test_the_right_axis_is_marked_with_its_unit(drawn: Drawn) -> None:
    picture = drawn(RETURNS, 150, 90)
    assert picture.text("成交额（右，亿元）").color == MUTED
    assert "成交额" not in picture.words


def test_a_right_axis_without_unit_has_the_mark_alone(drawn: Drawn) -> None:
    assert "同比增速（右）" in drawn(DUAL).words


def test_a_mark_in_ascii_brackets_takes_an_ascii_comma(drawn: Drawn) -> None:
    assert "成交额 (R, 亿元)" in drawn(RETURNS, 150, 90, right_axis=" (R)").words


def test_columns_and_a_right_line_share_the_plot_and_have_a_legend(drawn: Drawn) -> None:
    picture = drawn(DUAL)
    assert {"营业收入", "亿元"} <= set(picture.words)
    columns = picture.filled(ACCENT)
    assert len(columns) == 6 + 1  # and the legend's square
    order = [shape.fill if shape.fill != "none" else shape.stroke for shape in picture.shapes]
    assert order.index(ACCENT) < order.index(ORANGE)  # the line is on the columns
    rights = [text for text in picture.texts if text.text.endswith("%")]
    lefts = [text for text in picture.texts if text.text in ("0", "50", "100", "150", "200")]
    assert {round(text.middle[1], 1) for text in rights} == {round(text.middle[1], 1) for text in lefts}


def test_missing_values_are_gaps_and_a_lone_value_is_a_dot(drawn: Drawn) -> None:
    values = list(wave(80))
    values[20:30] = [float("nan")] * 10
    gaps: list[float | None] = [*values]
    gaps[40] = gaps[42] = None
    picture = drawn(line(PlotSeries("值", tuple(gaps))))
    assert [len(curve) for curve in curves(picture, ACCENT)] == [20, 10, 37]
    dots = [part for shape in picture.stroked(ACCENT) for part in shape.parts if len(part) == 2 and part[0] == part[1]]
    assert len(dots) == 2  # the lone value, and the line's end


def test_the_end_label_of_a_line_that_ends_early_tells_its_last_value(drawn: Drawn) -> None:
    picture = drawn(line(PlotSeries("甲", (*wave(40), *[None] * 39, None), decimals=2), PlotSeries("乙", wave(80, 3))))
    assert f"{abs(wave(40)[-1]):.2f}" in [word.lstrip("−") for word in picture.words]


def test_large_numbers_are_counted_in_powers_of_the_unit(drawn: Drawn) -> None:
    words = drawn(VISITS, 150, 70).words
    assert {"亿次", "5", "10", "15", "20"} <= set(words)
    assert not any(word.endswith("000") for word in words)


def test_a_unit_with_a_power_in_it_is_left_alone(drawn: Drawn) -> None:
    words = drawn(line(PlotSeries("规模", wave(80, 300_000, 50_000), unit="亿元"))).words
    assert "亿元" in words
    assert "300,000" in words


def test_columns_alone_have_their_values_or_the_highest_and_the_last(drawn: Drawn) -> None:
    wide = drawn(VISITS, 150, 70)
    assert {"1.5", "2.5", "16.5", "17.5"} <= set(wide.words)
    assert wide.text("17.5").bold
    assert not wide.text("16.5").bold
    peak = replace(VISITS, series=(replace(VISITS.series[0], values=(*[1.05e9] * 5, 2.5e9, *[1.05e9] * 10, 1.25e9)),))
    small = drawn(peak, 80, 45)
    assert [text.text for text in small.texts if text.color == INK] == ["25.0", "12.5"]


def test_colours_follow_roles_and_then_the_palette(drawn: Drawn) -> None:
    series = (
        PlotSeries("甲", wave(80)),
        PlotSeries("乙", wave(80, 3), role="accent"),
        PlotSeries("丙", wave(80, 6), role="muted"),
    )
    picture = drawn(line(*series))
    assert len(curves(picture, ORANGE)) == len(curves(picture, ACCENT)) == len(curves(picture, QUIET)) == 1
    levels = {color: curves(picture, color)[0][0][1] for color in (ORANGE, ACCENT, QUIET)}
    assert levels[ORANGE] > levels[ACCENT] > levels[QUIET]


def test_without_a_subject_the_first_series_has_the_first_colour(drawn: Drawn) -> None:
    assert len(curves(drawn(line(PlotSeries("甲", wave(80)))), ACCENT)) == 1


def test_the_subject_is_drawn_on_top_and_strongest(drawn: Drawn) -> None:
    picture = drawn(RETURNS, 150, 90)
    strokes = [(shape.stroke, shape.width) for shape in picture.shapes if shape.width in (1.4, 1.8)]
    assert strokes == [(ORANGE, 1.4), (ACCENT, 1.8)]


def test_references_are_dashed_named_and_on_the_axis(drawn: Drawn) -> None:
    picture = drawn(REFERENCES)
    (dashed,) = [shape for shape in picture.shapes if shape.dashed]
    assert [len(part) for part in dashed.parts] == [2, 2]
    level = dashed.parts[0][0][1]
    assert abs(picture.text("均值30.0倍").middle[1] - level) < 9
    (curve,) = curves(picture, ACCENT)
    label = picture.text("均值30.0倍")
    assert not [y for x, y in curve if label.left < x < label.right and label.top < y < label.bottom]


@pytest.mark.parametrize("above_first", [True, False])
def test_the_name_of_a_reference_is_where_the_line_is_not(above_first: bool, drawn: Drawn) -> None:
    first, second = (10.2, 9.8) if above_first else (9.8, 10.2)
    values = tuple(first if at < 40 else second for at in range(80))
    picture = drawn(line(PlotSeries("值", (*values[:79], 14.0)), references=(PlotReference(10, "平均水平"),)))
    label = picture.text("平均水平")
    (curve,) = curves(picture, ACCENT)
    assert not [y for x, y in curve if label.left < x < label.right and label.top - 1 < y < label.bottom + 1]


def test_a_reference_beyond_the_data_extends_the_axis(drawn: Drawn) -> None:
    picture = drawn(line(PlotSeries("值", wave(80, 10)), references=(PlotReference(100, "上限"),)))
    assert "100" in picture.words


def test_the_unit_stands_above_the_axis(drawn: Drawn) -> None:
    picture = drawn(line(PlotSeries("指数", wave(80, 600, 50), unit="点")))
    unit = picture.text("点")
    assert unit.left == 0
    assert unit.size == 8
    ticks = [text for text in picture.texts if text.text.isdigit()]
    assert all(unit.bottom < tick.top for tick in ticks if tick.left < 30)


def test_monthly_columns_have_room_between_them_and_labels_below_them(drawn: Drawn) -> None:
    picture = drawn(VISITS, 150, 70)
    columns = picture.filled(ACCENT)
    assert len(columns) == len(MONTHS)
    january = columns[MONTHS.index(date(2024, 1, 1))]
    assert picture.text("2024-01").middle[0] == pytest.approx((january[0] + january[2]) / 2, abs=0.5)


def test_grid_lines_are_few(drawn: Drawn) -> None:
    for height in (45, 60, 105):
        (grid,) = drawn(line(PlotSeries("值", wave(80, 10))), 150, height).stroked(HAIRLINE)
        assert 2 <= len(grid.parts) <= 6


@pytest.mark.parametrize("width", [60, 95])
@pytest.mark.parametrize("month", [(3, 6, 9, 12), (12,), (6,), (6, 12)])
def test_an_axis_of_period_ends_names_three_moments_up_to_the_last_year(
    width: float, month: tuple[int, ...], drawn: Drawn
) -> None:
    days = tuple(date(year, one, 30) for year in range(2015, 2025) for one in month)
    words = drawn(LinePlot(days, (PlotSeries("数值", wave(len(days), 9)),)), width, 45).words
    named = [word for word in words if re.fullmatch(r"20\d\d(-\d\d)?", word)]
    assert len(named) >= 3
    assert named[-1][:4] in ("2023", "2024")


def _moments(words: list[str]) -> list[str]:
    return [word for word in words if re.fullmatch(r"(20)?\d\d(-\d\d){0,2}", word) and word != "20"]


@pytest.mark.parametrize("width", [45, 60])
def test_an_axis_of_quarter_ends_names_quarter_ends(width: float, drawn: Drawn) -> None:
    ends = ((3, 31), (6, 30), (9, 30), (12, 31))
    days = tuple(date(year, *end) for year in (2022, 2023) for end in ends)
    named = _moments(drawn(LinePlot(days, (PlotSeries("数值", wave(8, 9)),)), width, 45).words)
    assert len(named) >= 3
    assert {word[-2:] for word in named if len(word) == 7} <= {"03", "06", "09", "12"}


@pytest.mark.parametrize(
    ("width", "days"),
    [
        (45, (date(2024, 3, 29),)),
        (45, (date(2023, 12, 29), date(2024, 3, 29))),
        (60, (date(2019, 5, 7), date(2021, 11, 3), date(2022, 1, 18), date(2024, 8, 30))),
        (70, (date(2024, 1, 2), date(2024, 1, 3), date(2024, 1, 9))),
        (45, tuple(date(2024, 1 + at // 4, 2 + 6 * (at % 4)) for at in range(11))),
    ],
)
def test_an_axis_of_any_dates_names_three_moments_if_there_are(
    width: float, days: tuple[date, ...], drawn: Drawn
) -> None:
    picture = drawn(LinePlot(days, (PlotSeries("数值", wave(len(days), 9)),)), width, 40)
    foot = max(text.bottom for text in picture.texts)
    named = [text for text in picture.texts if abs(text.bottom - foot) < 0.5]
    assert len(named) >= min(3, len(days)), picture.words
    assert picture.collisions() == []
    assert picture.outside() == []
