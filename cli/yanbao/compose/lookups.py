"""Looks up cells and rows of datasets for expressions: by values, column names, and moments in time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from yanbao import formatting, periods
from yanbao.checks import unknown_column, unknown_value
from yanbao.compose.arithmetic import converted, usual_decimals, whole
from yanbao.compose.spans import FREQUENCIES, WORDS, DaysWords, compared_with, days_of, meant_word
from yanbao.compose.values import ExpressionError, Named, Quantity, Words, exact
from yanbao.diagnostics import slip, suggest
from yanbao.model.conditions import ConditionError, is_comparison
from yanbao.model.dataset import NUMERIC, TEXT, TIME, Column, ColumnType, Dataset, comparable, written
from yanbao.model.madeof import made_of_others, naming_column
from yanbao.model.timeline import moments, time_columns
from yanbao.periods import months_of
from yanbao.units import PERCENT

if TYPE_CHECKING:
    import pandas as pd

LIST_JOINT = "\0"
"""Placeholder between list items; printing replaces it by the theme's separator."""


def cells_of(dataset: Dataset, column: str, *types: ColumnType) -> pd.Series[Any]:
    if column not in dataset.spec.columns:
        known = dataset.spec.columns
        message, meant = f"dataset '{dataset.name}' has no column '{column}'", (column, slip(column, known))
        raise ExpressionError(message, unknown_column.RULE, suggest(column, known), meant=meant)
    found = dataset.spec.columns[column].type
    if types and found not in types:
        raise ExpressionError(f"column '{column}' of '{dataset.name}' holds {found}, not {' or '.join(types)}")
    return dataset.frame[column]


def matching(dataset: Dataset, where: Mapping[str, Any]) -> pd.DataFrame:
    """The rows whose columns are as wanted; see ``conditions``. Raises ExpressionError for a value that none has."""
    frame = dataset.frame
    for name, value in where.items():
        cells_of(dataset, name)
        wanted = _wanted(value, dataset.spec.columns[name])
        if dataset.spec.columns[name].type not in comparable(wanted):
            raise ExpressionError(f"column '{name}' of '{dataset.name}' cannot be compared with {_said(wanted)}")
        try:
            found = dataset.has(name, wanted)
        except ConditionError as refused:
            raise ExpressionError(str(refused)) from None
        if not found.any() and not is_comparison(wanted):
            message = f"no row of '{dataset.name}' has {_said(wanted)} in column '{name}'"
            raise ExpressionError(message, unknown_value.RULE, unknown_value.advice(dataset, name, wanted))
        frame = frame[found.loc[frame.index]]
    return frame


def parts(dataset: Dataset, where: Mapping[str, Any]) -> pd.DataFrame:
    """The rows as ``matching`` gives them, to be counted or added up. Raises ExpressionError if one is their total."""
    rows = matching(dataset, where)
    name = naming_column(dataset.spec.columns)
    if name and (made := made_of_others(rows[name])):
        message = f"row '{made}' of '{dataset.name}' is made of the others, and would count besides them"
        raise ExpressionError(message, remedy=f'leave it out by a condition: {name}="!= {made}"')
    return rows


def _wanted(value: Any, column: Column) -> Any:
    """What an expression gives as what a filter of a column takes: a quantity as a number in the column's unit."""
    if isinstance(value, list):
        return tuple(_wanted(one, column) for one in value)
    said = value.words if isinstance(value, Named) else value
    if isinstance(said, DaysWords):
        return said.days
    if isinstance(said, Words):
        return said.text
    if not isinstance(said, Quantity):
        return said
    if column.type in NUMERIC:
        return float(converted(said, _unit_of(column)).value)
    return int(said.value) if said.value.denominator == 1 else float(said.value)


def _said(wanted: Any) -> str:
    """What a filter wants, for messages."""
    items = wanted if isinstance(wanted, tuple) else (wanted,)
    return ", ".join(f"'{formatting.number(one) if isinstance(one, float) else one}'" for one in items)


def _unit_of(column: Column) -> str:
    return PERCENT if column.type is ColumnType.PERCENT else column.unit


