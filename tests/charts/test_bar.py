"""Rankings by horizontal bars."""

from __future__ import annotations

from dataclasses import replace

import pytest

from yanbao.charts.colors import PALE, mix
from yanbao.model.plot import PlotSeries
from yanbao.model.plots import BarPlot

from .conftest import ACCENT, GREEN, HAIRLINE, ORANGE, QUIET, RED, STYLE, Drawn
from .samples import CHANGES, LONG_NAME, LONG_WORD, RANKING


def test_bars_are_in_order_from_the_top_with_names_left_and_values_right(drawn: Drawn) -> None:
    picture = drawn(RANKING, 130, 75)
    bars = sorted(picture.filled(QUIET) + picture.filled(ACCENT), key=lambda box: box[1])
    assert len(bars) == 4
    for (left, top, right, bottom), name, value in zip(bars, RANKING.x, RANKING.series[0].values, strict=True):
        label, number = picture.text(str(name)), picture.text(f"{value:.2f}")
        assert label.right < left
        assert right < number.left < right + 8
        assert top < label.middle[1] < bottom
        assert top < number.middle[1] < bottom


def test_lengths_are_in_proportion_from_zero(drawn: Drawn) -> None:
    bars = sorted(drawn(replace(RANKING, highlight=())).filled(ACCENT), key=lambda box: box[1])
    assert (bars[0][2] - bars[0][0]) / (bars[3][2] - bars[3][0]) == pytest.approx(2433.61 / 2066.66, rel=0.005)


def test_the_highlight_has_the_accent_and_bold_type_and_the_others_are_quiet(drawn: Drawn) -> None:
    picture = drawn(RANKING, 130, 75)
    assert len(picture.filled(ACCENT)) == 1
    assert len(picture.filled(QUIET)) == 3
    assert picture.text("商汤日日新多模态大模型").bold
    assert picture.text("2183.39").bold
    assert not picture.text("WeMM").bold


def test_there_are_no_ticks_and_no_grid(drawn: Drawn) -> None:
    picture = drawn(RANKING, 130, 75)
    assert picture.stroked(HAIRLINE) == []
    assert len(picture.texts) == 8


def test_negative_bars_go_left_and_changes_are_signed(drawn: Drawn) -> None:
    picture = drawn(CHANGES, 95, 55)
    assert {"−8.2%", "+12.0%", "−3.1%", "0.0%"} <= set(picture.words)
    bars = sorted(picture.filled(ACCENT), key=lambda box: box[1])
    zero = bars[1][0]
    assert bars[0][2] == pytest.approx(zero, abs=0.02)
    assert picture.text("−8.2%").right < bars[0][0]
    assert picture.text("传媒").right < picture.text("−8.2%").left


def test_long_names_wrap_and_leave_room_for_bars(drawn: Drawn) -> None:
    plot = BarPlot((LONG_NAME, LONG_WORD, "短"), (PlotSeries("值", (1, 2, 3)),))
    picture = drawn(plot, 95, 45)
    assert "短" in picture.words
    assert LONG_NAME not in picture.words
    assert min(left for left, _, _, _ in picture.filled(ACCENT)) < 0.45 * picture.width


def test_a_missing_value_has_a_name_and_no_bar(drawn: Drawn) -> None:
    picture = drawn(BarPlot(("甲", "乙"), (PlotSeries("值", (None, 2)),)))
    assert len(picture.filled(ACCENT)) == 1
    assert sorted(picture.words) == sorted(["甲", "乙", "2"])


def test_all_rows_are_drawn_even_where_not_all_can_be_labelled(drawn: Drawn) -> None:
    names = tuple(f"公司{k}" for k in range(40))
    picture = drawn(BarPlot(names, (PlotSeries("值", tuple(range(40, 0, -1))),), highlight=("公司7",)), 95, 45)
    assert len(picture.filled(ACCENT)) + len(picture.filled(QUIET)) == 40
    labelled = [word for word in picture.words if word.startswith("公司")]
    assert 8 <= len(labelled) < 40
    assert "公司7" in labelled


def test_bars_are_not_thick_where_there_are_few(drawn: Drawn) -> None:
    picture = drawn(BarPlot(("甲", "乙"), (PlotSeries("值", (1, 2)),)), 95, 100)
    assert all(bottom - top < 29 for _, top, _, bottom in picture.filled(ACCENT))


def test_the_unit_stands_above_the_bars(drawn: Drawn) -> None:
    plot = replace(RANKING, series=(replace(RANKING.series[0], unit="分"),))
    picture = drawn(plot, 130, 75)
    assert picture.text("分").bottom < min(top for _, top, _, _ in picture.filled(QUIET))


def test_gains_and_losses_have_the_market_s_colours(drawn: Drawn) -> None:
    picture = drawn(replace(CHANGES, in_market_colors=True), 95, 55)
    assert len(picture.filled(RED)) == 2  # one of them is 0
    assert len(picture.filled(GREEN)) == 2
    assert picture.filled(ACCENT) == []


def test_beside_a_highlight_other_gains_and_losses_are_pale(drawn: Drawn) -> None:
    picture = drawn(replace(CHANGES, in_market_colors=True, highlight=("银行", "传媒")), 95, 55)
    assert (len(picture.filled(RED)), len(picture.filled(GREEN))) == (1, 1)
    assert len(picture.filled(mix(RED, STYLE.paper, PALE))) == 1
    assert picture.text("传媒").bold


def test_the_legend_says_what_highlighted_rows_have_in_common(drawn: Drawn) -> None:
    picture = drawn(replace(RANKING, highlight_label="国内模型"), 130, 75)
    assert len(picture.filled(ACCENT)) == 2  # a bar and a square
    assert picture.text("国内模型").bottom < min(top for _, top, *_ in picture.filled(QUIET))


def test_a_highlighted_bar_has_the_colour_of_its_name(drawn: Drawn) -> None:
    picture = drawn(replace(RANKING, hues=(1,)), 130, 75)
    assert len(picture.filled(ORANGE)) == 1
    assert len(picture.filled(QUIET)) == 3


def test_a_unit_that_the_caption_names_is_not_written_and_takes_no_room(drawn: Drawn) -> None:
    plot = replace(RANKING, series=(replace(RANKING.series[0], unit="分"),))
    above, told = drawn(plot, 130, 75), drawn(replace(plot, unsaid=("2024年", "分")), 130, 75)
    assert "分" in above.words
    assert "分" not in told.words
    assert told.text(str(RANKING.x[0])).top < above.text(str(RANKING.x[0])).top
