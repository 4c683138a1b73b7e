"""Makes timelines: rows of a dataset by day, month, quarter or year, and lane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from yanbao import rules
from yanbao.compose.listing import DiagramParts, Listing
from yanbao.compose.prose import Prose
from yanbao.diagnostics import Diagnostic, Level
from yanbao.model.dataset import ColumnType, Dataset
from yanbao.model.diagrams import Timeline
from yanbao.model.drawn import BoxItem, Lane, TimelineColumn
from yanbao.model.messages import Messages

if TYPE_CHECKING:
    import pandas as pd

Step = Literal["day", "month", "quarter", "year"]

_FREQUENCIES: dict[Step, str] = {"day": "D", "month": "M", "quarter": "Q", "year": "Y"}
_STEPS = [*_FREQUENCIES]
_FINEST: dict[ColumnType, Step] = {
    ColumnType.DATE: "day",
    ColumnType.MONTH: "month",
    ColumnType.QUARTER: "quarter",
    ColumnType.YEAR: "year",
}


def timeline(
    spec: Timeline, dataset: Dataset, prose: Prose, most: int
) -> tuple[tuple[TimelineColumn, ...], tuple[Lane, ...], DiagramParts]:
    """The columns of a timeline that has been checked, at most so many if the author does not say what they are, and
    its lanes with the lines of each column.
    """
    listing = Listing(spec, dataset, prose)
    rows = listing.of(spec.where).sort_values(spec.date, kind="stable")
    finest = _FINEST[dataset.spec.columns[spec.date].type]
    step = max(spec.by or _chosen(rows[spec.date], finest, most), finest, key=_STEPS.index)
    periods = rows[spec.date].dt.to_period(_FREQUENCIES[step])
    shown = _columns(periods, step, most)
    if len(shown) > most:
        message = f"this timeline has {len(shown)} columns, and {most} have room on a page"
        remedy = "choose rows with 'where', or a longer period with 'by'"
        prose.report(Diagnostic(Level.WARNING, rules.CROWDED_CHART.id, message, spec.date.mark, remedy))
    groups = list(listing.groups(spec.lanes, rows)) if spec.lanes else [("", rows)]
    lanes = []
    for name, group in groups:
        of_group = periods.loc[group.index]
        cells = (_lines(listing, group[of_group == one], spec.date, step, finest, prose.messages) for one in shown)
        lanes.append(Lane(escape(name), tuple(cells)))
    return tuple(_named(shown, step, prose.messages)), tuple(lanes), listing.parts()


def describe(columns: Sequence[TimelineColumn], lanes: Sequence[Lane], title: str, messages: Messages) -> str:
    """Alternative text of a timeline."""
    count = sum(len(cell) for lane in lanes for cell in lane.cells)
    first, last = (columns[0].whole, columns[-1].whole) if columns else ("", "")
    return messages.alt.timeline.format(title=title, first=first, last=last, count=count)


def _chosen(dates: pd.Series[Any], finest: Step, most: int) -> Step:
    """The finest step with few enough columns."""
    steps = _STEPS[_STEPS.index(finest) :]
    fitting = (one for one in steps if len(_columns(dates.dt.to_period(_FREQUENCIES[one]), one, most)) <= most)
    return next(fitting, "year")


def _columns(periods: pd.Series[Any], step: Step, most: int) -> list[Any]:
    """The periods that are shown: days with rows; else all from the first to the last, if these are not too many."""
    import pandas as pd

    present = sorted(set(periods))
    if step == "day" or not present:
        return present
    whole = list(pd.period_range(present[0], present[-1]))
    return whole if len(whole) <= most else present


def _named(periods: Sequence[Any], step: Step, messages: Messages) -> list[TimelineColumn]:
    """Columns with their names and years, which are printed where they begin."""
    if step == "year":
        return [TimelineColumn(f"{one.year}{messages.year}", "", False) for one in periods]
    columns: list[TimelineColumn] = []
    for before, one in zip((None, *periods), periods, strict=False):
        day = f"{one.day}{messages.day}" if step == "day" else ""
        name = f"Q{one.quarter}" if step == "quarter" else f"{one.month}{messages.month}{day}"
        opens = before is None or before.year != one.year
        columns.append(TimelineColumn(name, f"{one.year}{'' if step == 'quarter' else messages.year}", opens))
    return columns


def _lines(
    listing: Listing, rows: pd.DataFrame, column: str, step: Step, finest: Step, messages: Messages
) -> tuple[BoxItem, ...]:
    """The lines of a cell, each with its date where that says more than the column."""
    items = []
    for item, moment in zip(listing.items(rows), rows[column], strict=True):
        day = f"{moment.day}{messages.day}" if finest == "day" else ""
        is_finer = step != finest and finest in ("day", "month")
        items.append(replace(item, date=f"{moment.month}{messages.month}{day}" if is_finer else ""))
    return tuple(items)
