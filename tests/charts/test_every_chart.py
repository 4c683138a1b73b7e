"""What holds for every chart: legible, within its paper, in the report's font, fit to be inline in a page."""

from __future__ import annotations

import hashlib
import math
import os
import pickle
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from matplotlib import font_manager

from yanbao.charts import CHARACTERS
from yanbao.charts.drawing import EmptyPlotError, draw
from yanbao.model.plot import PlotEvent, PlotSeries
from yanbao.model.plots import ColumnPlot
from yanbao.model.sheet import FontSet
from yanbao.model.timeplots import LinePlot

from .conftest import HAIRLINE, STYLE, Drawn
from .extremes import EXTREMES, PANELS
from .picture import SVG
from .samples import ALL, DAYS, MONTHS, RETURNS, SCORES, line, of_type, wave

every_chart = pytest.mark.parametrize("name", ALL)
EXTREME = EXTREMES | PANELS


@every_chart
def test_texts_neither_collide_nor_leave_the_paper(name: str, drawn: Drawn) -> None:
    picture = drawn(*ALL[name])
    assert picture.collisions() == []
    assert picture.outside() == []


@every_chart
def test_no_other_characters_are_printed_than_the_fonts_are_asked_for(name: str, drawn: Drawn) -> None:
    """The report's fonts have those of its content and messages, and what charts say that they need."""
    plot, width, height = ALL[name]
    own = {*CHARACTERS, *repr(plot), *repr(STYLE), " "}
    assert set("".join(drawn(plot, width, height).words)) - own == set()


@every_chart
def test_text_has_the_chart_size_or_one_point_less(name: str, drawn: Drawn) -> None:
    assert {text.size for text in drawn(*ALL[name]).texts} <= {9, 8}


@every_chart
def test_the_svg_is_lean_and_safe_to_put_into_a_page(name: str, drawn: Drawn) -> None:
    plot, width, height = ALL[name]
    picture = drawn(plot, width, height)
    tags = {element.tag.removeprefix(SVG) for element in picture.root.iter()}
    attributes = {attribute for element in picture.root.iter() for attribute in element.attrib}
    assert tags <= {"svg", "path", "text"}
    assert not attributes & {"id", "class", "style", "clip-path"}
    assert picture.svg.startswith("<svg ")
    assert len(list(picture.root)) - len(picture.texts) < 12 + 3 * len(plot.series)


@every_chart
def test_coordinates_have_two_decimals_at_most(name: str, drawn: Drawn) -> None:
    picture = drawn(*ALL[name])
    numbers = [number for shape in picture.root for number in re.findall(r"\.(\d+)", shape.get("d", ""))]
    assert max(map(len, numbers)) <= 2


@every_chart
def test_all_text_has_the_family_once(name: str, drawn: Drawn) -> None:
    picture = drawn(*ALL[name])
    assert picture.root.get("font-family") == "Test Sans"
    assert picture.svg.count("font-family") == 1
    assert {element.get("font-weight") for element in picture.root} <= {None, "700"}


def test_the_drawing_has_the_size_asked_for_in_points(drawn: Drawn) -> None:
    root = drawn(RETURNS, 127, 63.5).root
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("360pt", "180pt", "0 0 360 180")


def test_text_size_and_family_follow_the_style(fonts: FontSet, drawn: Drawn) -> None:
    picture = drawn(RETURNS, 200, 100, size=11, family="Another")
    assert picture.root.get("font-size") == "11"
    assert {text.size for text in picture.texts} == {11, 10}
    assert picture.root.get("font-family") == "Another"


def test_a_minus_is_never_a_hyphen(drawn: Drawn) -> None:
    words = drawn(RETURNS, 150, 90).words
    assert "−10%" in words
    assert not any(word.startswith("-") for word in words)


def test_text_is_written_as_it_is(drawn: Drawn) -> None:
    series = (PlotSeries("A&B <x> $y$", (1.0,), role="accent"), PlotSeries("C_{d}", (2.0,)))
    words = drawn(ColumnPlot(("a $b$ c",), series)).words
    assert {"A&B <x> $y$", "C_{d}", "a $b$ c"} <= set(words)


@pytest.mark.parametrize(
    "type_",
    [
        "line",
        "column",
        "bar",
        "area",
        "dumbbell",
        "events",
        "candlestick",
        "band",
        "waterfall",
        "football-field",
        "performance",
        "radar",
        "donut",
        "slope",
        "share-bar",
        "heat",
        "histogram",
    ],
)
@pytest.mark.parametrize("values", [(None, None), (float("nan"), None), (float("inf"), float("-inf"))])
def test_a_plot_without_a_value_is_refused(type_: str, values: tuple[float | None, ...], fonts: FontSet) -> None:
    plot = of_type(type_, DAYS[:2], (PlotSeries("空", values),), events=(PlotEvent(1, 0, "", ""),))
    with pytest.raises(EmptyPlotError):
        draw(plot, 95, 45, STYLE, fonts, "chart")


def test_a_plot_without_series_is_refused(fonts: FontSet) -> None:
    with pytest.raises(EmptyPlotError):
        draw(LinePlot((), ()), 95, 45, STYLE, fonts, "chart")


def test_a_series_without_a_value_does_not_spoil_the_others(drawn: Drawn) -> None:
    full, empty = PlotSeries("有", wave(80)), PlotSeries("空", (None,) * 80)
    assert "空" not in drawn(line(full, empty)).words
    assert "空" not in drawn(ColumnPlot(DAYS, (full, empty), monthly=False)).words


