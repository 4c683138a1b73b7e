"""Small multiples: panels in a grid, with one head and one set of axis texts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from yanbao.charts.drawing import NoRoomError
from yanbao.model.plot import Panel, Plot, PlotSeries
from yanbao.model.plots import BarPlot

from .conftest import ACCENT, ORANGE, QUIET, Drawn
from .extremes import FACETED, grid
from .picture import Picture
from .samples import line, wave

BELOW = PlotSeries("低", wave(80, 10, 2), unit="点")
ABOVE = PlotSeries("高", wave(80, 90, 2), unit="点")


def panels(*plots: Plot, own_scales: bool = False, across: int | None = None) -> Plot:
    series = tuple(one for plot in plots for one in plot.series)
    shown = tuple(Panel(f"第{at}幅", plot) for at, plot in enumerate(plots))
    return replace(plots[0], series=series, panels=shown, own_scales=own_scales, across=across)


def titles(picture: Picture) -> list[tuple[float, float]]:
    """Left and top of each panel's title."""
    return [(text.left, text.top) for text in picture.texts if text.bold and text.text.endswith("幅")]


@pytest.mark.parametrize("kind", FACETED)
@pytest.mark.parametrize("count", [1, 2, 12])
def test_every_panel_has_its_title(kind: str, count: int, drawn: Drawn) -> None:
    picture = drawn(grid(kind, count), 306, 130)
    assert len(titles(picture)) == count


def test_panels_share_their_scale_and_its_texts_stand_once_a_row(drawn: Drawn) -> None:
    picture = drawn(panels(line(BELOW), line(ABOVE)), 150, 60)
    assert [word for word in picture.words if word.isdigit() and str(int(word)) == word] == [
        "0",
        "20",
        "40",
        "60",
        "80",
        "100",
    ]
    low, high = (shape for shape in picture.stroked(ACCENT) if len(shape.parts[0]) > 2)
    assert min(y for _, y in low.parts[0]) > max(y for _, y in high.parts[0])


def test_with_scales_of_their_own_every_panel_is_full(drawn: Drawn) -> None:
    picture = drawn(panels(line(BELOW), line(ABOVE), own_scales=True), 150, 60)
    curves = [shape.boxes[0] for shape in picture.stroked(ACCENT) if len(shape.parts[0]) > 2]
    assert all(bottom - top > 0.4 * picture.height for _, top, _, bottom in curves)
    assert {"8", "90"} <= set(picture.words)


def test_bars_of_panels_have_rows_of_the_same_height(drawn: Drawn) -> None:
    many = BarPlot(tuple("甲乙丙丁"), (PlotSeries("值", (4.0, 3.0, 2.0, 1.0)),))
    few = BarPlot(("戊", "己"), (PlotSeries("值", (40.0, 30.0)),))
    picture = drawn(panels(many, few, own_scales=True, across=2), 150, 60)
    tops = {text.text: text.top for text in picture.texts}
    assert tops["己"] - tops["戊"] == pytest.approx(tops["乙"] - tops["甲"])
    assert tops["戊"] == pytest.approx(tops["甲"])


def test_unit_and_legend_stand_once(drawn: Drawn) -> None:
    picture = drawn(panels(*(line(BELOW, ABOVE) for _ in range(4))), 150, 90)
    assert [picture.words.count(word) for word in ("点", "低", "高")] == [1, 1, 1]


def test_a_series_that_is_a_panel_s_title_is_not_in_the_legend(drawn: Drawn) -> None:
    muted = replace(ABOVE, role="muted")
    plot = panels(line(BELOW, muted), line(replace(BELOW, label="另"), muted))
    plot = replace(plot, panels=tuple(Panel(panel.plot.series[0].label, panel.plot) for panel in plot.panels))
    picture = drawn(plot, 150, 60)
    assert [picture.words.count(word) for word in ("低", "另", "高")] == [1, 1, 1]
    assert len({shape.stroke for shape in picture.shapes} & {ACCENT, QUIET}) == 2


@pytest.mark.parametrize(
    ("count", "size", "rows"), [(2, (150, 60), 1), (2, (70, 100), 2), (4, (150, 90), 2), (6, (306, 40), 1)]
)
def test_the_grid_fits_its_room(count: int, size: tuple[float, float], rows: int, drawn: Drawn) -> None:
    assert len({top for _, top in titles(drawn(grid("line", count), *size))}) == rows


def test_the_author_says_how_many_stand_side_by_side(drawn: Drawn) -> None:
    picture = drawn(grid("line", 6, across=2), 150, 120)
    assert len({left for left, _ in titles(picture)}) == 2


@pytest.mark.parametrize("height", range(70, 150, 10))
def test_rows_of_the_grid_have_the_same_gridlines(height: int, drawn: Drawn) -> None:
    """Though the last one has names below, which take room."""
    picture = drawn(grid("column", 6, across=3), 200, height)
    ticks = [text.text for text in picture.texts if text.text.isdigit() and text.right < 30]
    assert len(ticks) > 4
    assert ticks[: len(ticks) // 2] == ticks[len(ticks) // 2 :]


def test_where_no_panel_is_below_the_names_are_written(drawn: Drawn) -> None:
    words = drawn(grid("column", 5, across=3), 200, 110).words
    assert words.count("公司0") == 3


def test_colours_are_those_of_the_report_in_all_panels(drawn: Drawn) -> None:
    plots = [line(replace(BELOW, hue=1)), line(replace(ABOVE, hue=0))]
    picture = drawn(panels(*plots), 150, 60)
    first, second = (
        next(shape for shape in picture.stroked(color) if len(shape.parts[0]) > 2) for color in (ORANGE, ACCENT)
    )
    assert first.boxes[0][0] < second.boxes[0][0]


COUNTS = (2, 4, 6, 9, 12, 24)
SIZES = ((95, 45), (95, 80), (150, 130), (306, 130))
GRIDS = [
    (size, count, (row + column) % 2 == 1) for row, size in enumerate(SIZES) for column, count in enumerate(COUNTS)
]
"""Every size and every number of panels has scales of its own in half of the cases."""


@pytest.mark.parametrize("kind", FACETED)
@pytest.mark.parametrize(("size", "count", "own_scales"), GRIDS)
def test_panels_are_readable_or_refused(
    kind: str, own_scales: bool, count: int, size: tuple[float, float], drawn: Drawn
) -> None:
    try:
        picture = drawn(grid(kind, count, own_scales=own_scales), *size)
    except NoRoomError:
        assert size[0] * size[1] / count < 3500  # mm²
        return
    assert picture.collisions() == []
    assert picture.outside() == []
