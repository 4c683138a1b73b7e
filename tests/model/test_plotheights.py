"""Charts are as high as their content wants."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.charts.samples import of_type
from yanbao.model.plot import Panel, PlotSeries
from yanbao.model.plotheights import Heights, heights
from yanbao.model.plots import OF_TYPE

MM = 25.4 / 72


def plot(kind: str, names: int, series: int = 1) -> Any:
    values = tuple(map(float, range(names)))
    own = tuple(PlotSeries(f"系列{at}", values) for at in range(series))
    return of_type(kind, tuple(f"名称{at}" for at in range(names)), own)


@pytest.mark.parametrize("width", [50.0, 148.0, 306.0])
@pytest.mark.parametrize("rows", [1, 2, 7, 40])
def test_rows_of_bars_have_18_to_26_pt_at_any_width(rows: int, width: float) -> None:
    low, natural, high = (height / MM for height in heights(plot("bar", rows), width, 9))
    beside = low - 18 * rows
    assert 0 < beside < 30
    assert (natural - beside) / rows == pytest.approx(22)
    assert (high - beside) / rows == pytest.approx(26)


def test_a_share_bar_is_as_high_as_its_bars_however_many_parts_they_have() -> None:
    bar = plot("share-bar", 5)
    one, two = (
        replace(bar, series=tuple(replace(bar.series[0], percent=True) for _ in range(count))) for count in (1, 2)
    )
    assert heights(one, 148, 9).natural < 16
    assert heights(two, 148, 9).natural - heights(one, 148, 9).natural == pytest.approx(22 * MM)
    assert heights(one, 60, 9).natural - heights(one, 148, 9).natural == pytest.approx(1.25 * 9 * MM)  # of its legend


@pytest.mark.parametrize(("names", "series"), [(2, 1), (3, 1), (1, 3)])
def test_three_columns_are_45_mm_high_at_most(names: int, series: int) -> None:
    assert heights(plot("column", names, series), 148, 9).greatest == 45
    assert heights(plot("column", names + 1, series + 1), 148, 9).greatest > 60


def test_time_series_are_between_1_8_and_2_6_to_1() -> None:
    days = replace(plot("line", 3), x=(date(2024, 1, 2), date(2024, 1, 3), date(2024, 1, 4)))
    low, natural, high = (148 / height for height in heights(days, 148, 9))
    assert low == pytest.approx(2.6)
    assert high == pytest.approx(1.8)
    assert low > natural > high


def test_panels_make_a_chart_as_high_as_their_rows() -> None:
    one = plot("column", 5)
    four, six = (replace(one, panels=tuple(Panel(str(at), one) for at in range(count)), across=2) for count in (4, 6))
    assert heights(six, 148, 9).natural - heights(four, 148, 9).natural == pytest.approx(
        heights(four, 148, 9).natural - heights(replace(four, panels=four.panels[:2]), 148, 9).natural
    )


@pytest.mark.parametrize("kind", OF_TYPE)
@pytest.mark.parametrize("width", [20.0, 58.0, 148.0, 306.0])
def test_heights_of_every_kind_are_in_order(kind: str, width: float) -> None:
    found = heights(plot(kind, 6, 2), width, 9)
    assert isinstance(found, Heights)
    assert 0 < found.least <= found.natural <= found.greatest
