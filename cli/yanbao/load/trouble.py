"""What is wrong with one cell of a table."""

from __future__ import annotations


class CellError(Exception):
    """A cell that is not of its column's type.

    ``remedy`` is how to write it, if that can be told. ``declares`` names the key of the column that would settle it
    for all such cells: they are then told once.
    """

    def __init__(self, message: str, remedy: str = "", declares: str = "") -> None:
        self.remedy = remedy
        self.declares = declares
        super().__init__(message)
