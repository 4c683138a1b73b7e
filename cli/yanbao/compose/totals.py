"""Totals computed from the rows that a table shows."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yanbao import rules
from yanbao.diagnostics import Diagnostic, Level, Marked
from yanbao.model.messages import Messages
from yanbao.model.tables import TableTotal

if TYPE_CHECKING:
    import pandas as pd

Report = Callable[[Diagnostic], object]

_RULE = rules.INCOMPLETE_TOTAL


@dataclass(frozen=True)
class Totals:
    """A row of totals: its label, and its numbers by column."""

    label: str
    values: dict[str, float]


def computed_totals(total: TableTotal, frame: pd.DataFrame, messages: Messages, report: Report) -> Iterator[Totals]:
    """The requested rows of sums and means; columns that cannot have a total are reported."""
    if total.sum:
        sums = {str(name): math.fsum(frame[name].tolist()) for name in total.sum if _is_whole(name, frame, report)}
        yield Totals(messages.total, sums)
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
        means = {
            str(name): math.fsum(map(math.prod, zip(frame[name].tolist(), weights, strict=True))) / math.fsum(weights)
            for name in total.average
            if _is_whole(name, frame, report)
        }
        yield Totals(messages.weighted_mean if total.weight else messages.mean, means)


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
