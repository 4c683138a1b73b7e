"""Converts a column's cells to an array: numbers in bulk, other cells one by one, with a cache.

Most columns of large tables hold plain numbers or few distinct texts (dates, codes).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from yanbao.load.bulk import read_numbers
from yanbao.load.cells import CellReader, Value
from yanbao.load.trouble import CellError
from yanbao.model.dataset import NUMERIC, TIME

if TYPE_CHECKING:
    import pandas as pd

_KNOWN = 50_000  # cached texts


class ColumnMaker:
    """Builds a column from batches of cells. ``errors`` are its invalid cells, with their rows."""

    def __init__(self, reader: CellReader) -> None:
        self._reader = reader
        kind = reader.column.type
        self._dtype = "float64" if kind in NUMERIC else "datetime64[s]" if kind in TIME else "object"
        self.errors: list[tuple[int, str, CellError]] = []
        self.rows = 0
        self._parts: list[Any] = []
        self._known: dict[str, Value | CellError] = {}

    def add(self, cells: Sequence[str]) -> None:
        """Add a batch of cells."""
        import numpy as np

        numbers = read_numbers(cells, self._reader)
        self._parts.append(np.array(self._one_by_one(cells), dtype=self._dtype) if numbers is None else numbers)
        self.rows += len(cells)

    def series(self) -> pd.Series[Any]:
        """The column, once: its parts are given up, since large columns would be in memory twice."""
        import numpy as np
        import pandas as pd

        parts, self._parts = self._parts, []
        return pd.Series(np.concatenate(parts) if parts else [], dtype=self._dtype)

    def _one_by_one(self, cells: Sequence[str]) -> list[Value]:
        known, texts = self._known, {*cells}
        for text in texts - known.keys():
            try:
                known[text] = self._reader(text)
            except CellError as error:
                known[text] = error
        values = list(map(known.__getitem__, cells))
        if any(isinstance(known[text], CellError) for text in texts):
            for at, value in enumerate(values):
                if isinstance(value, CellError):
                    self.errors.append((self.rows + at, cells[at], value))
                    values[at] = None
        if len(known) > _KNOWN:
            known.clear()
        return values  # type: ignore[return-value]  # no error is left in it
