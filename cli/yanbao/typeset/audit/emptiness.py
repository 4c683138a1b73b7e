"""Finds pages that are not filled: an empty foot, a column that ends far above the others, a last page with little."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from yanbao import rules
from yanbao.model.sheet import Trouble
from yanbao.typeset.boxes import MM, Box, attribute, bottom_of_content, extent, find, find_all
from yanbao.typeset.overflow import BLOCK, number_of

FOOT = 0.2
"""Share of a page's room that may be empty at its foot."""

BESIDE = 0.4
"""Share of a page's room by which a column that ends with a figure may end above the others."""

THIN = 0.15
"""Share of the last of several pages that is to be filled."""

_FORCED = frozenset({"page", "left", "right", "recto", "verso"})


def find_empty(pages: Sequence[Box], *, flows: bool) -> Iterator[Trouble]:
    """Hints on pages with much unplanned white."""
    if len(pages) == 1 and not flows:
        yield from _on_slide(pages[0])
    for before, after in pairwise(pages):
        block = next(find_all(after, BLOCK), None)
        empty = (before.content_box_y() + before.height - bottom_of_content(before)) / before.height
        if block is not None and empty > FOOT and not _is_forced(after):
            message = f"{empty:.0%} of the page before this block is empty, because the block does not fit there"
            remedy = "move it behind the text that follows it, make it lower, or divide it"
            yield Trouble(rules.EMPTY_FOOT.id, message, remedy, number_of(block))
    if len(pages) > 1 and (block := next(find_all(pages[-1], BLOCK), None)) is not None:
        used = (bottom_of_content(pages[-1]) - pages[-1].content_box_y()) / pages[-1].height
        if used < THIN:
            message = f"the last page, which begins with this block, is {1 - used:.0%} empty"
            yield Trouble(rules.EMPTY_FOOT.id, message, "shorten what stands before it, or add to it", number_of(block))


def _on_slide(page: Box) -> Iterator[Trouble]:
    foot = page.content_box_y() + page.height
    for stack in find(page, "data-stack"):
        room, lowest = foot - extent(stack).top, _lowest(stack)
        if room <= 0 or lowest <= 0:
            continue
        if (empty := (foot - lowest) / room) > FOOT:
            message = f"the lower {empty:.0%} of this page is empty ({(foot - lowest) / MM:.0f} mm)"
            remedy = "add a block, or put what it shows on another page: charts do not become higher than they may be"
            yield Trouble(rules.EMPTY_FOOT.id, message, remedy)
            continue
        for column in find_all(stack, "data-stack"):
            lack = lowest - _lowest(column)
            if lack > BESIDE * room and column.children[-1].element_tag == "figure" and _is_lowest(column, stack):
                message = f"this column ends {lack / MM:.0f} mm above the foot of its page"
                block = next(find_all(column, BLOCK), None)
                remedy = "move a block from the other column into it"
                yield Trouble(rules.EMPTY_FOOT.id, message, remedy, number_of(block) if block is not None else None)


def _lowest(stack: Box) -> float:
    """The lower end of the blocks in a stack; 0 if there are none."""
    return max((extent(block).bottom for block in find_all(stack, BLOCK)), default=0.0)


def _is_lowest(column: Box, stack: Box) -> bool:
    """True if nothing stands below the columns that a column belongs to."""
    last = stack.children[-1]
    return attribute(last, "data-columns") is not None and any(inner is column for inner in find(last, "data-stack"))


def _is_forced(page: Box) -> bool:
    """True if a page begins where the theme's styles break it."""
    box: Box | None = page.children[0]
    while box is not None:
        if box.style["break_before"] in _FORCED:
            return True
        inside = [child for child in getattr(box, "children", ()) if child.is_in_normal_flow()]
        box = inside[0] if inside else None
    return False
