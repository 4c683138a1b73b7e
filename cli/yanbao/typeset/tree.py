"""The structure tree of a sheet, as the objects that WeasyPrint writes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

Element = dict[str, Any]
"""A structure element, or another dictionary of the file."""


class Tree:
    """The structure tree of a file."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self._objects = pdf.objects
        self.root: Element = self.at(pdf.catalog["StructTreeRoot"])

    def at(self, reference: bytes) -> Any:
        """The object that a reference points to."""
        return self._objects[number_of(reference)]

    def kids(self, element: Element) -> Iterator[Any]:
        """The child elements of an element."""
        for kid in element["K"]:
            if isinstance(kid, bytes) and "S" in (below := self.at(kid)):
                yield below

    def elements(self) -> Iterator[Any]:
        """All elements in document order, without the root."""
        waiting = [self.at(self.root["K"][0])]
        while waiting:
            for kid in self.kids(waiting.pop()):
                yield kid
                waiting.append(kid)


def number_of(reference: bytes) -> int:
    """The object number in a reference."""
    return int(reference.partition(b" ")[0])
