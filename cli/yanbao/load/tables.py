"""Loads datasets: rows by declared column types, then columns that are looked up in other datasets.

Column types in memory: text and tickers are ``object`` (None where missing), numbers and percentages ``float64``, dates
and months ``datetime64``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from yanbao.load.cells import CellError, Value, read_cell
from yanbao.load.declared import Declared
from yanbao.load.files import MAX_TABLE, locate_file, read_bytes
from yanbao.load.findings import Findings, Rule
from yanbao.load.formats import is_known, read_grid
from yanbao.load.grids import Grid, yaml_grid
from yanbao.load.lookups import fill_lookups
from yanbao.memory import Same
from yanbao.model.dataset import Column, ColumnType, Dataset

if TYPE_CHECKING:
    import pandas as pd

_AT_MOST = 5  # bad cells reported of one column


def load_tables(root: Path, declared: Mapping[str, Declared], found: Findings) -> dict[str, Dataset]:
    """The datasets that could be loaded. What does not fit is left out and reported."""
    frames: dict[str, pd.DataFrame] = {}
    grids: dict[str, Grid] = {}
    made_from = []
    for name, item in declared.items():
        loaded = _load(root, item, found)
        made_from.append((Same(item.node), Same(loaded)))
        if loaded:
            frames[name], grids[name] = loaded
    return found.recall("datasets", made_from, partial(fill_lookups, declared, frames, grids))


def _load(root: Path, item: Declared, found: Findings) -> tuple[pd.DataFrame, Grid] | None:
    file, data = "", None
    if item.spec.file is not None:
        file = locate_file(root, "data", item.spec.file, found) or ""
        data = read_bytes(root, file, MAX_TABLE, found) if file and is_known(file, item.spec, found) else None
        if data is None:
            return None
    return found.recall(("table", str(item.name)), (Same(item.node), data), partial(_read, item, file, data))


def _read(item: Declared, file: str, data: bytes | None, found: Findings) -> tuple[pd.DataFrame, Grid] | None:
    """The columns of a table that hold cells of their own, with a plain index, and where the cells stand."""
    import pandas as pd

    own = {name: column for name, column in item.spec.columns.items() if column.lookup is None}
    before = len(found)
    grid = _grid(item, file, data, own, found)
    if grid is None:
        return None
    cells = {name: _read_column(grid, name, column, found) for name, column in own.items()}
    if len(found) > before:
        return None
    made = {name: pd.Series(values, dtype=_dtype(own[name].type)) for name, values in cells.items()}
    return pd.DataFrame(made, columns=list(own), index=range(len(grid.rows))), grid


def _grid(item: Declared, file: str, data: bytes | None, columns: Mapping[str, Column], found: Findings) -> Grid | None:
    if data is None:
        return yaml_grid(item.node.children["rows"], list(columns), found)
    return read_grid(data, file, item.spec, columns, found)


def _read_column(grid: Grid, name: str, column: Column, found: Findings) -> list[Value]:
    """The values of a column. Cells repeat: each text is read once."""
    at = grid.columns.index(name)
    values: list[Value] = []
    bad, read = 0, cache(partial(_attempt, kind=column.type))
    for index, row in enumerate(grid.rows):
        value, error = read(row[at])
        if error is None:
            values.append(value)
        else:
            bad += 1
            if bad <= _AT_MOST:
                mark, width = grid.place(index, at)
                found.error(Rule.BAD_CELL, f"{grid.title(index, at)}: {error}", mark, error.remedy, width)
            last = index
    if bad > _AT_MOST:
        mark, width = grid.place(last, at)
        found.error(Rule.BAD_CELL, f"column '{name}' has {bad} bad cells; this is the last one", mark, width=width)
    return values


def _attempt(text: str, kind: ColumnType) -> tuple[Value, CellError | None]:
    """The value of a cell, or why it has none."""
    try:
        return read_cell(text, kind), None
    except CellError as error:
        return None, error


def _dtype(kind: ColumnType) -> str:
    if kind in (ColumnType.NUMBER, ColumnType.PERCENT):
        return "float64"
    return "datetime64[s]" if kind in (ColumnType.DATE, ColumnType.MONTH) else "object"
