"""Finds overflow: blocks that extend beyond the body of their page, and pages that were split in two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from weasyprint.formatting_structure.boxes import TableBox

from yanbao import rules
from yanbao.characters import is_digits
from yanbao.model.sheet import Trouble
from yanbao.typeset.boxes import MM, TOLERANCE, Box, attribute, descendants, extent, find, find_all

BLOCK = "data-block"
"""The attribute with a block's number."""

EDGE = 4 * MM
"""Minimum distance of a title from the paper's edge."""

REMEDY = "shorten it, use 'density: compact', or move a block to another page"


def overflows(pages: Sequence[Box]) -> Iterator[Trouble]:
    """An error for each block that extends beyond its page, or a warning for a page that was split without such a
    block.

    A page without a stack of blocks, such as the contents, may take several pages, and so may a table with its header
    above each part.
    """
    found = any(extent(head).top < EDGE for head in find(pages[0], "data-head"))
    if found:
        yield Trouble(rules.OVERFLOW.id, "this title has too many lines for its page", "shorten it")
    stacks = list(find(pages[0], "data-stack"))
    for stack in stacks:
        foot = pages[0].content_box_y() + pages[0].height
        limits = extent(stack)
        for block in find_all(stack, BLOCK):
            box = extent(block)
            below, beside = (box.bottom - foot) / MM, (box.right - limits.right) / MM
            if max(below, beside) * MM > TOLERANCE:
                found = True
                side = f"{below:.0f} mm below" if below >= beside else f"{beside:.0f} mm beside"
                message = f"this block reaches {side} the room of its page"
                yield Trouble(rules.OVERFLOW.id, message, REMEDY, number_of(block), is_error=True)
    has_stack = any(any(find(page, "data-stack")) for page in pages)  # everything may have moved to the second page
    if has_stack and not found:
        for before, after in pairwise(pages):
            first = next(find_all(after, BLOCK), None)
            if first is None or not _goes_on(first, before):
                number = None if first is None else number_of(first)
                more = "a second sheet" if len(pages) == 2 else f"{len(pages)} sheets"
                yield Trouble(rules.OVERFLOW.id, f"this page runs on to {more} of paper", REMEDY, number)
                break


def overlong(pages: Sequence[Box]) -> Iterator[Trouble]:
    """An error for each block, such as a table, that is wider than the sheets it flows over."""
    for page in pages:
        right = page.content_box_x() + page.width
        for block in find_all(page, BLOCK):
            beside = max(extent(box).right for box in (block, *_tables(block))) - right
            if beside > TOLERANCE:
                message = f"this block reaches {beside / MM:.0f} mm beside the room of its page"
                yield Trouble(
                    rules.OVERFLOW.id, message, "leave columns out, or divide it", number_of(block), is_error=True
                )


def _goes_on(block: Box, before: Box) -> bool:
    """True if a page starts by continuing, below its header, a table from the end of the page before."""
    table = next(_parts(block), None)
    known = {part.element for part in _parts(before)}
    return table is not None and table.element in known and any(group.is_header for group in table.children)


def _parts(box: Box) -> Iterator[TableBox]:
    """The tables in a box, or those of their parts that are there."""
    return (found for found in descendants(box) if isinstance(found, TableBox) and found.element_tag == "table")


def number_of(block: Box) -> int | None:
    """The number of a block, which identifies its source position."""
    number = attribute(block, BLOCK) or ""
    return int(number) if is_digits(number) else None


def _tables(box: Box) -> Iterator[Box]:
    """The tables inside a block."""
    for child in getattr(box, "children", ()):
        if getattr(child, "element_tag", "") == "table":
            yield child
        else:
            yield from _tables(child)
