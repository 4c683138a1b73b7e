"""Guesses how to read a file: its header, its footer, the types of its columns. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from yanbao.load.bodies import FOOTER, footer_word
from yanbao.load.cells import CellError, CellReader
from yanbao.load.heads import looks_like_data
from yanbao.load.records import Row
from yanbao.model.dataset import Column, ColumnType

_MISSING = (".", "..", "...", "…", "nan", "NaN", "None", "null", "*")
_CODE_HEAD = re.compile(r".*(代码|代號|代碼|code|ticker|symbol|stkcd|windcode).*", re.IGNORECASE)
_CN = re.compile(r"\d{6}|(sh|sz|bj)[.:]?\d{6}", re.ASCII | re.IGNORECASE)
_UNIT = re.compile(r".*[(（]([^()（）%]{1,8})[)）]")
_YEAR_HEAD = re.compile(r".*(年份?|year)", re.IGNORECASE)
_FITS = 0.9  # of the cells of a column must match its type

TRIED: tuple[dict[str, Any], ...] = (
    {"type": "ticker"},
    {"type": "security"},
    {"type": "date"},
    {"type": "month"},
    {"type": "quarter"},
    {"type": "percent"},
    {"type": "number"},
)


def head_at(rows: Sequence[Row]) -> int:
    """Index of the header row; -1 if there is none."""
    filled = [sum(map(bool, map(str.strip, cells))) for _, cells in rows]
    widths = [width for width in filled if width > 1] or filled
    usual = max({*widths}, key=lambda width: (widths.count(width), width))
    for at, (_, cells) in enumerate(rows):
        names = [cell.strip() for cell in cells]
        is_wide_enough = filled[at] >= max(1, usual - 1) and (filled[at] > 1 or usual <= 1 or not names[0])
        if is_wide_enough and not FOOTER.match(names[0] or "-"):
            return -1 if looks_like_data(names, {}) and not _is_wide(names) else at
    return 0


def usual_rows(rows: Sequence[Row]) -> list[Sequence[str]]:
    """The rows with the most frequent pattern of values and other cells."""
    forms = [tuple(bool(cell.strip()) and looks_like_data([cell.strip()], {}) for cell in cells) for _, cells in rows]
    likely = [form for form in forms if any(form)] or forms
    usual = max({*likely}, key=likely.count, default=())
    most = [cells for (_, cells), form in zip(rows, forms, strict=True) if form == usual]
    if len(most) * 2 > len(rows):
        return most
    return [cells for (_, cells), form in zip(rows, forms, strict=True) if any(form)] or most


def _is_wide(names: Sequence[str]) -> bool:
    """True if a header is that of a wide table: one name, followed by codes, days or years."""
    return bool(names) and not looks_like_data(names[:1], {})


def footer_of(rows: Sequence[Row], width: int) -> list[str]:
    """How footer rows start, as YAML: those at the end with a single cell, or with notes."""
    found: list[str] = []
    for _, cells in reversed(rows):
        filled = [cell for cell in cells if cell.strip()]
        if not (FOOTER.match(filled[0]) or (len(filled) == 1 and width > 2)):
            break
        found.insert(0, footer_word(filled[0]))
    return found


def skipped(rows: Sequence[Row], columns: Sequence[dict[str, Any]]) -> int:
    """Number of rows below the header that describe the columns: none of their cells has its column's type."""
    for count, (_, cells) in enumerate(rows[:10]):
        typed = [
            (cell, column)
            for cell, column in zip(cells, columns, strict=False)
            if column["type"] != "text" and cell.strip()
        ]
        if any(fits(cell, column) for cell, column in typed) or (not typed and any(map(str.strip, cells[1:]))):
            return count
    return 0


def fits(cell: str, column: dict[str, Any], missing: Sequence[str] = ()) -> bool:
    """True if a cell is a valid value of a column."""
    try:
        return CellReader(Column.model_validate(column), missing)(cell) is not None
    except CellError:
        return False


def missing_marks(cells: Sequence[str]) -> list[str]:
    """Missing-value markers among cells that must be declared."""
    return [mark for mark in _MISSING if mark in cells]


def guess_column(name: str, cells: Sequence[str], cells_of_percent: str) -> dict[str, Any]:
    """The declaration of a column: its type, and other properties inferred from its cells."""
    filled = [cell for cell in cells if cell.strip() and cell not in _MISSING and cell.strip() not in ("-", "--")]
    if not filled:
        return {"type": "text"}
    for tried in _tried(name, filled, cells_of_percent):
        share = sum(fits(cell, tried) for cell in filled) / len(filled)
        if share >= _FITS or (tried["type"] != "number" and share > 0.5 and len(filled) > 20):
            return tried | _unit(name, tried)
    return {"type": "text"}


def _tried(name: str, cells: Sequence[str], cells_of_percent: str) -> list[dict[str, Any]]:
    tried = [dict(one) for one in TRIED]
    if _CODE_HEAD.fullmatch(name):
        bare = [{"type": "ticker", "market": "cn"}] if all(_CN.fullmatch(cell) for cell in cells) else []
        return [tried[0], *bare, tried[1]]
    if _YEAR_HEAD.fullmatch(name):
        tried.insert(0, {"type": "year"})
    orders = [{"type": "date", "dates": order} for order in ("month-first", "day-first")]
    if len(sure := [one for one in orders if all(fits(cell, one) for cell in cells)]) == 1:
        tried.insert(0, sure[0])  # only one order gives valid dates
    if cells_of_percent:
        tried.insert(0, {"type": "percent", "cells": cells_of_percent})
    return [*tried, {"type": "number", "unit": "元", "cells": "units"}]


def _unit(name: str, column: dict[str, Any]) -> dict[str, Any]:
    found = _UNIT.fullmatch(name)
    return {"unit": found[1]} if found and column["type"] == ColumnType.NUMBER else {}


def wide_type(heads: Sequence[str], least: int = 3) -> str:
    """The column type of a wide table's headers, if there are at least ``least``; empty if they have none."""
    for kind in ("ticker", "security", "year", "quarter", "month", "date"):
        if len(heads) >= least and all(fits(head, {"type": kind}) for head in heads):
            return kind
    return ""
