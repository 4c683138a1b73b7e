"""Room for charts: a chart without a height of its own grows by an equal part of what its column leaves.

A page is laid out with its charts as flat as they may be. What is left below each stack of blocks is then shared out,
from the page down into its columns, so that pages are composed to their foot; what stands below a chart moves down.
Where text flows no page has a foot to reach, and charts keep their heights.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yanbao.typeset.boxes import Box, attribute, content_bottom, extent, find, picture

TALLEST = 0.95
"""A chart does not grow taller than this part of its width."""


def fill(page: Box) -> None:
    """Let the charts of a laid-out page grow into the room that it has."""
    for stack in find(page, "data-stack"):
        _fill(stack, extent(stack).bottom)


def images(pages: Iterable[Box]) -> Iterator[tuple[str, Box]]:
    """The images of charts, by anchor."""
    for page in pages:
        for plot in find(page, "data-plot"):
            if (image := picture(plot)) is not None:
                yield attribute(plot, "data-plot") or "", image


def _fill(stack: Box, foot: float) -> None:
    """Give the room between the end of a stack and ``foot`` to its charts."""
    growing = [child for child in stack.children if any(_growing(child))]
    room = max(0.0, foot - content_bottom(stack)) / max(1, len(growing))
    shift = 0.0
    for child in stack.children:
        child.translate(dy=shift)
        shift += _stretch(child, room if child in growing else 0.0)
    stack.height = max(stack.height, content_bottom(stack) - stack.content_box_y())


def _stretch(box: Box, room: float) -> float:
    """Let what is in a box grow by ``room``; returns by how much the box has grown."""
    if attribute(box, "data-plot") is not None:
        return _grow(box, room)
    shift = 0.0
    if attribute(box, "data-columns") is not None:
        foot = extent(box).bottom
        for stack in find(box, "data-stack"):
            _fill(stack, foot + room)
            shift = max(shift, content_bottom(stack) - foot)
    elif any(find(box, "data-plot")):
        for child in box.children:
            child.translate(dy=shift)
            shift += _stretch(child, room)
    box.height += shift
    return shift


def _grow(plot: Box, room: float) -> float:
    if attribute(plot, "data-height") is not None:
        return 0.0
    image = picture(plot)
    if image is None:
        return 0.0
    growth: float = min(room, max(0.0, TALLEST * image.width - image.height))
    image.height += growth
    plot.height += growth
    return growth


def _growing(block: Box) -> Iterator[Box]:
    """The charts anywhere in a block that have no height of their own."""
    plots = [block] if attribute(block, "data-plot") is not None else find(block, "data-plot")
    yield from (plot for plot in plots if attribute(plot, "data-height") is None)
