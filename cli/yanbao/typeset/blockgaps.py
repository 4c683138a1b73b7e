"""The distances between blocks: where charts and text cannot use the room of a page, blocks move apart."""

from __future__ import annotations

from yanbao.typeset.boxes import MM, Box, attribute, content_bottom, extent, find

WIDEST = 5 * MM
"""By how much two blocks move apart at most (px)."""

LOWEST = 8 * MM
"""By how much the notes and the source of a figure move down at most, to stand on a line with others."""


def spread(stack: Box, foot: float) -> None:
    """Move the blocks of a stack apart until it ends at ``foot``, as far as they may; its columns end together."""
    gaps = len(stack.children) - 1
    by = min(max(0.0, foot - content_bottom(stack)) / gaps, WIDEST) if gaps > 0 else 0.0
    for at, child in enumerate(stack.children):
        child.translate(dy=at * by)
        for columns in _outermost(child):
            if columns is stack.children[-1]:
                columns.height += _more(columns, foot - content_bottom(stack))
            for inner in find(columns, "data-stack"):
                _end_at(inner, extent(columns).bottom)
    stack.height = max(stack.height, content_bottom(stack) - stack.content_box_y())


def _more(columns: Box, room: float) -> float:
    """By how much columns at the end of a page may end lower, all of them."""
    gaps = min((len(inner.children) - 1 for inner in find(columns, "data-stack")), default=0)
    return max(0.0, min(room, gaps * WIDEST))


def _outermost(block: Box) -> tuple[Box, ...]:
    return (block,) if attribute(block, "data-columns") is not None else tuple(find(block, "data-columns"))


def _end_at(stack: Box, foot: float) -> None:
    """Let a column end at ``foot``, if only a little is missing."""
    lack = foot - content_bottom(stack)
    if lack <= 0:
        return
    gaps = len(stack.children) - 1
    if lack <= gaps * WIDEST + LOWEST:
        spread(stack, foot)
        _lower_source(stack.children[-1], foot - content_bottom(stack))


def _lower_source(figure: Box, by: float) -> None:
    """Move what stands below a chart down."""
    if by <= 0:
        return
    plots = [at for at, child in enumerate(figure.children) if attribute(child, "data-plot") is not None]
    if plots and plots[0] + 1 < len(figure.children):
        for child in figure.children[plots[0] + 1 :]:
            child.translate(dy=by)
        figure.height += by