def quantity(
    dataset: Dataset, column: str, value: float | Fraction, as_of: str = "", *, is_computed: bool = False
) -> Quantity:
    """A number of a column, or with ``is_computed`` one made of several; what is computed is rounded as usual."""
    spec = dataset.spec.columns[column]
    origin, found, decimals = f"{column} of data.{dataset.name}", exact(value), spec.decimals
    if decimals is None and (is_computed or spec.expr):
        decimals = usual_decimals(found, _unit_of(spec))
    return Quantity(
        found,
        _unit_of(spec),
        decimals,
        dataset.sources([column]),
        as_of or dataset.spec.as_of,
        origin=origin,
        is_level=spec.type is ColumnType.NUMBER and _never_falls(dataset.frame[column]),
    )


def _never_falls(cells: pd.Series[Any]) -> bool:
    """True if several numbers are all above 0, as prices are and changes are not."""
    return len(cells) >= _SEVERAL and bool((cells.dropna() > 0).all())


_SEVERAL = 3


def time_column(dataset: Dataset, by: str, row: str) -> str:
    """The time column that orders the rows; ``row`` describes a row in the error if there is none."""
    if by:
        if moments(cells_of(dataset, by), dataset.spec.columns[by].type) is None:
            raise ExpressionError(f"column '{by}' of '{dataset.name}' holds no dates, months or periods such as 2024Q1")
        return by
    found = time_columns(dataset, dataset.frame)
    if len(found) > 1:
        named = ", ".join(f"'{name}'" for name in found)
        remedy = f'say by which, as in last(data.{dataset.name}, …, by="{found[0]}")'
        raise ExpressionError(f"dataset '{dataset.name}' has several columns of time: {named}", remedy=remedy)
    if not found:
        message = f"dataset '{dataset.name}' has no column of dates, months or periods such as 2024Q1"
        raise ExpressionError(f"{message}, so its rows have no order of time", remedy=f"name the row: {row}")
    return found[0]


@dataclass(frozen=True)
class Times:
    """Some rows of a dataset by the moments of its time column ``name``; ``keys`` are these, by row.

    ``undated`` are how many rows have none.
    """

    dataset: Dataset
    name: str
    kind: ColumnType
    keys: pd.Series[Any]
    undated: int = 0

    def moment(self, day: Any) -> Any:
        """A day, month or period that an author wrote, or an expression gave, as a key. Raises ExpressionError.

        In a column of days, a month, quarter or year is its last row.
        """
        import pandas as pd

        text = day.text if isinstance(day, Words) else str(day)
        found = periods.moment(text) if self.kind is ColumnType.DATE else None
        if found is None or found[0] == -found[1]:
            return _moment(text, self.kind)
        first, last = (pd.Timestamp(end) for end in periods.days_of(found))
        inside = self.keys[(self.keys >= first) & (self.keys <= last)]
        if inside.empty:
            raise ExpressionError(f"dataset '{self.dataset.name}' has no row in {text}")
        return inside.max()

    def latest(self) -> Any:
        """The last moment. Raises ExpressionError if there is none."""
        if self.keys.empty:
            raise ExpressionError(f"column '{self.name}' of '{self.dataset.name}' is empty")
        if self.undated:
            has = "rows of '{}' have" if self.undated > 1 else "row of '{}' has"
            message = f"{self.undated} {has.format(self.dataset.name)} no '{self.name}', so none is known as the latest"
            raise ExpressionError(message, remedy=f'fill it in, or choose rows: {self.name}="> 1990-01-01"')
        return max(self.keys)

    def row(self, key: Any, column: str) -> Any:
        """The one row of a moment, by its index. Raises ExpressionError if there is none, or there are several."""
        found = self._rows(key)
        if not found:
            raise ExpressionError(f"dataset '{self.dataset.name}' has no row for {self.shown(key)}")
        if len(found) > 1:
            columns = self.dataset.spec.columns.items()
            cells = self.dataset.frame.loc[found]
            texts = [
                name
                for name, one in columns
                if one.type in TEXT and name not in (column, self.name) and cells[name].nunique() > 1
            ]
            remedy = f'say which: {texts[0]}="…"' if texts else "remove all but one"
            message = f"dataset '{self.dataset.name}' has {len(found)} rows for {self.shown(key)}"
            raise ExpressionError(message, remedy=remedy)
        return found[0]

    def before(self, end: Any, start: Any) -> Any:
        """The moment that ``end`` is compared with: of a day, of so many rows back, or of one of ``WORDS``."""
        word = start.text if isinstance(start, Words) else start
        if isinstance(word, Quantity | float | bool):
            word = whole(word, "how many rows back")
        if isinstance(word, int) or word in WORDS:
            return compared_with(self.keys, self.kind, end, word, self.shown(end))
        if meant := meant_word(word):
            message = f"'{word}' is neither a date or period nor one of {', '.join(WORDS)}"
            raise ExpressionError(message, remedy=f"did you mean '{meant}'?")
        return self.moment(word)

    def months(self, key: Any) -> int:
        """How many months the period of a moment is long; 0 if it is a day."""
        return months_of(days_of(key, self.kind))

    def shown(self, key: Any) -> str:
        """A moment as its cell prints."""
        if self.kind in TIME:
            return written(key, self.kind)
        cells = self.dataset.frame[self.name]
        return next((str(cells.at[row]) for row in self._rows(key)), periods.spoken(key))

    def _rows(self, key: Any) -> list[Any]:
        return [row for row, one in self.keys.items() if one == key]


