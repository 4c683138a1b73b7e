"""The trading days that a table is measured by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from yanbao import disk, layout
from yanbao.diagnostics import SetupError
from yanbao.load.declared import Declared
from yanbao.load.files import MAX_TABLE
from yanbao.load.snapshots import as_snapshot
from yanbao.model.dataset import ColumnType
from yanbao.refresh.canonical import own_columns, rows_of, time_column
from yanbao.refresh.trouble import UnusableError
from yanbao.trading import TradingDays


def trading_days(root: Path, item: Declared, tables: Mapping[str, Declared]) -> TradingDays:
    """The trading days that a table is measured by. Raises UnusableError if the table that it names is no good."""
    name = item.spec.fresh.days if item.spec.fresh else None
    if name is None:
        return TradingDays()
    named = tables.get(str(name))
    if named is None or named.spec.file is None:
        raise UnusableError(f"no table '{name}' in data/catalog.yaml, which 'fresh' names", "name a table of dates")
    at = time_column(named)
    if at is None or list(own_columns(named).values())[at].type is not ColumnType.DATE:
        raise UnusableError(f"'{name}' has no column of dates, which 'fresh' needs", "name a table of trading days")
    try:
        file = layout.data_file(named.spec.file)
        rows = rows_of(as_snapshot(named), disk.read(root, file, MAX_TABLE), file)
    except SetupError as error:
        raise UnusableError(str(error)) from None
    return TradingDays([date.fromisoformat(row[at]) for row in rows if row[at]], str(name))
