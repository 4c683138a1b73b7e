"""The pure parts: line breaking, spreading, scales, colours, lean SVG."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yanbao.charts import svg
from yanbao.charts import textwidths as chart_fonts
from yanbao.charts.colors import contrast, legible, mix, on, series_colors
from yanbao.charts.labels import spread
from yanbao.charts.scale import Measure, measure, scale, stretched, trimmed, value_text
from yanbao.model.plot import PlotSeries
from yanbao.model.sheet import FontSet

from .conftest import STYLE
from .samples import LONG_NAME, LONG_WORD

PLAIN = Measure(1, "")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("短", ("短",)),
        ("Llama 3 70B Instruct", ("Llama 3 70B", "Instruct")),
        ("算力需求带动英伟达", ("算力需求带", "动英伟达")),
        ("网络游戏管，理办法", ("网络游戏", "管，理办法")),
        ("网络游戏（草案）", ("网络游戏", "（草案）")),
        ("传媒行业（申万）指数", ("传媒行业", "（申万）指数")),
        ("传（申万一级行业指数）", ("传（申万一级", "行业指数）")),
        ("InternLM-Composer2", ("InternLM-", "Composer2")),
        ("", ("",)),
    ],
)
def test_lines_break_where_readers_expect(text: str, lines: tuple[str, ...], fonts: FontSet) -> None:
    assert chart_fonts.wrap(text, 60, 9, chart_fonts.widths(fonts.regular), 3) == lines


@pytest.mark.parametrize("text", [LONG_NAME, LONG_WORD, "Llama 3 70B Instruct"])
@pytest.mark.parametrize("width", [30, 45, 80])
def test_no_line_is_wider_than_asked_and_what_is_cut_is_marked(text: str, width: float, fonts: FontSet) -> None:
    font = chart_fonts.widths(fonts.regular)
    lines = chart_fonts.wrap(text, width, 9, font, 2)
    assert len(lines) <= 2
    assert all(font.of(line, 9) <= width for line in lines)
    if not lines[-1].endswith("…"):
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_character_that_the_font_lacks_counts_one_em(fonts: FontSet) -> None:
    assert chart_fonts.widths(fonts.regular).of("\U0001f600", 10) == 10


def test_widths_are_exact_sums(fonts: FontSet) -> None:
    """Not those of ``sum``, which depend on the order of the characters and on the version of Python."""
    font = chart_fonts.widths(fonts.bold)
    text = "生成式AI征求意见（23-04-11）Gemini 1.0发布（23-12-07）"
    assert len({font.of(text[at:] + text[:at], 9) for at in range(len(text))}) == 1


def test_bold_text_is_measured_in_bold(fonts: FontSet) -> None:
    assert chart_fonts.widths(fonts.bold).of("123", 10) > chart_fonts.widths(fonts.regular).of("123", 10)


@given(st.lists(st.tuples(st.floats(-50, 150), st.floats(1, 30)), min_size=1, max_size=12))
def test_spread_blocks_are_clear_of_each_other_within_bounds_and_in_order(blocks: list[tuple[float, float]]) -> None:
    centers, heights = [c for c, _ in blocks], [h for _, h in blocks]
    placed = spread(centers, heights, 0, 100)
    if sum(heights) > 100:
        assert placed is None or sum(heights) < 100.001
        return
    assert placed is not None
    order = sorted(range(len(blocks)), key=lambda at: centers[at])
    edges = [(placed[at] - heights[at] / 2, placed[at] + heights[at] / 2) for at in order]
    assert edges[0][0] >= -1e-6
    assert edges[-1][1] <= 100 + 1e-6
    assert all(low[1] <= high[0] + 1e-6 for low, high in pairwise(edges))


def test_blocks_with_room_stay_where_they_are() -> None:
    assert spread([20, 80, 50], [10, 10, 10], 0, 100) == [20, 80, 50]


def test_blocks_that_touch_move_equally() -> None:
    assert spread([50, 50], [10, 10], 0, 100) == [45, 55]


@given(
    st.lists(st.floats(-1e12, 1e12, allow_subnormal=False), min_size=1, max_size=20), st.integers(2, 5), st.booleans()
)
def test_axes_are_round_and_hold_all_values(values: list[float], steps: int, zero: bool) -> None:
    values = [round(value, 6) for value in values]
    axis = scale(values, PLAIN, steps, zero=zero)
    span = axis.high - axis.low
    assert span > 0
    assert axis.low <= min(values) + 1e-9 * span
    assert axis.high >= max(values) - 1e-9 * span
    assert len(axis.ticks) <= steps + 2
    assert len(set(axis.labels)) == len(axis.labels)
    assert not zero or 0 in axis.ticks


def test_an_empty_outer_step_is_trimmed() -> None:
    axis = scale([-0.24, 0.09], PLAIN, 5)
    assert axis.ticks == (-0.3, -0.2, -0.1, 0.0, 0.1)
    short = trimmed(axis, [-0.24, 0.09])
    assert short.ticks == (-0.2, -0.1, 0.0, 0.1)
    assert -0.3 < short.low < -0.24
    assert short.high == 0.1


@pytest.mark.parametrize("values", [[0.01, 0.19], [-0.19, -0.01]])
def test_an_axis_keeps_three_ticks(values: list[float]) -> None:
    axis = scale([-0.2, 0.2], PLAIN, 2)
    assert axis.ticks == (-0.2, 0.0, 0.2)
    assert trimmed(axis, values).ticks == axis.ticks


def test_a_right_axis_has_as_many_steps_as_the_left() -> None:
    axis = stretched(scale([0, 9], PLAIN, 2), 5)
    assert len(axis.ticks) == len(axis.labels) == 6
    assert axis.high == axis.ticks[-1]


@pytest.mark.parametrize(
    ("values", "unit", "divisor", "printed"),
    [
        ((12_500.0,), "点", 1, "点"),
        ((125_000.0,), "次", 1e4, "万次"),
        ((1.8e9, 1.5e8), "次", 1e8, "亿次"),
        ((5e12,), "", 1e12, "万亿"),
        ((5e6,), "亿元", 1, "亿元"),
        ((5e6,), "百万次", 1, "百万次"),
        ((-2e8,), "元", 1e8, "亿元"),
    ],
)
def test_powers_of_units(values: tuple[float, ...], unit: str, divisor: float, printed: str) -> None:
    measured = measure([PlotSeries("甲", values, unit=unit)], STYLE)
    assert (measured.divisor, measured.unit) == (divisor, printed)


@pytest.mark.parametrize(
    ("values", "decimals", "texts"),
    [
        ((1.0, 2.0), None, ["1", "2"]),
        ((1.0, 2.5), None, ["1.0", "2.5"]),
        ((1.0, 2.3456), None, ["1.00", "2.35"]),
        ((1.0, 2.5), 2, ["1.00", "2.50"]),
        ((0.00012, 0.00034), None, ["0.00012", "0.00034"]),
        ((1234567.0, -5.0), 0, ["1,234,567", "−5"]),
        ((-0.001, 3.0), 1, ["0.0", "3.0"]),
    ],
)
def test_value_texts(values: tuple[float, ...], decimals: int | None, texts: list[str]) -> None:
    series = PlotSeries("甲", values, decimals=decimals)
    text = value_text(series, PLAIN, values)
    assert [text(value) for value in values] == texts


def test_text_on_paper_and_on_bars_is_readable() -> None:
    for color in (*STYLE.series, STYLE.quiet, "#ffe680"):
        assert contrast(legible(color, STYLE), STYLE.paper) >= 4.5
        assert contrast(on(color, STYLE), color) >= 3
    assert legible(STYLE.accent, STYLE) == STYLE.accent


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_twelve_series_have_twelve_colours() -> None:
    assert len(set(series_colors([PlotSeries(str(k), (1.0,)) for k in range(12)], STYLE))) == 12


def test_columns_on_the_right_axis_are_quiet_and_take_no_colour_of_the_palette() -> None:
    turnover = PlotSeries("成交额", (1.0,), form="column", axis="right")
    index = PlotSeries("指数", (1.0,))
    assert series_colors([turnover, index], STYLE) == (STYLE.quiet, STYLE.series[0])
    plain = PlotSeries("成交额", (1.0,), form="column", axis="right", role="plain")
    assert series_colors([index, plain], STYLE) == STYLE.series[:2]


def test_mixing() -> None:
    assert mix("#000000", "#ffffff", 0) == "#000000"
    assert mix("#000000", "#ff0000", 1) == "#ff0000"


def test_definitions_stay_in_a_lean_svg_and_style_sheets_go() -> None:
    source = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9pt" height="9pt" viewBox="0 0 9 9" version="1.1">'
        "<defs><style>*{stroke: red}</style></defs>"
        '<g id="figure_1"><g id="patch_1"><path d="M 1 2 L 3 4 " style="fill: url(#h12)"/></g></g>'
        '<defs><pattern id="h12"/></defs><use xmlns:x="http://www.w3.org/1999/xlink" x:href="#h12"/></svg>'
    )
    lean = svg.lean(source, "Test Sans", 9)
    assert "<style" not in lean
    assert "figure_1" not in lean
    assert '<path d="M1 2L3 4" fill="url(#h12)" />' in lean
    assert '<pattern id="h12" />' in lean
    assert '<use href="#h12" />' in lean


def test_what_others_do_to_elementtree_does_not_matter() -> None:
    source = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9pt" height="9pt" viewBox="0 0 9 9"><path d="M 1 2"/></svg>'
    )
    before = svg.lean(source, "Test Sans", 9)
    ET.register_namespace("", "http://example.com/")
    assert svg.lean(source, "Test Sans", 9) == before
    assert before.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="9pt"')


def test_a_power_is_chosen_by_what_is_printed() -> None:
    just_below = PlotSeries("额", (99_999_999.0, 50_000_000.0), unit="元")
    assert measure([just_below], STYLE).unit == "亿元"
    assert measure([PlotSeries("额", (99_000_000.0,), unit="元")], STYLE).unit == "万元"


def test_labels_that_differ_print_differently() -> None:
    series = PlotSeries("率", (0.0490, 0.0503, 0.0497))
    write = value_text(series, PLAIN, [0.0490, 0.0503, 0.0497])
    assert len({write(value) for value in (0.0490, 0.0503, 0.0497)}) == 3
