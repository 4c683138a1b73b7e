"""Charts drawn for the columns of screens, and which drawing stands in which column."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from yanbao.charts.screencolumns import draw_column
from yanbao.model.plot import Plot
from yanbao.model.screens import BANDS, LEAST_TEXT, PX, bands_of, for_screens, widths_wanted
from yanbao.model.sheet import FontSet

from .conftest import ACCENT, STYLE
from .extremes import EXTREMES, PANELS, grid
from .picture import Picture
from .samples import ALL, ONE_BAR, rows

SLIM, BROAD = sorted({band.drawn for band in BANDS})
PLOTS = {name: plot for name, (plot, *_) in (ALL | EXTREMES | PANELS).items()}


def picture(plot: Plot, width: float, fonts: FontSet) -> Picture:
    return Picture(draw_column(plot, width, STYLE, fonts, "chart"), fonts)


@pytest.mark.parametrize("name", PLOTS)
def test_texts_neither_collide_nor_leave_a_narrow_column(name: str, fonts: FontSet) -> None:
    drawn = picture(PLOTS[name], SLIM, fonts)
    assert drawn.width * PX == pytest.approx(SLIM, abs=0.1)
    assert drawn.collisions() == []
    assert drawn.outside() == []


def test_text_has_the_size_of_screens_whatever_that_of_paper(fonts: FontSet) -> None:
    plot, *_ = next(iter(ALL.values()))
    assert draw_column(plot, SLIM, replace(STYLE, size=7.4), fonts, "chart") == draw_column(
        plot, SLIM, STYLE, fonts, "chart"
    )


def test_every_row_has_its_room_and_many_rows_are_not_endless(fonts: FontSet) -> None:
    few, many = (
        picture(rows(tuple(f"第{at}行" for at in range(count)), *range(1, count + 1)), SLIM, fonts)
        for count in (8, 1000)
    )
    assert few.height < 200
    assert {"第0行", "第7行"} <= set(few.words)
    assert many.height < 1200
    assert many.collisions() == []


def test_a_share_bar_has_no_room_below_it(fonts: FontSet) -> None:
    drawn = picture(ONE_BAR, SLIM, fonts)
    bottom = max(bottom for *_, bottom in drawn.filled(ACCENT))
    assert drawn.height - bottom < 12


def test_panels_stand_below_each_other_where_they_would_be_too_narrow(fonts: FontSet) -> None:
    plot = replace(grid("column", 6), across=3)
    slim, broad = (picture(plot, width, fonts) for width in (SLIM, BROAD))
    across = [len({text.left for text in one.texts if text.bold}) for one in (slim, broad)]
    assert across[0] < across[1] == 3


@pytest.mark.parametrize(
    ("mm", "size", "served"),
    [
        (147.8, 9, ["broad", "wide", "full"]),  # half of a deck's page
        (306.6, 9, ["full"]),
        (52.3, 7.4, []),  # a narrow column of a note
        (174, 7.4, ["wide", "full"]),
        (90, 12, ["slim"]),
    ],
)
def test_paper_stands_in_the_columns_in_which_it_can_be_read(mm: float, size: float, served: list[str]) -> None:
    assert [band.name for band in bands_of(mm / 25.4 * 96, size)] == served


@pytest.mark.parametrize("width", [150, 300, 559, 700, 1159])
def test_every_column_has_one_drawing_whose_letters_are_large_enough(width: float) -> None:
    served = bands_of(width, STYLE.size)
    drawn: dict[float, str | None] = {one: f"<svg {one}>" for one in widths_wanted(served)}
    html = for_screens("<svg paper>", width, served, drawn)
    shown = re.findall(r'<svg class="([^"]*)" style="max-width:\d+px" ([^>]*)>', html)
    assert len(shown) <= 3
    assert shown[0][0].startswith("paper")
    for band in BANDS:
        (own,) = [what for names, what in shown if band.name in names.split()]
        at = width if own == "paper" else float(own)
        assert band.least / at * (STYLE.size - 1) * PX >= LEAST_TEXT


def test_what_has_no_room_in_a_column_is_shown_as_on_paper() -> None:
    html = for_screens("<svg paper>", 1159, bands_of(1159, 9), {336.0: None, 558.0: "<svg own>"})
    assert re.findall('class="([^"]*)"', html) == ["paper slim full", "broad wide"]
