"""Loads datasets: rows by declared column types, then columns that are looked up in other datasets.

Column types in memory: text and codes are ``object`` (None where missing), numbers and percentages ``float64``, dates,
months, quarters and years ``datetime64``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from yanbao import layout
from yanbao.load.cells import CellReader
from yanbao.load.columns import ColumnMaker
from yanbao.load.declared import Declared
from yanbao.load.files import MAX_TABLE, locate_file, read_bytes
from yanbao.load.findings import Findings
from yanbao.load.formats import is_known, kind_of, read_grid
from yanbao.load.grids import Grid, yaml_grid
from yanbao.load.limits import check_limits
from yanbao.load.lookups import fill_lookups
from yanbao.load.misfits import tell
from yanbao.load.snapshots import as_snapshot
from yanbao.memory import Same
from yanbao.model.dataset import Dataset

if TYPE_CHECKING:
    import pandas as pd


def load_tables(
    root: Path, declared: Mapping[str, Declared], found: Findings, lost: Collection[str] = ()
) -> dict[str, Dataset]:
    """The datasets that could be loaded. Invalid parts are left out and reported.

    ``lost`` are names of datasets whose declarations may be invalid. Those that are made from the same as before are
    the identical objects.
    """
    frames: dict[str, pd.DataFrame] = {}
    grids: dict[str, Grid] = {}
    parts: dict[str, object] = {}
    for name, item in declared.items():
        loaded = _load(root, item, found)
        parts[name] = Same(item.node), Same(loaded)
        if loaded:
            frames[name], grids[name] = loaded

    def filled(found: Findings) -> dict[str, Dataset]:
        made = fill_lookups(declared, frames, grids, lost, found)
        return {name: found.recall(("dataset", name), _parts(name), partial(_itself, made[name])) for name in made}

    def _parts(name: str) -> list[object]:
        return [parts[one] for one in _reached(name, declared)]

    return found.recall("datasets", [lost, *parts.items()], filled)


def _itself(dataset: Dataset, _: Findings) -> Dataset:
    return dataset


def _reached(name: str, declared: Mapping[str, Declared]) -> list[str]:
    """A dataset, and all in which its columns are looked up, directly or not."""
    reached = [name]
    for one in reached:  # which grows
        lookups = (str(column.lookup) for column in declared[one].spec.columns.values() if column.lookup)
        reached += [other for other in dict.fromkeys(lookups) if other not in reached]
    return reached


def _load(root: Path, item: Declared, found: Findings) -> tuple[pd.DataFrame, Grid] | None:
    file, data = "", None
    item = as_snapshot(item)
    if item.spec.file is not None:
        file = locate_file(root, layout.DATA, item.spec.file, found) or ""
        data = read_bytes(root, file, MAX_TABLE, found) if file and is_known(file, item, found) else None
        if data is None:
            return None
    return found.recall(("table", str(item.name)), (Same(item.node), data), partial(read_table, item, file, data))


def read_table(item: Declared, file: str, data: bytes | None, found: Findings) -> tuple[pd.DataFrame, Grid] | None:
    """The columns of a table with cells of their own, with a plain index, and the grid of their source positions.

    ``data`` is the content of its file; None for a table of the ledger.
    """
    import pandas as pd

    own = _readers(item, file)
    before = len(found)
    grid = _grid(item, file, data, own, found)
    if grid is None:
        return None
    makers = [ColumnMaker(own[name]) for name in grid.columns]
    for part in grid.parts():
        for maker, cells in zip(makers, part, strict=True):
            maker.add(cells)
    rows = makers[0].rows if makers else 0
    if any(maker.errors for maker in makers):
        errors = {name: maker.errors for name, maker in zip(grid.columns, makers, strict=True)}
        tell(grid, {name: reader.column for name, reader in own.items()}, errors, rows, found)
    if len(found) > before:
        return None
    made = {name: maker.series() for name, maker in zip(grid.columns, makers, strict=True)}
    frame = pd.DataFrame(made, columns=list(own), index=range(rows))
    check_limits(item, frame, grid, found)
    return None if len(found) > before else (frame, grid)


def _readers(item: Declared, file: str) -> dict[str, CellReader]:
    """The cell parser of each column with cells of its own."""
    reading = item.spec.read
    missing = frozenset(map(str, reading.missing))
    is_plain = not (kind_of(file) in (".csv", ".tsv", ".txt", ".xls") and reading.separator == "semicolon")
    own = {name: column for name, column in item.spec.columns.items() if column.has_cells}
    return {name: CellReader(column, missing, reading.decimal or "", is_plain) for name, column in own.items()}


def _grid(
    item: Declared, file: str, data: bytes | None, readers: Mapping[str, CellReader], found: Findings
) -> Grid | None:
    if data is None:
        return yaml_grid(item.node.children["rows"], list(readers), found)
    return read_grid(data, file, item, readers, found)
