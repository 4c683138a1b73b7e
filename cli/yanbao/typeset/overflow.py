"""What does not fit: blocks that reach beyond the body of their page, and pages that became two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yanbao.diagnostics import Diagnostic, Level, Mark
from yanbao.typeset.boxes import MM, Box, attribute, extent, find, find_all

TOLERANCE = 0.5 * MM
EDGE = 4 * MM
"""How near the edge of the paper a title may come."""

REMEDY = "shorten it, use 'density: compact', or move a block to another page"


def overflows(pages: Sequence[Box], page_mark: Mark) -> Iterator[Diagnostic]:
    """A warning for each block that reaches beyond its page, or one for a page that broke without any such block.

    A page without a stack of blocks, such as the contents, may run on to as many pages as it needs.
    """
    if any(extent(head).top < EDGE for head in find(pages[0], "data-head")):
        yield _warning("this title has too many lines for its page", page_mark, "shorten it")
    stacks = list(find(pages[0], "data-stack"))
    found = False
    for stack in stacks:
        foot = pages[0].content_box_y() + pages[0].height
        limits = extent(stack)
        for block in find_all(stack, "data-block"):
            box = extent(block)
            below, beside = (box.bottom - foot) / MM, (box.right - limits.right) / MM
            if max(below, beside) * MM > TOLERANCE:
                found = True
                side = f"{below:.0f} mm below" if below >= beside else f"{beside:.0f} mm beside"
                yield _warning(f"this block reaches {side} the room of its page", _mark(block) or page_mark)
    if stacks and len(pages) > 1 and not found:
        first = next(find_all(pages[1], "data-block"), None)
        yield _warning("this page runs on to a second one", (first is not None and _mark(first)) or page_mark)


def _warning(message: str, mark: Mark, remedy: str = REMEDY) -> Diagnostic:
    return Diagnostic(Level.WARNING, "overflow", message, mark, remedy)


def _mark(block: Box) -> Mark | None:
    """The place in the content that a block was made from, which templates write as file:line:column."""
    file, _, position = (attribute(block, "data-block") or "").partition(":")
    line, _, column = position.partition(":")
    return Mark(file, int(line), int(column)) if line.isdigit() and column.isdigit() else None