def test_values_that_are_not_numbers_are_missing(drawn: Drawn) -> None:
    values = [*wave(80)]
    gap = line(PlotSeries("值", (*values[:40], None, *values[41:])))
    nan = line(PlotSeries("值", (*values[:40], float("nan"), *values[41:])))
    assert drawn(nan).svg == drawn(gap).svg


def test_a_larger_chart_has_the_same_text_size_and_more_ticks(drawn: Drawn) -> None:
    small, large = drawn(RETURNS, 95, 45), drawn(RETURNS, 200, 105)
    assert {text.size for text in small.texts} == {text.size for text in large.texts}
    assert len(large.texts) > len(small.texts)


def test_grid_is_horizontal_and_light(drawn: Drawn) -> None:
    (grid,) = drawn(SCORES, 171, 80).stroked(HAIRLINE)
    assert grid.width == 0.5
    assert all(top == bottom for _, top, _, bottom in grid.boxes)


def test_grid_stops_before_labels(drawn: Drawn) -> None:
    picture = drawn(SCORES, 171, 80)
    (grid,) = picture.stroked(HAIRLINE)
    labels = [text for text in picture.texts if text.text.replace(".", "").isdigit() and "." in text.text]
    crossed = [
        (label.text, y)
        for left, y, right, _ in grid.boxes
        for label in labels
        if label.top < y < label.bottom and left < label.right and label.left < right
    ]
    assert crossed == []


def test_equal_input_gives_equal_bytes_in_another_process(fonts: FontSet, drawn: Drawn, tmp_path: Path) -> None:
    job = tmp_path / "job"
    job.write_bytes(pickle.dumps((list(ALL.values()), STYLE, fonts)))
    expected = hashlib.sha256("".join(drawn(*chart).svg for chart in ALL.values()).encode()).hexdigest()
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"  # another than this process has
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    result = subprocess.run(
        [sys.executable, "-c", _JOB, str(job)], env=environment, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == expected


_JOB = """
import hashlib, pickle, sys
from yanbao.charts.drawing import draw
with open(sys.argv[1], "rb") as file:
    charts, style, fonts = pickle.load(file)
digest = hashlib.sha256()
for plot, width, height in charts:
    digest.update(draw(plot, width, height, style, fonts, "chart").encode())
print(digest.hexdigest())
"""


def test_the_machine_s_fonts_and_settings_do_not_matter(
    fonts: FontSet, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import matplotlib as mpl

    before = draw(RETURNS, 150, 90, STYLE, fonts, "chart")
    monkeypatch.setattr(font_manager, "findfont", _never)
    monkeypatch.setattr(font_manager.fontManager, "findfont", _never)
    with mpl.rc_context():
        mpl.rcParams.update({"savefig.bbox": "tight", "font.size": 20, "patch.linewidth": 7, "svg.fonttype": "path"})
        assert draw(RETURNS, 150, 90, STYLE, fonts, "chart") == before


def _never(*_: object, **__: object) -> str:
    raise AssertionError("a font was looked up")


def test_fonts_cut_anew_into_the_same_file_are_measured_anew(fonts: FontSet, tmp_path: Path) -> None:
    file = tmp_path / "regular.ttf"
    svgs = []
    for face in (fonts.regular, fonts.bold):
        file.write_bytes(face.path.read_bytes())
        svgs.append(
            draw(RETURNS, 150, 90, STYLE, replace(fonts, regular=replace(face, path=file, weight=400)), "chart")
        )
    assert svgs[0] != svgs[1]


@pytest.mark.parametrize(
    "type_",
    [
        "line",
        "column",
        "bar",
        "area",
        "dumbbell",
        "radar",
        "events",
        "candlestick",
        "band",
        "waterfall",
        "football-field",
    ],
)
def test_large_numbers_are_counted_in_a_power_and_periods_are_kept(type_: str, drawn: Drawn) -> None:
    """A candlestick chart takes the four as open, high, low and close."""
    values = ((1.6e9, 2.5e9, 3.2e9), (1.9e9, 3.0e9, 3.8e9), (1.5e9, 2.4e9, 3.1e9), (1.8e9, 2.9e9, 3.5e9))
    count = 1 if type_ in ("bar", "events", "waterfall") else 2 if type_ == "football-field" else 4
    series = tuple(PlotSeries(f"序列{at}", row, "元") for at, row in enumerate(values[:count]))
    picture = drawn(of_type(type_, ("23Q4", "24Q1", "2024E"), series), 120, 65)
    assert {"亿元", "23Q4", "24Q1", "2024E"} <= set(picture.words)
    assert not any("," in word for word in picture.words)


@pytest.mark.parametrize("type_", ["line", "column", "bar", "area", "dumbbell", "events", "candlestick", "band"])
def test_months_are_written_as_months(type_: str, drawn: Drawn) -> None:
    series = tuple(PlotSeries(f"序列{at}", (5.0, 6.0, 7.0)) for at in range(4))
    words = drawn(
        of_type(type_, MONTHS[:3], series[: 1 if type_ in ("bar", "events") else 4], monthly=True), 120, 65
    ).words
    assert {f"{month:%Y-%m}" for month in MONTHS[:3]} <= set(words)


@pytest.mark.parametrize("name", EXTREME)
def test_texts_of_extreme_data_neither_collide_nor_leave_the_paper(name: str, drawn: Drawn) -> None:
    picture = drawn(*EXTREME[name])
    assert picture.collisions() == []
    assert picture.outside() == []
    assert picture.texts
    points = [place for shape in picture.shapes for part in shape.parts for point in part for place in point]
    assert all(map(math.isfinite, points))
