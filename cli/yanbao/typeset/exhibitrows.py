"""Rows of figures side by side: their plots share an upper and a lower edge, their sources a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from yanbao.model.plotheights import Heights
from yanbao.typeset.boxes import MM, Box, extent, find, picture
from yanbao.typeset.plotsizes import Sizes, of_picture

Limit = Callable[[Heights], float]


@dataclass
class _Part:
    """A figure of a row: its caption, then ``content``: a plot, with its picture and heights, a table or a picture."""

    figure: Box
    image: Box | None
    heights: Heights | None

    @property
    def content(self) -> Box:
        return self.figure.children[1]

    @property
    def beside(self) -> float:
        """Height of the content that is not the chart's."""
        return self.height - float(self.image.height) if self.image is not None else self.height

    def limited(self, limit: Limit) -> float:
        return limit(self.heights) * MM + self.beside if self.heights else self.height

    def grow(self, to: float) -> float:
        """Let the chart grow until the content has a height; returns by how much it has grown."""
        growth = max(0.0, min(to, self.limited(_greatest)) - self.height) if self.heights else 0.0
        if self.image is not None and growth:
            self.image.height += growth
            self.content.height += growth
        return growth

    @property
    def top(self) -> float:
        return extent(self.content).top - extent(self.figure).top

    @property
    def height(self) -> float:
        box = extent(self.content)
        return box.bottom - box.top

    def push(self, first: int, by: float) -> None:
        """Move the children from ``first`` on down, and the end of the figure with them.

        What stands below a table stays there.
        """
        for child in self.figure.children[first:] if first == 1 or self.heights else ():
            child.translate(dy=by)
        self.figure.height += by


@dataclass
class Row:
    """Figures that stand side by side. Lengths in px."""

    parts: Sequence[_Part]
    is_aligned: bool = False

    @property
    def _slot(self) -> float:
        return max(part.height for part in self.parts)

    @property
    def lack(self) -> float:
        """By how much the row becomes higher when it is aligned."""
        high = [extent(part.figure) for part in self.parts]
        own = (box.bottom - box.top - part.top - part.height for box, part in zip(high, self.parts, strict=True))
        whole = max(part.top for part in self.parts) + self._slot + max(own)
        return max(0.0, whole - max(box.bottom - box.top for box in high))

    @property
    def ends(self) -> list[float]:
        return [extent(part.figure).bottom for part in self.parts]

    def align(self) -> None:
        """Align the figures, which then end together."""
        top, slot = max(part.top for part in self.parts), self._slot
        for part in self.parts:
            part.push(1, top - part.top)
            part.push(2, slot - part.height)
        self.is_aligned = True
        for part, end in zip(self.parts, ends := self.ends, strict=True):
            part.figure.height += max(ends) - end

    def move(self, shifts: Sequence[float]) -> None:
        for part, by in zip(self.parts, shifts, strict=True):
            part.figure.translate(dy=by)

    def wants(self, limit: Limit) -> float:
        """By how much the plots would like to grow."""
        return max(0.0, self._target(limit) - self._slot)

    def stretch(self, room: float, limit: Limit) -> None:
        """Let the plots grow until they share their lower edge, and further by up to ``room``."""
        before, by = self._slot, min(room, self.wants(limit))
        for part in self.parts:
            growth = part.grow(before + by)
            part.push(2, by if self.is_aligned else growth)

    def _target(self, limit: Limit) -> float:
        """The height on which the plots can agree: what all allow, as long as none becomes too flat."""
        charts = [part for part in self.parts if part.heights]
        if not charts:
            return 0.0
        most, least = (edge(part.limited(own) for part in charts) for edge, own in ((min, _greatest), (max, _least)))
        return max(least, min(max(part.limited(limit) for part in charts), most))


def rows_of(columns: Box, sizes: Sizes) -> tuple[Row, ...]:
    """The rows of a block of columns; none unless every column has the same number of figures and nothing else."""
    stacks = [stack.children for stack in find(columns, "data-stack")]
    if len(stacks) < 2 or len({len(stack) for stack in stacks}) > 1:
        return ()
    rows = [[_part(figure, sizes) for figure in figures] for figures in zip(*stacks, strict=True)]
    parts = [[part for part in row if part] for row in rows]
    return tuple(map(Row, parts)) if parts and [*map(len, parts)] == [*map(len, rows)] else ()


def _part(figure: Box, sizes: Sizes) -> _Part | None:
    """A figure whose first child is its caption and whose second is its content."""
    children = [*getattr(figure, "children", ())]
    if figure.element_tag != "figure" or len(children) < 2 or children[0].element_tag != "figcaption":
        return None
    heights = of_picture(image := picture(children[1]), sizes)
    return _Part(figure, image if heights else None, heights)


def _least(heights: Heights) -> float:
    return heights.least


def _greatest(heights: Heights) -> float:
    return heights.greatest
