"""What a page must let go of to be laid out well: found in its boxes, changed in its HTML before it is laid out again.

Styles ask that rows, short tables and columns stay in one piece, and that heads stay with what they head. Where a thing
is higher than a page that cannot be: WeasyPrint then leaves the head alone on a page, or the page white. And a table
whose columns have no room beside each other is set tighter, step by step, as far as the theme's styles go.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes

from yanbao.typeset.boxes import Box, crowded_rooms, descendants, wide_tables
from yanbao.typeset.tablewidths import TIGHT

MOST_ROUNDS = 8
"""A table may be set tighter twice; what keeps it together is then let go of from the outside in."""

TIGHTER = (TIGHT, "tighter")
"""The classes of tables that are too wide, step by step."""

CLOSER = ("raised", "crowded", "packed")
"""The classes of what has more in it than room, such as the parts of a cover."""

_AVOID = frozenset({"avoid", "avoid-page"})
INSIDE, BESIDE = "break-inside:auto", "break-before:auto;break-after:auto"
_HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "header", "figcaption"})

Element = Any
"""An element of the page's HTML (ElementTree)."""


def relieve(pages: Sequence[Box]) -> bool:
    """Change the elements of laid-out pages that ask for what cannot be; returns whether there were any."""
    tables = {table.element: TIGHTER for table, _ in wide_tables(pages)}
    rooms = {room.element: CLOSER for room in crowded_rooms(pages)}
    if narrow := tables | rooms:
        changed = [_step(element, steps) for element, steps in narrow.items()]
    elif len(pages) > 1:
        changed = [_free(element, breaks) for element, breaks in (*_broken(pages), *_behind_heads(pages))]
    else:
        changed = []
    return any(changed)


def _step(element: Element, steps: Sequence[str]) -> bool:
    """Set an element a step tighter; returns whether there was one left."""
    names = element.get("class", "").split()
    step = next((name for name in steps if name not in names), None)
    if step:
        element.set("class", " ".join([*names, step]))
    return step is not None


def _free(element: Element, breaks: str) -> bool:
    """Let pages end in or beside an element; returns whether they could not before."""
    style = element.get("style", "")
    if breaks in style:
        return False
    element.set("style", f"{style};{breaks}" if style else breaks)
    return True


def _broken(pages: Sequence[Box]) -> Iterator[tuple[Element, str]]:
    """Elements that stand on several pages although they should not be broken: they are higher than a page."""
    found: defaultdict[Element, set[int]] = defaultdict(set)
    for number, page in enumerate(pages):
        for box in descendants(page):
            if box.style["break_inside"] in _AVOID:
                found[box.element].add(number)
    return ((element, INSIDE) for element, numbers in found.items() if len(numbers) > 1)


def _behind_heads(pages: Sequence[Box]) -> Iterator[tuple[Element, str]]:
    """Elements that begin a page, if only below heads, and keep together, although the page before ends with a head.

    Rows are parted from one another before any is broken.
    """
    for before, after in pairwise(pages):
        if any(map(_is_head, _edge(before, -1, _counts))):
            for box in _edge(after, 0, lambda box: _counts(box) and not _is_head(box)):
                if not _AVOID.isdisjoint((box.style["break_before"], box.style["break_after"])):
                    yield box.element, BESIDE
                elif box.style["break_inside"] in _AVOID:
                    yield box.element, INSIDE


def _edge(page: Box, at: int, counts: Callable[[Box], bool]) -> Iterator[Box]:
    """The boxes that a page begins (0) or ends (-1) with, each in the one before."""
    box = page
    while inside := [child for child in getattr(box, "children", ()) if counts(child)]:
        box = inside[at]
        if box.element is not None:
            yield box


def _is_head(box: Box) -> bool:
    """Whether a box heads what comes after it."""
    return box.element_tag in _HEADS


def _counts(box: Box) -> bool:
    """Whether a page can begin or end with a box; heads that tables repeat do not count."""
    return (
        isinstance(box, boxes.BlockLevelBox | boxes.TableRowGroupBox | boxes.TableRowBox | boxes.TableCellBox)
        and box.is_in_normal_flow()
        and not getattr(box, "is_header", False)
        and "::" not in (box.element_tag or "")
    )
