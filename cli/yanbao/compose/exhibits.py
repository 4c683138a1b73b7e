"""Arranges figures in a grid of columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from yanbao.model.document import ColumnItem, ColumnsBlock, ComposedBlock

_LARGER = 62.0
"""Width of a figure beside two others (%), with which it is about as high as both."""


def arranged(figures: Sequence[ComposedBlock], layout: Literal["2x2", "1+2", "1/2"]) -> ColumnsBlock:
    """The figures in reading order, as ``Exhibits.layout`` describes."""
    if layout == "1+2":
        return _row([figures[:1], figures[1:]], _LARGER)
    across = figures[:1] if layout == "1/2" else ()
    below = figures[len(across) :]
    size = len(below) if layout == "1/2" else 2
    rows = [_row([[one] for one in below[at : at + size]]) for at in range(0, len(below), size or 1)]
    return _row([[*across, *rows]])


def _row(columns: Sequence[Sequence[ComposedBlock]], first: float = 0) -> ColumnsBlock:
    """Columns of equal width, or the ``first`` of another (%); without those that are empty."""
    there = [column for column in columns if column]
    equal = 100 / len(there)
    shares = [first, 100 - first] if first and len(there) == 2 else [equal] * len(there)
    return ColumnsBlock(tuple(ColumnItem(round(share, 3), tuple(c)) for share, c in zip(shares, there, strict=True)))
