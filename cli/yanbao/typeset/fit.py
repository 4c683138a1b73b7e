"""Chart sizes: a chart without a fixed height grows by an equal share of the free space in its column.

A page is laid out with its charts at minimum height. The free space below each stack of blocks is then distributed,
from the page down into its columns, so that pages are filled; blocks below a chart move down. In flowing text there is
no free space, and charts keep their heights.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yanbao.typeset.boxes import Box, attribute, content_bottom, extent, find, picture

TALLEST = 0.95
"""Maximum height of a chart that grows, as a share of its width."""


def fill(page: Box) -> None:
    """Let the charts of a laid-out page grow into the free space."""
    for stack in find(page, "data-stack"):
        _fill(stack, extent(stack).bottom)


def images(pages: Iterable[Box]) -> Iterator[tuple[str, Box]]:
    """The images of charts, by anchor."""
    for page in pages:
        for plot in find(page, "data-plot"):
            if (image := picture(plot)) is not None:
                yield attribute(plot, "data-plot") or "", image


def _fill(stack: Box, foot: float) -> None:
    """Distribute the space between the end of a stack and ``foot`` among its charts."""
    growing = [child for child in stack.children if any(_growing(child))]
    room = max(0.0, foot - content_bottom(stack)) / max(1, len(growing))
    shift = 0.0
    for child in stack.children:
        child.translate(dy=shift)
        shift += _stretch(child, room if child in growing else 0.0)
    stack.height = max(stack.height, content_bottom(stack) - stack.content_box_y())


def _stretch(box: Box, room: float) -> float:
    """Let the content of a box grow by ``room``; returns by how much the box has grown."""
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
    """The charts anywhere in a block that have no fixed height."""
    plots = [block] if attribute(block, "data-plot") is not None else find(block, "data-plot")
    yield from (plot for plot in plots if attribute(plot, "data-height") is None)
