"""Files read by a declaration, as a catalog has it, without a project around them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

import yaml

from yanbao.diagnostics import Marked
from yanbao.load.cells import CellReader
from yanbao.load.declared import Declared, declare
from yanbao.load.findings import Findings
from yanbao.load.formats import is_known, read_grid
from yanbao.load.tables import read_table
from yanbao.load.yaml import parse

Frame = dict[str, list[object]]


def declared(file: str, columns: Mapping[str, object], found: Findings, **more: object) -> Declared | None:
    """The declaration of a dataset ``x``."""
    entry = {"source": "wind", "as_of": 2024, "file": file, "columns": dict(columns), **more}
    text = yaml.safe_dump(json.loads(json.dumps({"x": entry})), allow_unicode=True, sort_keys=False)
    node = parse(text, "data/catalog.yaml", found)
    assert node is not None
    child = node.children["x"]
    assert isinstance(child.key, Marked)
    return declare(child.key, child, found, rows_in="file")


def texts(data: bytes, file: str, columns: Mapping[str, object], **more: object) -> tuple[list[list[str]], list[str]]:
    """The rows of a file as text, and what is said of it."""
    found = Findings()
    item = declared(file, columns, found, **more)
    rows: list[list[str]] = []
    if item and is_known(file, item, found):
        readers = {name: CellReader(column) for name, column in item.spec.columns.items()}
        grid = read_grid(data, f"data/{file}", item, readers, found)
        for part in grid.parts() if grid else ():
            rows += [list(row) for row in zip(*part, strict=True)]
    return rows, said(found)


def frame(data: bytes, file: str, columns: Mapping[str, object], **more: object) -> tuple[Frame, list[str]]:
    """The columns of a file as values, dates as text, and what is said of it."""
    found = Findings()
    item = declared(file, columns, found, **more)
    loaded = read_table(item, f"data/{file}", data, found) if item and is_known(file, item, found) else None
    if loaded is None:
        return {}, said(found)
    cells = {name: loaded[0][name] for name in loaded[0]}
    return {str(name): [_plain(cell) for cell in cells[name]] for name in cells}, said(found)


def _plain(cell: object) -> object:
    if cell is None or cell != cell:  # NaN and NaT differ from themselves
        return None
    return f"{cell:%Y-%m-%d}" if isinstance(cell, date) else cell


def said(found: Findings) -> list[str]:
    """Findings in the form of tests: place, rule, message and help."""
    return [f"{d.mark.line}:{d.mark.column} {d.rule}: {d.message} [{d.help}]" for d in found]
