"""Converts a column's cells to an array: plain numbers in bulk, other cells one by one, with a cache.

Most columns of large tables hold plain numbers or few distinct texts (dates, codes).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from yanbao.load.cells import CellReader, Value
from yanbao.load.trouble import CellError
from yanbao.model.dataset import NUMERIC, TIME, ColumnType

if TYPE_CHECKING:
    import pandas as pd

_KNOWN = 50_000  # cached texts
_DIGITS = 21  # maximum length, with its sign, of a number converted in bulk
_PLAIN = b"0123456789.-\n"


class ColumnMaker:
    """Builds a column from batches of cells. ``errors`` are its invalid cells, with their rows."""

    def __init__(self, reader: CellReader) -> None:
        self._reader = reader
        self.kind = reader.column.type
        self.errors: list[tuple[int, str, CellError]] = []
        self.rows = 0
        self._parts: list[Any] = []
        self._known: dict[str, Value | CellError] = {}
        self._is_plain = self.kind is ColumnType.NUMBER and reader.column.cells is None and reader.decimal != "comma"

    def add(self, cells: Sequence[str]) -> None:
        """Add a batch of cells."""
        import numpy as np

        plain = self._plain(cells)
        if plain is None:
            values = self._one_by_one(cells)
            kind = "float64" if self.kind in NUMERIC else "datetime64[s]" if self.kind in TIME else "object"
            plain = np.array(values, dtype=kind)
        self._parts.append(plain)
        self.rows += len(cells)

    def series(self) -> pd.Series[Any]:
        """The column."""
        import numpy as np
        import pandas as pd

        kind = "float64" if self.kind in NUMERIC else "datetime64[s]" if self.kind in TIME else "object"
        return pd.Series(np.concatenate(self._parts) if self._parts else [], dtype=kind)

    def _plain(self, cells: Sequence[str]) -> Any:
        """The numbers of a batch of plain or empty cells; None if there are other cells."""
        import numpy as np

        if not self._is_plain:
            return None
        joined = "\n".join(cells)
        if not joined.isascii() or joined.encode().translate(None, _PLAIN):
            return None
        edges = f"\n{joined}\n"
        if "\n." in edges or ".\n" in edges or "-." in edges or max(map(len, cells)) > _DIGITS:
            return None
        try:
            numbers = map(float, cells if all(cells) else (cell or "nan" for cell in cells))
            return np.fromiter(numbers, np.float64, len(cells))
        except ValueError:
            return None

    def _one_by_one(self, cells: Sequence[str]) -> list[Value]:
        known = self._known
        for text in {*cells} - known.keys():
            try:
                known[text] = self._reader(text)
            except CellError as error:
                known[text] = error
        values = [known[text] for text in cells]
        if any(isinstance(known[text], CellError) for text in {*cells}):
            for at, value in enumerate(values):
                if isinstance(value, CellError):
                    self.errors.append((self.rows + at, cells[at], value))
                    values[at] = None
        if len(known) > _KNOWN:
            known.clear()
        return values  # type: ignore[return-value]  # no error is left in it
