"""What tables come to: closes, changes and sums in the period of a report and the two before; changes over others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from yanbao.model.dataset import CODES, DAYS, NUMERIC, ColumnType, Dataset
from yanbao.periods import Span, preceding
from yanbao.review.reading.kept import kept, kept_all
from yanbao.review.reading.units import family

if TYPE_CHECKING:
    import pandas as pd

    from yanbao.model.manuscript import Manuscript

_GROUPS = 50
"""Most securities of a table of which each is read."""


@dataclass(frozen=True, slots=True)
class IssueValue:
    """What a column comes to in an earlier period and now, in the unit of its family; ``expression`` prints it.

    ``when`` are the days of the earlier period: the one before, or the one before that, in case none was written about
    that. ``older`` is what it came to in the period before the one before, and ``base`` prints what is compared with
    now, if anything does.
    """

    dataset: str
    names: frozenset[str]
    family: str
    when: Span
    before: float
    now: float
    older: float | None
    expression: str
    base: str


def issue_values(manuscript: Manuscript) -> Iterator[IssueValue]:
    """Those of the tables that a report about a period uses and that have rows in its period and in the one before."""
    days = manuscript.report.spec.days
    if days is None:
        return
    called = names_of_codes(*manuscript.project.datasets.values())
    for dataset in manuscript.datasets:
        times = [name for name, column in dataset.spec.columns.items() if column.type in DAYS]
        codes = [name for name, column in dataset.spec.columns.items() if column.type in CODES]
        if len(times) != 1 or len(codes) > 1 or (codes and dataset.frame[codes[0]].nunique() > _GROUPS):
            continue
        groups: list[tuple[str, pd.DataFrame]] = [("", dataset.frame)]
        if codes:
            groups = [(str(code), frame) for code, frame in dataset.frame.groupby(codes[0], observed=True)]
        for code, frame in groups:
            names = called.get(code, frozenset({code}) if code else frozenset())
            where = f', {codes[0]}="{code}"' if codes else ""
            yield from _of_rows(dataset, frame.sort_values(times[0], kind="stable"), times[0], days, names, where)


@kept
def names_of_codes(*datasets: Dataset) -> dict[str, frozenset[str]]:
    """The names of securities by their codes, as tables have them in one row."""
    return {code: names for dataset in datasets for code, names in _names_of_codes(dataset)}


@kept_all
def _names_of_codes(dataset: Dataset) -> Iterator[tuple[str, frozenset[str]]]:
    kinds = {name: column.type for name, column in dataset.spec.columns.items()}
    codes = [name for name, kind in kinds.items() if kind in CODES]
    names = [name for name, kind in kinds.items() if kind is ColumnType.TEXT]
    if len(codes) == 1 and names and len(dataset.frame) <= _GROUPS:
        for code, name in dataset.frame[[codes[0], names[0]]].dropna().itertuples(index=False):
            yield str(code), frozenset({str(code), str(name)})


def _of_rows(
    dataset: Dataset, frame: pd.DataFrame, time: str, days: Span, names: frozenset[str], where: str
) -> Iterator[IssueValue]:
    """Those of the rows of one security, or of a table without any, in the order of time."""
    dated, before = frame[time].dt.date, preceding(days)
    spans = (preceding(before), before, days)
    issues = [_rows_of(frame, dated, one) for one in spans]
    for column, spec in dataset.spec.columns.items():
        if spec.type not in NUMERIC:
            continue
        unit = "%" if spec.type is ColumnType.PERCENT else spec.unit
        size, kind = (1.0, "%") if unit == "%" else family(unit)
        own = names or frozenset({spec.label or str(column)})
        older, old, now = (_values(issue, column, size) for issue in issues)
        words = {"data": f'data.{dataset.name}, "{column}"', "where": where, "word": f'"{_word(days)}"'}
        found = [(before, old[call], older.get(call), call) for call in old if call in now]
        found += [(spans[0], older[call], None, call) for call in _TELLING if call in older and call in now]
        for when, value, earlier, call in found:
            measured = "%" if call.startswith("change") else kind
            base = _BASE.format(**words) if call.startswith("last") and when == before else ""
            expression = call.format(**words)
            yield IssueValue(dataset.name, own, measured, when, value, now[call], earlier, expression, base)


_BASE = "earlier({data}, {word}{where})"
"""What a close is compared with."""


def _word(days: Span) -> str:
    """What ``change`` calls a period of so many days."""
    count = (days[1] - days[0]).days + 1
    return next((word for most, word in ((10, "week"), (31, "month"), (92, "quarter")) if count <= most), "year")


_LAST, _CHANGE, _YEAR = "last({data}{where})", "change({data}, {word}{where})", 'change({data}, "year"{where})'
_TELLING = (_LAST, _CHANGE, _YEAR)
"""What of the period before the one before is hardly written for anything else."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a period; and by what compares with them, those before it and those before its year."""

    own: pd.DataFrame
    before: dict[str, pd.DataFrame]


def _rows_of(frame: pd.DataFrame, dated: pd.Series[Any], days: Span) -> _Rows:
    starts = {_CHANGE: days[0], _YEAR: days[1].replace(month=1, day=1)}
    own = frame[(dated >= days[0]) & (dated <= days[1])]
    return _Rows(own, {call: frame[dated < start] for call, start in starts.items()})


def _values(rows: _Rows, column: str, size: float) -> dict[str, float]:
    """What a column comes to in a period, by the expression for it."""
    cells = rows.own[column].dropna()
    if cells.empty:
        return {}
    found = {
        _LAST: cells.iloc[-1] * size,
        "sum({data}, date=period{where})": cells.sum() * size,
        "mean({data}, date=period{where})": cells.mean() * size,
        "highest({data}, date=period{where})": cells.max() * size,
        "lowest({data}, date=period{where})": cells.min() * size,
    }
    for call, before in rows.before.items():
        earlier = before[column].dropna()
        if not earlier.empty and earlier.iloc[-1] > 0:
            found[call] = cells.iloc[-1] / earlier.iloc[-1] - 1
    return {key: float(value) for key, value in found.items()}


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