def times(dataset: Dataset, rows: pd.DataFrame, by: str, row: str) -> Times:
    """The moments of some rows; ``row`` is how a row is named in a dataset without time. Raises ExpressionError."""
    name = time_column(dataset, by, row)
    kind = dataset.spec.columns[name].type
    dated = rows[name].dropna()
    keys = moments(dated, kind)
    if keys is None:
        raise ExpressionError(f"column '{name}' of '{dataset.name}' is empty")
    return Times(dataset, name, kind, keys, len(rows) - len(dated))


def _moment(day: str, kind: ColumnType) -> Any:
    """Convert a day to the type of a time column's cells. Raises ExpressionError."""
    import pandas as pd

    found = periods.moment(day)
    if kind not in TIME:
        if found is None:
            raise ExpressionError(f"'{day}' is not a period with its year: write 2024Q1 or 2024年")
        return found
    if kind is ColumnType.DATE and found and found[0] == -found[1]:
        return pd.Timestamp(periods.days_of(found)[0])
    if kind is not ColumnType.DATE and found:
        first, last = (pd.Period(end, FREQUENCIES[kind]) for end in periods.days_of(found))
        if first == last:
            return first.start_time
    raise ExpressionError(f"'{day}' is not a {kind}: write {_SUCH_AS[kind]}")


_SUCH_AS = {
    ColumnType.DATE: "2024-04-26, 2024-04 or 2024Q1",
    ColumnType.MONTH: "2024-04",
    ColumnType.QUARTER: "2024Q1",
    ColumnType.YEAR: "2024",
}


def words(table: Dataset, cells: Iterable[Any]) -> Words:
    items = LIST_JOINT.join(str(cell) for cell in cells if cell is not None and cell == cell)
    return Words(items, tuple(map(str, table.spec.source)), table.spec.as_of)


def is_missing(cell: Any) -> bool:
    return bool(cell is None or cell != cell)  # NaN and NaT differ from themselves


def cell_value(table: Dataset, column: str, cell: Any, as_of: str = "") -> Quantity | Words:
    """A cell as a value; ``as_of`` overrides the date of its table."""
    kind = table.spec.columns[column].type
    if is_missing(cell):
        raise ExpressionError(f"the value of '{column}' in '{table.name}' is missing")
    if kind in NUMERIC:
        return quantity(table, column, float(cell), as_of)
    if kind in TIME:
        text = written(cell, kind)
        return Words(text, tuple(map(str, table.spec.source)), as_of or table.spec.as_of)
    return replace(words(table, [cell]), as_of=as_of or table.spec.as_of)
