"""Column charts: values, legend, category names, stacks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from yanbao.charts.canvas import MM
from yanbao.model.plot import PlotSeries
from yanbao.model.plots import ColumnPlot

from .conftest import ACCENT, INK, MUTED, ORANGE, QUIET, Drawn
from .picture import Picture
from .samples import LONG_NAME, MONTHS, SCORES, STACKED


def columns(picture: Picture, color: str) -> list[tuple[float, float, float, float]]:
    """The columns of a colour, without the legend's square."""
    return [box for box in picture.filled(color) if abs((box[2] - box[0]) - (box[3] - box[1])) > 0.05]


def test_every_column_has_its_value_above_it(drawn: Drawn) -> None:
    picture = drawn(SCORES, 171, 80)
    for color, series in zip((ACCENT, ORANGE, QUIET), SCORES.series, strict=True):
        for (left, top, right, _), value in zip(columns(picture, color), series.values, strict=True):
            labels = [t for t in picture.texts if t.text == f"{value:.1f}" and left < t.middle[0] < right]
            assert len(labels) == 1
            assert 0 < top - labels[0].bottom < 4


def test_the_subject_s_values_are_bold_and_the_others_muted(drawn: Drawn) -> None:
    picture = drawn(SCORES, 171, 80)
    assert (picture.text("39.5").bold, picture.text("39.5").color) == (True, INK)
    assert (picture.text("41.5").bold, picture.text("41.5").color) == (False, MUTED)


def test_heights_are_in_proportion_from_zero(drawn: Drawn) -> None:
    boxes = columns(drawn(SCORES, 171, 80), ACCENT)
    heights = [bottom - top for _, top, _, bottom in boxes]
    assert heights[0] / heights[1] == pytest.approx(82.0 / 39.5, rel=0.01)


def test_values_that_would_collide_are_left_to_the_subject(drawn: Drawn) -> None:
    picture = drawn(SCORES, 95, 55)
    assert {"82.0", "39.5", "81.7", "93.0", "50.4"} <= set(picture.words)
    assert "41.5" not in picture.words
    boxes = columns(picture, ORANGE) + columns(picture, QUIET)
    for label in (text for text in picture.texts if "." in text.text):
        assert not [b for b in boxes if b[0] < label.right and label.left < b[2] and b[1] < label.bottom]


def test_values_are_smaller_before_they_are_left_out(drawn: Drawn) -> None:
    sizes = {width: {t.size for t in drawn(SCORES, width, 80).texts if t.text == "41.5"} for width in (171, 118)}
    assert sizes == {171: {9}, 118: {8}}


def test_one_series_has_no_legend_and_several_have_one_above(drawn: Drawn) -> None:
    assert "Llama 3 70B" not in drawn(replace(SCORES, series=SCORES.series[:1])).words
    picture = drawn(SCORES, 171, 80)
    names = [picture.text(series.label) for series in SCORES.series]
    assert len({name.top for name in names}) == 1
    assert names[0].left < names[1].left < names[2].left
    assert names[0].bottom < min(top for _, top, _, _ in columns(picture, ACCENT))


def test_a_legend_is_smaller_before_it_takes_another_row(drawn: Drawn) -> None:
    sizes = {width: [t.size for t in drawn(SCORES, width, 60).texts if t.text == "Llama 3 70B"] for width in (171, 88)}
    assert sizes == {171: [9], 88: [8]}
    picture = drawn(SCORES, 88, 60)
    assert len({picture.text(series.label).top for series in SCORES.series}) == 1


def test_a_legend_takes_more_rows_where_it_must(drawn: Drawn) -> None:
    series = tuple(PlotSeries(f"名称很长的第{k}个系列", (1.0, 2.0)) for k in range(5))
    picture = drawn(ColumnPlot(("甲", "乙"), series), 95, 60)
    assert len({picture.text(one.label).top for one in series}) > 1


def test_few_columns_are_not_wide(drawn: Drawn) -> None:
    picture = drawn(ColumnPlot(("2023", "2028"), (PlotSeries("规模", (32.1, 110.5)),)), 200, 60)
    widths = {round(right - left, 1) for left, _, right, _ in columns(picture, ACCENT)}
    assert widths == {round(14 * MM, 1)}


def test_names_are_below_their_columns_and_wrap_between_words(drawn: Drawn) -> None:
    plot = ColumnPlot(("Llama 3 70B Instruct", "短名", "网络游戏管理办法"), (PlotSeries("值", (1, 2, 3)),))
    picture = drawn(plot, 75, 60)
    (box, *_) = columns(picture, ACCENT)
    first, second = picture.text("Llama 3 70B"), picture.text("Instruct")
    for line in (first, second):
        assert line.middle[0] == pytest.approx((box[0] + box[2]) / 2, abs=0.5)
    assert first.bottom < second.top


