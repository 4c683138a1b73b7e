"""Room for charts: a chart without a height of its own takes an equal part of what its column leaves.

A page is laid out once with its charts as flat boxes. What is left below each stack of blocks is then shared out, from
the page down into its columns, so that pages are composed to their foot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yanbao.typeset.boxes import MM, Box, attribute, content_bottom, extent, find

LEAST = 30 * MM
"""A chart is never flatter than this; a page without room for it overflows and is reported."""

TALLEST = 0.95
"""Nor is it taller than this part of its width."""


def fit(pages: Sequence[Box]) -> dict[str, tuple[float, float]]:
    """Width and height in mm for every chart of a laid-out page, by anchor.

    ``pages`` is more than one if the page is too full even without its charts; those pushed out get what they ask
    for, or the least height.
    """
    sizes: dict[str, tuple[float, float]] = {}
    for stack in find(pages[0], "data-stack"):
        _fill(stack, extent(stack).bottom, sizes)
    for page in pages[1:]:
        for plot in find(page, "data-plot"):
            asked = attribute(plot, "data-height")
            sizes[attribute(plot, "data-plot") or ""] = (plot.width / MM, float(asked) if asked else LEAST / MM)
    return sizes


def _fill(stack: Box, foot: float, sizes: dict[str, tuple[float, float]]) -> None:
    """Give the room between the end of a stack and ``foot`` to its charts."""
    growing = [child for child in stack.children if any(_growing(child))]
    room = max(0.0, foot - content_bottom(stack)) / max(1, len(growing))
    for child in stack.children:
        for plot in _plots(child):
            asked = attribute(plot, "data-height")
            height = float(asked) * MM if asked else min(max(room, LEAST), TALLEST * plot.width)
            sizes[attribute(plot, "data-plot") or ""] = (plot.width / MM, height / MM)
        for row in _rows(child):
            for inner in find(row, "data-stack"):
                _fill(inner, extent(row).bottom + (room if child in growing else 0), sizes)


def _rows(block: Box) -> Iterator[Box]:
    if attribute(block, "data-columns") is not None:
        yield block


def _plots(block: Box) -> Iterator[Box]:
    """The charts of a block, but not those inside columns."""
    if attribute(block, "data-columns") is None:
        yield from find(block, "data-plot")


def _growing(block: Box) -> Iterator[Box]:
    """The charts anywhere in a block that have no height of their own."""
    yield from (plot for plot in find(block, "data-plot") if attribute(plot, "data-height") is None)
