"""The error of a table cell."""

from __future__ import annotations


class CellError(Exception):
    """A cell that is not of its column's type.

    ``remedy`` is how to write it, if known. ``declares`` names the column key that would fix all such cells, which are
    then reported once. ``right`` is what it should be, if that is certain.
    """

    def __init__(self, message: str, remedy: str = "", declares: str = "", right: str = "") -> None:
        self.remedy = remedy
        self.declares = declares
        self.right = right
        super().__init__(message)
