"""What a figure is called, and where its names and texts stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from yanbao.diagnostics import Mark, Marked
from yanbao.model.base import Model
from yanbao.model.blocks import Image, Pictures
from yanbao.model.diagrams import Diagram
from yanbao.model.figures import Figure
from yanbao.model.tables import FactTable, Table


def kind_of(figure: Figure) -> Literal["chart", "table", "diagram", "image"]:
    """What the manuscript calls a figure."""
    if isinstance(figure, Image | Pictures | Diagram):
        return "diagram" if isinstance(figure, Diagram) else "image"
    return "table" if isinstance(figure, Table | FactTable) else "chart"


def marks_of(value: object) -> Iterator[Mark]:
    """The marks of all names and texts in a figure's model."""
    if isinstance(value, Marked):
        yield value.mark
    elif isinstance(value, Model):
        for _, inner in value:
            yield from marks_of(inner)
    elif isinstance(value, dict):
        yield from marks_of((*value.keys(), *value.values()))
    elif isinstance(value, tuple):
        for inner in value:
            yield from marks_of(inner)
