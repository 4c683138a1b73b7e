"""Composes a page that was laid out with its charts as low as they may be: what room there is goes where it helps.

In this order, for a stack of blocks and the columns in it: figures side by side share the edges of their plots; charts
grow to their natural heights; text gets more leading; charts grow to their greatest heights; blocks move apart. A
chart never becomes higher than its kind allows, so that a page without enough content keeps an empty foot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from yanbao.model.plotheights import Heights
from yanbao.typeset.blockgaps import spread
from yanbao.typeset.boxes import MM, Box, attribute, content_bottom, extent, find, picture
from yanbao.typeset.exhibitrows import Row, rows_of
from yanbao.typeset.leading import lead
from yanbao.typeset.plotsizes import Sizes, of_picture


def fill(page: Box, sizes: Sizes) -> bool:
    """Let what is on a laid-out page use the free space; returns whether there is anything that may."""
    stacks = list(find(page, "data-stack"))
    for stack in stacks:
        foot = extent(stack).bottom
        rows = {id(box): rows_of(box, sizes) for box in _columns(stack)}
        for step in (_Aligned(rows), _Growth(rows, sizes, at_most=False)):
            step.fill(stack, foot)
        lead(stack, foot)
        _Growth(rows, sizes, at_most=True).fill(stack, foot)
        spread(stack, foot)
    return bool(stacks)


def images(pages: Iterable[Box]) -> Iterator[tuple[str, Box]]:
    """The images of charts, by anchor."""
    for page in pages:
        for plot in find(page, "data-plot"):
            if (image := picture(plot)) is not None:
                yield attribute(plot, "data-plot") or "", image


def _columns(stack: Box) -> Iterator[Box]:
    """Every block of columns in a stack, also inside others."""
    for box in find(stack, "data-columns"):
        yield box
        yield from _columns(box)


@dataclass(frozen=True)
class _Step:
    """One way to use free space. ``rows`` are the figures side by side in each block of columns that has no others."""

    rows: dict[int, tuple[Row, ...]]

    def fill(self, stack: Box, foot: float) -> None:
        """Give the space between the end of a stack and ``foot`` to those of its blocks that want it."""
        rooms = _shared([self.wants(child) for child in stack.children], foot - content_bottom(stack))
        shift = 0.0
        for child, room in zip(stack.children, rooms, strict=True):
            child.translate(dy=shift)
            shift += self.stretch(child, room)
        stack.height = max(stack.height, content_bottom(stack) - stack.content_box_y())

    def wants(self, box: Box) -> float:
        """By how much the content of a box would like to grow."""
        if attribute(box, "data-plot") is not None:
            return self.plot_wants(box)
        if attribute(box, "data-columns") is None:
            return sum(map(self.wants, getattr(box, "children", ())))
        if rows := self.rows[id(box)]:
            return sum(map(self.row_wants, rows))
        ends = (content_bottom(stack) + sum(map(self.wants, stack.children)) for stack in find(box, "data-stack"))
        return max(0.0, max(ends, default=0.0) - extent(box).bottom)

    def stretch(self, box: Box, room: float) -> float:
        """Let the content of a box grow by up to ``room``; returns by how much the box has grown."""
        if attribute(box, "data-plot") is not None:
            return self.stretch_plot(box, room)
        shift = 0.0
        if attribute(box, "data-columns") is not None:
            shift = self._stretch_columns(box, room)
        elif any(find(box, "data-plot")) or any(find(box, "data-columns")):
            for child, part in zip(box.children, _shared([*map(self.wants, box.children)], room), strict=True):
                child.translate(dy=shift)
                shift += self.stretch(child, part)
        box.height += shift
        return shift

    def _stretch_columns(self, box: Box, room: float) -> float:
        foot, shift = extent(box).bottom, 0.0
        if rows := self.rows[id(box)]:
            shifts = [0.0] * len(rows[0].parts)
            for row, part in zip(rows, _shared([*map(self.row_wants, rows)], room), strict=True):
                row.move(shifts)
                before = row.ends
                self.stretch_row(row, part)
                shifts = [by + end - old for by, end, old in zip(shifts, row.ends, before, strict=True)]
        for stack in find(box, "data-stack"):
            if rows:
                stack.height = max(stack.height, content_bottom(stack) - stack.content_box_y())
            else:
                self.fill(stack, foot + room)
            shift = max(shift, content_bottom(stack) - foot)
        return shift

    def plot_wants(self, _plot: Box) -> float:
        return 0.0

    def stretch_plot(self, _plot: Box, _room: float) -> float:
        return 0.0

    def row_wants(self, _row: Row) -> float:
        return 0.0

    def stretch_row(self, row: Row, room: float) -> None:
        """Let a row grow by up to ``room``."""


class _Aligned(_Step):
    """Figures side by side start their contents on one line, and their notes and sources on another."""

    def row_wants(self, row: Row) -> float:
        return row.lack

    def stretch_row(self, row: Row, room: float) -> None:
        if row.lack <= room:
            row.align()


@dataclass(frozen=True)
class _Growth(_Step):
    """Charts grow to their natural heights, or to those which they have ``at_most``."""

    sizes: Sizes
    at_most: bool

    def plot_wants(self, plot: Box) -> float:
        image = picture(plot)
        known = of_picture(image, self.sizes)
        return max(0.0, self._limit(known) * MM - image.height) if image is not None and known else 0.0

    def stretch_plot(self, plot: Box, room: float) -> float:
        image, growth = picture(plot), max(0.0, min(room, self.plot_wants(plot)))
        if image is not None:
            image.height += growth
            plot.height += growth
        return growth

    def row_wants(self, row: Row) -> float:
        return row.wants(self._limit)

    def stretch_row(self, row: Row, room: float) -> None:
        row.stretch(room, self._limit)

    def _limit(self, known: Heights) -> float:
        return known.greatest if self.at_most else known.natural


def _shared(wants: Sequence[float], room: float) -> list[float]:
    """``room`` in equal parts, none greater than what is wanted; what one does not want, the others get."""
    rooms, left = [0.0] * len(wants), max(0.0, room)
    for rank, at in enumerate(sorted(range(len(wants)), key=wants.__getitem__)):
        rooms[at] = min(wants[at], left / (len(wants) - rank))
        left -= rooms[at]
    return rooms
