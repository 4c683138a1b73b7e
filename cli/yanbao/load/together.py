"""Checks which keys of a dataset's declaration may be combined, beyond their types."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from yanbao import rules
from yanbao.diagnostics import suggest
from yanbao.load.cells import CellError, CellReader
from yanbao.load.findings import Findings
from yanbao.load.yaml import Node
from yanbao.model.dataset import CODES, NUMERIC, TIME, Column, ColumnType, DatasetSpec

Loc = tuple[str | int, ...]
Problem = tuple[Loc, str, str]
"""Location in the declaration, message, help."""


def fits_together(spec: DatasetSpec, node: Node, rows_in: str, found: Findings) -> bool:
    """True if the keys of a declaration are consistent; otherwise errors."""
    problems = [*_columns(spec, rows_in), *_names(spec), *_pulled(spec)]
    for loc, message, advice in problems:
        at = node.find(loc)
        found.error(rules.WRONG_VALUE, message, at.mark, advice, at.width)
    return not problems


def _columns(spec: DatasetSpec, rows_in: str) -> Iterator[Problem]:
    for name, column in spec.columns.items():
        if column.expr is not None:
            yield from _computed(name, column)
            continue
        for key, types in _OF_TYPES.items():
            value = column.from_ if key == "from" else getattr(column, key)
            if value is not None and column.type not in types:
                yield (
                    ("columns", name, key),
                    f"a column of type '{column.type}' has no '{key}'",
                    f"it is for {', '.join(types)}",
                )
        if column.from_ is not None and rows_in != "file":
            yield ("columns", name, "from"), "cells of the ledger are in no file", "leave 'from' out"
        if isinstance(column.from_, int) and column.from_ < 1:
            yield ("columns", name, "from"), "columns are counted from 1", ""
        yield from _of_column(name, column)
    computed = next((name for name, column in spec.columns.items() if column.expr is not None), None)
    if computed and not any(column.has_cells for column in spec.columns.values()):
        yield ("columns", computed), "no column has cells of its own, to compute others from", ""


def _computed(name: str, column: Column) -> Iterator[Problem]:
    """Keys that a computed column cannot have."""
    if column.type not in NUMERIC:
        yield ("columns", name, "expr"), f"a column of type '{column.type}' is not computed", "number or percent"
    for key in ("from", "lookup", *_OF_TYPES):
        if (column.from_ if key == "from" else getattr(column, key)) is not None:
            yield ("columns", name, key), f"a computed column has no '{key}'", "its cells come from 'expr'"


_OF_TYPES = {
    "cells": NUMERIC,
    "market": CODES,
    "dates": TIME,
    "zone": TIME,
    "range": NUMERIC,
}


def _of_column(name: str, column: Column) -> Iterator[Problem]:
    if column.cells == "units" and column.type is ColumnType.PERCENT:
        yield ("columns", name, "cells"), "percentages have no units in their cells", "write ratio or points"
    if column.cells in ("ratio", "points") and column.type is ColumnType.NUMBER:
        advice = "declare the column as 'percent'"
        yield ("columns", name, "cells"), f"'{column.cells}' says how percentages are written", advice
    if column.cells == "units" and not column.unit:
        yield (
            ("columns", name, "cells"),
            "words in cells are turned into the unit of the column",
            "declare its unit: 亿元",
        )
    if column.range is not None and column.type in NUMERIC:
        try:
            least, most = (bound(column, value) for value in column.range)
        except CellError as error:
            yield ("columns", name, "range"), str(error), error.remedy
        else:
            if least is not None and most is not None and least > most:
                yield ("columns", name, "range"), "the least value is above the greatest", "write [least, greatest]"
    if column.zone is not None and not _is_zone(column.zone):
        yield ("columns", name, "zone"), f"no time zone '{column.zone}'", "such as Asia/Shanghai or America/New_York"


def bound(column: Column, value: object) -> float | None:
    """One end of a range, converted like the column's cells. Raises CellError."""
    if value is None or isinstance(value, float):
        return value
    read = CellReader(column.model_copy(update={"cells": None}))(str(value))
    return read if isinstance(read, float) else None


def _pulled(spec: DatasetSpec) -> Iterator[Problem]:
    """What a table that is pulled needs, and what its snapshot can be."""
    if spec.pull and not spec.key:
        yield ("pull",), "a table that is pulled needs a 'key'", "declare which columns together name a row: key: date"
    if spec.pull and spec.file and not spec.file.lower().endswith((".csv", ".parquet")):
        message = "what is pulled is written as CSV, or as Parquet if it is large"
        yield ("file",), message, "name a file that ends in .csv or .parquet"
    for at, name in enumerate(spec.pull.allow if spec.pull else ()):
        if name in ("revised", "gaps"):
            yield ("pull", "allow", at), f"'{name}' is allowed, if 'refuse' does not name it", "leave it out"
    for at, name in enumerate(spec.pull.refuse if spec.pull else ()):
        if name in ("fewer", "older", "emptied"):
            yield ("pull", "refuse", at), f"'{name}' is refused, if 'allow' does not name it", "leave it out"
    if spec.fresh and not any(column.type in TIME for column in spec.columns.values()):
        yield ("fresh",), "no column of the table is a time", "the age of a table is that of its newest date"


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return False
    return True


def _names(spec: DatasetSpec) -> Iterator[Problem]:
    """Report column names in other keys that are not declared."""
    own = [name for name, column in spec.columns.items() if column.has_cells]
    named: list[tuple[Loc, str]] = [(("key", at), str(name)) for at, name in enumerate(spec.key)]
    if spec.long:
        named += [(("long", "names"), str(spec.long.names)), (("long", "values"), str(spec.long.values))]
    for loc, name in named:
        if name not in own:
            yield loc, f"no column '{name}' is declared", suggest(name, own)
    if spec.long and spec.wide:
        yield ("wide",), "a table is made 'long' or 'wide', not both", ""
    if spec.long and spec.long.names == spec.long.values:
        yield ("long", "values"), "heads and cells go into two columns", ""
