"""Reads numbers and percentages in bulk, where all cells of a batch are written plainly. Pure.

The values are those that ``CellReader`` gives, cell by cell: a decimal of up to 21 characters, and one hundredth of it,
are exact as ``Decimal``, and ``float`` rounds both to the nearest number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from yanbao.load.cells import CellReader
from yanbao.model.dataset import NUMERIC, Column, ColumnType

_LONGEST = 21  # characters of a number
_PLAIN = b"0123456789.-\n"
_GROUPED = re.compile(r"(?:\n(?:-?\d{1,3}+(?:,\d{3}){0,6}+(?:\.\d++)?+|-?\d++(?:\.\d++)?+)?+)++", re.ASCII)


def read_numbers(cells: Sequence[str], reader: CellReader) -> Any:
    """The numbers of a batch as an array, NaN where missing; None if a cell is written in any other way."""
    import numpy as np

    column = reader.column
    if column.type not in NUMERIC or column.cells == "units" or reader.decimal == "comma":
        return None
    if reader.missing and not {*reader.missing}.isdisjoint(cells):
        cells = ["" if cell in reader.missing else cell for cell in cells]
    lines = "\n" + "\n".join(cells)
    if not lines.isascii():
        return None
    ending = _ending(lines, cells, column)
    if ending is None:
        return None
    plain = lines.replace("%", "")
    if "," in plain:
        if not (reader.commas_are_plain or reader.decimal) or not _GROUPED.fullmatch(plain):
            return None
        plain = plain.replace(",", "")
    if not _are_plain(plain):
        return None
    words = plain[1:].split("\n") if len(plain) < len(lines) else cells
    if ending or not all(words):
        words = [word + ending if word else "nan" for word in words]
    try:
        return np.fromiter(map(float, words), np.float64, len(words))
    except ValueError:  # such as 1-2
        return None


def _ending(lines: str, cells: Sequence[str], column: Column) -> str | None:
    """What to write after each number, so that it is the value; None if not all have the same, or it is not plain."""
    signs = lines.count("%")
    if column.type is not ColumnType.PERCENT:
        return None if signs else ""
    filled = len(cells) - cells.count("")
    if signs:
        return "e-2" if signs == filled == lines.count("%\n") + lines.endswith("%") else None
    if column.cells is None and filled:
        return None
    return "e-2" if column.cells == "points" else ""


def _are_plain(lines: str) -> bool:
    """True if lines, each after a line feed, consist of what decimals are written with, and are short."""
    import numpy as np

    data = lines.encode() + b"\n"
    if data.translate(None, _PLAIN) or b"\n." in data or b".\n" in data or b"-." in data:
        return False
    ends = np.flatnonzero(np.frombuffer(data, np.uint8) == ord("\n"))
    return bool(np.diff(ends).max() <= _LONGEST + 1)
