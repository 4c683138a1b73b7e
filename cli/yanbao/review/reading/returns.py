"""Changes of indices and stocks over a period, by the names that a report calls them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from yanbao.model.dataset import CODES, DAYS, NUMERIC, Dataset
from yanbao.periods import Span
from yanbao.review.reading.issue_values import names_of_codes
from yanbao.review.reading.kept import kept_all

if TYPE_CHECKING:
    import pandas as pd

    from yanbao.model.manuscript import Manuscript

_PRICE = re.compile("close|price|收盘|股价|现价|点位", re.IGNORECASE)
_PRICED = frozenset({"", "点", "元", "美元", "港元"})


@dataclass(frozen=True)
class Quotes:
    """The closes of something by day, in the order of time."""

    days: tuple[date, ...]
    closes: tuple[float, ...]

    def change(self, span: Span) -> float | None:
        """The change from the last close before a period to the last in it; None if there is none."""
        before = [close for day, close in zip(self.days, self.closes, strict=True) if day < span[0]]
        during = [close for day, close in zip(self.days, self.closes, strict=True) if span[0] <= day <= span[1]]
        return during[-1] / before[-1] - 1 if before and during and before[-1] > 0 else None


def quotes(manuscript: Manuscript) -> dict[str, Quotes]:
    """The closes of all that the tables of a report have them of; what two tables tell differently is left out."""
    called = names_of_codes(*manuscript.project.datasets.values())
    found: dict[str, Quotes] = {}
    differing: set[str] = set()
    for dataset in manuscript.datasets:
        for name, one in _of_table(dataset, called):
            if found.setdefault(name, one) != one:
                differing.add(name)
    return {name: one for name, one in found.items() if name not in differing}


@kept_all
def _of_table(dataset: Dataset, called: dict[str, frozenset[str]]) -> Iterator[tuple[str, Quotes]]:
    columns = dataset.spec.columns
    times = [name for name, column in columns.items() if column.type in DAYS]
    codes = [name for name, column in columns.items() if column.type in CODES]
    numbers = [name for name, column in columns.items() if column.type in NUMERIC and column.unit in _PRICED]
    if len(times) != 1 or len(codes) > 1:
        return
    frame = dataset.frame.sort_values(times[0], kind="stable")
    if not codes:
        for name in numbers:
            yield columns[name].label or name, _quotes(frame, times[0], name)
        return
    closes = [name for name in numbers if _PRICE.search(f"{name} {columns[name].label}")] or numbers
    if len(closes) == 1:
        for code, rows in frame.groupby(codes[0], observed=True):
            for name in called.get(str(code), frozenset()) - {str(code)}:
                yield name, _quotes(rows, times[0], closes[0])


def _quotes(frame: pd.DataFrame, time: str, column: str) -> Quotes:
    rows = frame[[time, column]].dropna()
    return Quotes(tuple(rows[time].dt.date), tuple(map(float, rows[column])))
