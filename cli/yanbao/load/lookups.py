"""Fills columns that are looked up in other datasets by ticker, a left join, and those that are computed by row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from yanbao import rules
from yanbao.diagnostics import Mark, Marked, suggest
from yanbao.grammar import ExpressionError
from yanbao.load.declared import Declared
from yanbao.load.findings import Findings
from yanbao.load.grids import Grid
from yanbao.model.base import NEWEST
from yanbao.model.computed import CellError, computed, used_in
from yanbao.model.dataset import CODES, TIME, Column, Dataset, DatasetSpec, spoken_of

if TYPE_CHECKING:
    import pandas as pd


def fill_lookups(
    declared: Mapping[str, Declared],
    frames: Mapping[str, pd.DataFrame],
    grids: Mapping[str, Grid],
    lost: Collection[str],
    found: Findings,
) -> dict[str, Dataset]:
    """Complete datasets, from the frames and grids of the columns with cells of their own.

    A ticker missing from the other dataset gives a missing cell. A dataset with an invalid lookup is left out, without
    another error if what it looks up is ``lost``.
    """
    filler = _Filler(declared, frames, grids, lost, found)
    datasets = {}
    for name, item in declared.items():
        columns = {column: filler.column(name, column) for column in item.spec.columns}
        if all(filled is not None for filled in columns.values()):
            whole = {key: filled for key, filled in columns.items() if filled is not None}
            made = _dated(_dataset(item, whole, grids[name]), item, found)
            if made:
                datasets[name] = made
    return datasets


Filled = tuple[Column, "pd.Series[Any]"]


def _dataset(item: Declared, columns: Mapping[str, Filled], grid: Grid) -> Dataset:
    import pandas as pd

    def place(row: int, column: str) -> tuple[Mark, int]:
        if expr := item.spec.columns[column].expr:
            return expr.mark, len(expr.raw)
        own = _ticker(item.spec) if item.spec.columns[column].lookup else column
        return grid.place(row, grid.columns.index(own))

    spec = item.spec.model_copy(update={"columns": {name: column for name, (column, _) in columns.items()}})
    frame = pd.DataFrame({name: cells for name, (_, cells) in columns.items()}, columns=list(columns))
    return Dataset(str(item.name), spec, frame, item.mark, place, dated=item.node.children["as_of"].mark)


def _dated(dataset: Dataset, item: Declared, found: Findings) -> Dataset | None:
    """The dataset with the date of its newest row, if declared ``newest``; None, and an error, if that is unknown."""
    if dataset.spec.as_of != NEWEST:
        return dataset
    times = [(name, one.type) for name, one in dataset.spec.columns.items() if one.type in TIME]
    days = dataset.frame[times[0][0]].dropna() if len(times) == 1 else None
    if days is None or days.empty:
        what = "has no date in any row" if len(times) == 1 else f"has {len(times) or 'no'} columns of dates or months"
        mark = item.node.children["as_of"].mark
        message = f"'{dataset.name}' {what}, so none of its rows is known as the newest"
        found.error(rules.WRONG_VALUE, message, mark, "write the date, such as 2024-04-26", len(NEWEST))
        return None
    as_of = spoken_of(days.max(), times[0][1])
    return replace(dataset, spec=dataset.spec.model_copy(update={"as_of": as_of}), grows=True)


class _Filler:
    """Resolves the cells of columns, following lookups across datasets."""

    def __init__(
        self,
        declared: Mapping[str, Declared],
        frames: Mapping[str, pd.DataFrame],
        grids: Mapping[str, Grid],
        lost: Collection[str],
        found: Findings,
    ) -> None:
        self._declared = declared
        self._lost = lost
        self._frames = frames
        self._grids = grids
        self._found = found
        self._done: dict[tuple[str, str], Filled | None] = {}
        self._open: set[tuple[str, str]] = set()

    def column(self, dataset: str, name: str) -> Filled | None:
        """A column and its cells; None if it, or one it depends on, is invalid."""
        key = (dataset, name)
        if key not in self._done:
            self._open.add(key)
            self._done[key] = self._make(dataset, name)
            self._open.remove(key)
        return self._done[key]

    def _make(self, dataset: str, name: str) -> Filled | None:
        import pandas as pd

        if dataset not in self._frames:
            return None
        column = self._declared[dataset].spec.columns[name]
        if column.expr is not None:
            cells = self._computed(dataset, name, column, column.expr)
            return None if cells is None else (column, cells)
        if column.lookup is None:
            return column, self._frames[dataset][name]
        problem, advice = self._problem(dataset, name, column)
        other = str(column.lookup)
        if other not in self._declared and other in self._lost:
            return None
        if problem:
            self._found.error(rules.BAD_LOOKUP, problem, column.lookup.mark, advice, len(column.lookup.raw))
            return None
        source = self.column(other, name)
        if source is None:
            return None
        spec, cells = source
        tickers = self._frames[other][_ticker(self._declared[other].spec)]
        known = {ticker: cell for ticker, cell in zip(tickers, cells, strict=True) if ticker is not None}
        own = self._frames[dataset][_ticker(self._declared[dataset].spec)]
        filled = pd.Series([known.get(ticker) for ticker in own], dtype=cells.dtype)
        sources = column.source or spec.source or self._declared[other].spec.source
        inherited = {"label": column.label or spec.label, "unit": column.unit or spec.unit, "source": sources}
        decimals = spec.decimals if column.decimals is None else column.decimals
        column = column.model_copy(update={**inherited, "decimals": decimals})
        return column, filled

    def _computed(self, dataset: str, name: str, column: Column, expr: Marked) -> pd.Series[Any] | None:
        """The cells of a computed column; None, and an error, if they cannot be computed."""
        columns = self._declared[dataset].spec.columns
        own = {key: (one, self._frames[dataset][key]) for key, one in columns.items() if one.has_cells}
        try:
            used = [other for other in used_in(expr) if other in columns]
            self._refuse_circle(dataset, name, used)
            made = {other: self.column(dataset, other) for other in used}
            fields = {other: filled for other, filled in made.items() if filled is not None}
            return None if len(fields) < len(made) else computed(expr, column, own | fields)
        except ExpressionError as error:
            mark, width = expr.mark, len(expr.raw)
            grid = self._grids[dataset]
            if isinstance(error, CellError) and (named := _first_of((error.column, *used_in(expr)), grid.columns)):
                mark, width = grid.place(error.row, grid.columns.index(named))
            self._found.error(error.rule, f"'{name}': {error}", mark, error.remedy, width)
            return None

    def _refuse_circle(self, dataset: str, name: str, used: Iterable[str]) -> None:
        """Raises ExpressionError if a column is computed from one that is being computed."""
        for other in used:
            if (dataset, other) in self._open:
                what = "itself" if other == name else f"'{other}', which is computed from it"
                raise ExpressionError(f"computed in a circle: from {what}", remedy="compute it from other columns")

    def _problem(self, dataset: str, name: str, column: Column) -> tuple[str, str]:
        """Why a lookup is invalid, and help; empty if it is valid."""
        other = str(column.lookup)
        if other not in self._declared:
            return f"no dataset '{other}'", suggest(other, self._declared)
        spec = self._declared[other].spec
        if name not in spec.columns:
            return f"dataset '{other}' has no column '{name}'", suggest(name, spec.columns)
        if (other, name) in self._open:
            return f"'{name}' is looked up in a circle", ""
        if spec.columns[name].type is not column.type:
            return f"'{name}' of '{other}' is of type {spec.columns[name].type}", ""
        for table in (dataset, other):
            if not _ticker(self._declared[table].spec):
                return (
                    f"dataset '{table}' has no column of tickers or securities, or more than one, to match rows by",
                    "",
                )
        if other in self._frames:
            tickers = self._frames[other][_ticker(spec)].dropna()
            if not tickers.is_unique:
                return f"'{tickers[tickers.duplicated()].iloc[0]}' is in '{other}' twice", ""
        return "", ""


def _first_of(names: Iterable[str], known: Collection[str]) -> str:
    """The first of some names that is known, or an empty string."""
    return next((name for name in names if name in known), "")


def _ticker(spec: DatasetSpec) -> str:
    """The ticker column used for matching, or an empty string."""
    for kind in CODES:
        names = [name for name, column in spec.columns.items() if column.type is kind and column.has_cells]
        if names:
            return names[0] if len(names) == 1 else ""
    return ""