def test_narrow_slots_have_upright_names(drawn: Drawn) -> None:
    plot = ColumnPlot(tuple(f"公司名称{k}" for k in range(30)), (PlotSeries("值", tuple(range(30))),))
    picture = drawn(plot, 150, 70)
    name = picture.text("公司名称12")
    assert name.bottom - name.top > name.right - name.left
    assert len([word for word in picture.words if word.startswith("公司")]) == 30


def test_a_very_long_name_ends_in_an_ellipsis(drawn: Drawn) -> None:
    plot = ColumnPlot(tuple(f"{k}{LONG_NAME}" for k in range(12)), (PlotSeries("值", tuple(range(12))),))
    assert sum(word.endswith("…") for word in drawn(plot, 95, 60).words) == 12


def test_negative_columns_go_down_and_have_their_values_below(drawn: Drawn) -> None:
    series = PlotSeries("增速", (0.12, -0.06), percent=True)
    picture = drawn(ColumnPlot(("2019", "2020"), (series,)))
    up, down = columns(picture, ACCENT)
    assert up[3] == pytest.approx(down[1], abs=0.02)
    assert picture.text("+12%").bottom < up[1]
    assert picture.text("−6%").top > down[3]


def test_a_missing_value_has_no_column_and_no_label(drawn: Drawn) -> None:
    picture = drawn(ColumnPlot(("甲", "乙", "丙"), (PlotSeries("值", (3.5, None, 2.0)),)))
    assert len(columns(picture, ACCENT)) == 2
    assert {"3.5", "2.0"} <= set(picture.words)


def test_labels_of_all_series_have_the_same_decimals(drawn: Drawn) -> None:
    plot = ColumnPlot(("甲", "乙"), (PlotSeries("今", (3, 4.25), role="accent"), PlotSeries("昔", (2, 1))))
    assert {"3.00", "4.25", "2.00", "1.00"} <= set(drawn(plot).words)


def test_large_values_share_a_power_unless_the_small_would_vanish(drawn: Drawn) -> None:
    shared = drawn(ColumnPlot(("甲", "乙"), (PlotSeries("市值", (32.1e8, 110.5e8), unit="元"),))).words
    assert {"亿元", "32.1", "110.5"} <= set(shared)
    apart = drawn(ColumnPlot(("甲", "乙"), (PlotSeries("长度", (1_000_000, 8192), unit="tokens"),))).words
    assert {"tokens", "1,000,000", "8,192"} <= set(apart)


def test_stacks_have_values_inside_where_they_fit_and_totals_above(drawn: Drawn) -> None:
    picture = drawn(STACKED, 120, 70)
    assert {"1790.0", "643.5", "2433.5"} <= set(picture.words)
    assert "10.0" not in picture.words  # too low for text
    assert picture.text("2433.5").bold
    lower, upper = columns(picture, ACCENT), columns(picture, ORANGE)
    for one, two in zip(lower, upper, strict=True):
        assert one[1] == pytest.approx(two[3], abs=0.02)
        assert one[0] == two[0]


def test_values_inside_columns_contrast_with_them(drawn: Drawn) -> None:
    assert drawn(STACKED, 120, 70).text("1790.0").color == "#ffffff"


def test_shares_of_a_hundred_percent_have_no_totals(drawn: Drawn) -> None:
    series = (PlotSeries("胜", (0.6, 0.7), percent=True), PlotSeries("负", (0.4, 0.3), percent=True))
    words = drawn(ColumnPlot(("甲", "乙"), series, stacked=True)).words
    assert {"60%", "40%", "70%", "30%"} <= set(words)
    assert words.count("100%") == 1  # on the axis


def test_negative_parts_are_stacked_downwards(drawn: Drawn) -> None:
    series = (PlotSeries("甲", (5, -2)), PlotSeries("乙", (3, -4)))
    picture = drawn(ColumnPlot(("一", "二"), series, stacked=True))
    (_, lower), (_, upper) = columns(picture, ACCENT), columns(picture, ORANGE)
    assert lower[3] == pytest.approx(upper[1], abs=0.02)


def test_months_under_columns_are_never_broken(drawn: Drawn) -> None:
    picture = drawn(ColumnPlot(MONTHS, (PlotSeries("值", tuple(range(17))),), monthly=True), 95, 45)
    months = [word for word in picture.words if word.startswith("20") and len(word) > 3]
    assert months
    assert all(len(month) == 7 for month in months)


@pytest.mark.parametrize(("width", "count", "series"), [(60, 8, 2), (70, 8, 3), (95, 12, 2)])
def test_values_of_the_last_column_stay_on_the_paper(width: float, count: int, series: int, drawn: Drawn) -> None:
    lines = tuple(
        PlotSeries(
            f"第{number}项",
            tuple(123456.78 * (1 + at / 7 + number / 3) for at in range(count)),
            decimals=2,
            role="accent" if number == series - 1 else None,
        )
        for number in range(series)
    )
    assert drawn(ColumnPlot(tuple(f"公司{at}" for at in range(count)), lines), width, 45).outside() == []
