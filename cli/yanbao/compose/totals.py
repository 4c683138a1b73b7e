"""Totals computed from the rows that a table shows: sums, averages, medians."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from yanbao import rules
from yanbao.compose.prose import Prose
from yanbao.compose.values import exact
from yanbao.diagnostics import Diagnostic, Level, Marked
from yanbao.model.html import Html
from yanbao.model.madeof import made_of_others
from yanbao.model.manuscript import Role
from yanbao.model.tables import TableTotal, TotalLabels

if TYPE_CHECKING:
    import pandas as pd

Report = Callable[[Diagnostic], object]

_RULE = rules.INCOMPLETE_TOTAL


@dataclass(frozen=True)
class Totals:
    """A row of totals: its label, and its numbers by column."""

    label: Html
    values: dict[str, float]


def computed_totals(
    total: TableTotal, frame: pd.DataFrame, names: Sequence[str], multiples: Set[str], prose: Prose
) -> Iterator[Totals]:
    """The requested rows of sums, means and medians; columns that cannot have a total are reported.

    ``frame`` has the rows that count, ``names`` their names. Of ``multiples`` only numbers above 0 do; without any,
    their total is NaN.
    """
    messages, report = prose.messages, prose.report

    def cells(names: Iterable[Marked]) -> dict[str, list[float]]:
        whole = {str(name): frame[name].tolist() for name in names if _is_whole(name, frame, report)}
        return {
            name: [cell if cell > 0 or name not in multiples else math.nan for cell in column]
            for name, column in whole.items()
        }

    def label(own: Marked | None, usual: str) -> Html:
        if own:
            return prose.line(own, Role.LABEL).html
        names = messages.list_separator.join(total.without)
        return escape(messages.without.format(label=usual, names=names) if names else usual)

    if total.computed and (made := made_of_others(names)):
        message = f"row '{made}' is made of the others, and would count besides them"
        report(_error(message, total.computed[0], f"name it as the total, `total: {made}`, or leave it out: 'without'"))
        return
    own = total.labels or TotalLabels()
    if total.sum:
        sums = {name: float(sum(map(exact, column))) for name, column in cells(total.sum).items()}
        yield Totals(label(own.sum, messages.total), sums)
    if total.average:
        weights = [1.0] * len(frame)
        if total.weight:
            if not _is_whole(total.weight, frame, report):
                return
            weights = frame[total.weight].tolist()
            if min(weights) < 0 or not any(weights):
                message = f"'{total.weight}' has numbers that cannot be weights"
                report(_error(message, total.weight, "weights are positive"))
                return
        means = {name: _mean(column, weights) for name, column in cells(total.average).items()}
        yield Totals(label(own.average, messages.weighted_mean if total.weight else messages.mean), means)
    if total.median:
        middles = {name: _median(column) for name, column in cells(total.median).items()}
        yield Totals(label(own.median, messages.median), middles)


def _mean(cells: Sequence[float], weights: Sequence[float]) -> float:
    """The weighted mean of the numbers among the cells; NaN if they have no weight."""
    known = [(exact(cell), exact(one)) for cell, one in zip(cells, weights, strict=True) if not math.isnan(cell)]
    whole = sum(weight for _, weight in known)
    return float(sum(map(math.prod, known)) / whole) if whole else math.nan


def _median(cells: Sequence[float]) -> float:
    """The median of the numbers among the cells; NaN if there are none."""
    known = [exact(cell) for cell in cells if not math.isnan(cell)]
    return float(statistics.median(known)) if known else math.nan


def _is_whole(column: Marked, frame: pd.DataFrame, report: Report) -> bool:
    """True if a column has a number in every row; otherwise reports that its total is missing."""
    missing = int(frame[column].isna().sum())
    if missing or not len(frame):
        rows = f"{missing} of the {len(frame)} rows shown" if missing else "any row"
        message = f"column '{column}' has no number in {rows}"
        report(_error(message, column, "choose rows with 'where', or leave it out of the totals"))
    return not missing and bool(len(frame))


def _error(message: str, at: Marked, remedy: str) -> Diagnostic:
    return Diagnostic(Level.ERROR, _RULE.id, message, at.mark, remedy, max(1, len(at.raw)))
