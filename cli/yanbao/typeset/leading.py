"""Leading: where a page has room, the lines of its text stand a little further apart, all by the same factor."""

from __future__ import annotations

from math import fsum

from weasyprint.formatting_structure.boxes import LineBox

from yanbao.typeset.boxes import Box, attribute, content_bottom, extent, find

STEPS = (0.12, 0.09, 0.06, 0.03)
"""By which part of its height a line may become higher, greatest first."""


def lead(stack: Box, foot: float) -> None:
    """Open the lines of a stack's text as far as the stack then still ends above ``foot``."""
    room = foot - content_bottom(stack)
    step = next((step for step in STEPS if sum(_growth(child, step) for child in stack.children) <= room), 0.0)
    if step:
        _open_all(stack, step)


def _growth(box: Box, step: float) -> float:
    """By how much a box becomes higher."""
    if attribute(box, "data-columns") is not None:
        stacks = find(box, "data-stack")
        ends = (content_bottom(stack) + sum(_growth(child, step) for child in stack.children) for stack in stacks)
        return max(0.0, max(ends, default=0.0) - extent(box).bottom)
    if _is_fixed(box):
        return 0.0
    if _has_lines(box):
        return step * fsum(line.height for line in box.children[:-1])
    return fsum(_growth(child, step) for child in getattr(box, "children", ()))


def _open_all(box: Box, step: float) -> float:
    """Open the lines in the children of a box; returns by how much they have grown."""
    shift = 0.0
    for child in box.children:
        child.translate(dy=shift)
        shift += _open(child, step)
    return shift


def _open(box: Box, step: float) -> float:
    growth = 0.0
    if attribute(box, "data-columns") is not None:
        foot = extent(box).bottom
        for stack in find(box, "data-stack"):
            _open_all(stack, step)
            stack.height = max(stack.height, content_bottom(stack) - stack.content_box_y())
            growth = max(growth, content_bottom(stack) - foot)
    elif _is_fixed(box):
        return 0.0
    elif _has_lines(box):
        for line in box.children:
            line.translate(dy=growth)
            growth += line.height * step
        growth -= box.children[-1].height * step
    else:
        growth = _open_all(box, step)
    box.height += growth
    return growth


def _is_fixed(box: Box) -> bool:
    """True if a box has no running text: figures, tables, rows of cards, and what is out of the flow."""
    return (
        not hasattr(box, "children")
        or box.element_tag in ("figure", "table", "code")
        or getattr(box, "is_table_wrapper", False)
        or not box.is_in_normal_flow()
    )


def _has_lines(box: Box) -> bool:
    return bool(box.children) and all(isinstance(child, LineBox) for child in box.children)
