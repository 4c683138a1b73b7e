"""Relaxes layout constraints that cannot be met: detected in the boxes, changed in the HTML before another layout.

Styles keep rows, short tables and columns unbroken, and headings with what follows. If something is higher than a page,
this is impossible: WeasyPrint then leaves the heading alone on a page, or a page blank. Likewise, a table whose columns
do not fit is set tighter, step by step, as far as the theme's styles allow.
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
"""Maximum layouts: a table may be set tighter twice; then constraints are dropped from the outside in."""

TIGHTER = (TIGHT, "tighter")
"""Classes for tables that are too wide, in order."""

CLOSER = ("raised", "crowded", "packed")
"""Classes for elements of fixed height with too much content, such as parts of a cover, in order."""

AVOID = frozenset({"avoid", "avoid-page"})
INSIDE, BESIDE = "break-inside:auto", "break-before:auto;break-after:auto"
_HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "header", "figcaption"})

Element = Any
"""An element of the page's HTML (ElementTree)."""


def relieve(pages: Sequence[Box]) -> bool:
    """Change the elements of laid-out pages whose constraints cannot be met; returns whether there were any."""
    tables = {table.element: TIGHTER for table, _ in wide_tables(pages)}
    rooms = {room.element: CLOSER for room in crowded_rooms(pages)}
    if narrow := tables | rooms:
        changed = [_step(element, steps) for element, steps in narrow.items()]
    elif len(pages) > 1:
        changed = [free(element, breaks) for element, breaks in (*_broken(pages), *_behind_heads(pages))]
    else:
        changed = []
    return any(changed)


def _step(element: Element, steps: Sequence[str]) -> bool:
    """Set an element one step tighter; returns whether there was one left."""
    names = element.get("class", "").split()
    step = next((name for name in steps if name not in names), None)
    if step:
        element.set("class", " ".join([*names, step]))
    return step is not None


def free(element: Element, breaks: str) -> bool:
    """Allow page breaks inside or beside an element; returns whether this is new."""
    style = element.get("style", "")
    if breaks in style:
        return False
    element.set("style", f"{style};{breaks}" if style else breaks)
    return True


def _broken(pages: Sequence[Box]) -> Iterator[tuple[Element, str]]:
    """Elements split across pages although they should not be broken: they are higher than a page."""
    found: defaultdict[Element, set[int]] = defaultdict(set)
    for number, page in enumerate(pages):
        for box in descendants(page):
            if box.style["break_inside"] in AVOID:
                found[box.element].add(number)
    return ((element, INSIDE) for element, numbers in found.items() if len(numbers) > 1)


def _behind_heads(pages: Sequence[Box]) -> Iterator[tuple[Element, str]]:
    """Unbreakable elements at the start of a page (or below headings there), although the page before ends with a
    heading.

    Rows are separated from one another before any is broken.
    """
    for before, after in pairwise(pages):
        if any(map(_is_head, _edge(before, -1, _counts))):
            for box in _edge(after, 0, lambda box: _counts(box) and not _is_head(box)):
                if not AVOID.isdisjoint((box.style["break_before"], box.style["break_after"])):
                    yield box.element, BESIDE
                elif box.style["break_inside"] in AVOID:
                    yield box.element, INSIDE


def _edge(page: Box, at: int, counts: Callable[[Box], bool]) -> Iterator[Box]:
    """The boxes at the start (0) or end (-1) of a page, from the outermost inwards."""
    box = page
    while inside := [child for child in getattr(box, "children", ()) if counts(child)]:
        box = inside[at]
        if box.element is not None:
            yield box


def _is_head(box: Box) -> bool:
    """True if a box is a heading of what follows."""
    return box.element_tag in _HEADS


def _counts(box: Box) -> bool:
    """True if a page can start or end with a box; repeated table headers do not count."""
    return (
        isinstance(box, boxes.BlockLevelBox | boxes.TableRowGroupBox | boxes.TableRowBox | boxes.TableCellBox)
        and box.is_in_normal_flow()
        and not getattr(box, "is_header", False)
        and "::" not in (box.element_tag or "")
    )
