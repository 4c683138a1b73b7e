"""Fills holes in flowing text: where a figure that may not be broken leaves the foot of a page empty.

In this order: a chart becomes as low as it may be; a short table starts in the hole and goes on; the text below a
figure comes before it. Each is a change of the HTML before another layout.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from yanbao.typeset.audit.violations import Element
from yanbao.typeset.boxes import MM, Box, attribute, bottom_of_content, descendants, extent, find_all, picture
from yanbao.typeset.overflow import BLOCK
from yanbao.typeset.plotsizes import LOW, Sizes, of_picture
from yanbao.typeset.relief import AVOID, INSIDE, free

HOLE = 0.1
"""Share of a page that may be empty at its foot before anything is moved for it."""

LONG_HOLE = 0.2
"""Share from which a short table is rather broken."""

_MOVED = "data-moved"


def fill_holes(pages: Sequence[Box], sizes: Sizes) -> bool:
    """Change the elements of laid-out pages so that holes are filled; returns whether anything was changed."""
    for before, after in pairwise(pages):
        hole = (before.content_box_y() + before.height - bottom_of_content(before)) / before.height
        first = _first(after)
        if hole > HOLE and first is not None and first.element not in {block.element for block in _blocks(before)}:
            room = hole * before.height
            if _lower(first, room, sizes) or (hole > LONG_HOLE and _break(first)) or _postpone(first, pages):
                return True
    return False


def _first(page: Box) -> Box | None:
    """The outermost block that starts a page; None if a heading does."""
    first = next(_blocks(page), None)
    return first if first is not None and extent(first).top - page.content_box_y() < 1 else None


def _blocks(box: Box) -> Iterator[Box]:
    """The outermost blocks and rows of columns below a box."""
    for child in getattr(box, "children", ()):
        if attribute(child, BLOCK) is not None or attribute(child, "data-columns") is not None:
            yield child
        else:
            yield from _blocks(child)


def _lower(block: Box, room: float, sizes: Sizes) -> bool:
    """Lower the charts of a block, if it then has room."""
    images = [image for plot in find_all(block, "data-plot") if (image := picture(plot)) is not None]
    known = [(image, of_picture(image, sizes)) for image in images if attribute(image, LOW) is None]
    saved = [image.height - heights.least * MM for image, heights in known if heights]
    box = extent(block)
    if not saved or box.bottom - box.top - min(saved) > room:
        return False
    for image, _ in known:
        image.element.set(LOW, "")
    return True


def _break(block: Box) -> bool:
    """Let a table that was to stay whole be broken."""
    if attribute(block, "data-columns") is not None:
        return False
    frames = [box for box in (block, *descendants(block)) if box.style["break_inside"] in AVOID and _has_table(box)]
    changed = [free(box.element, INSIDE) for box in frames]
    return any(changed)


def _has_table(box: Box) -> bool:
    return box.element_tag != "table" and any(child.tag == "table" for child in box.element)


def _postpone(block: Box, pages: Sequence[Box]) -> bool:
    """Move a figure, or a row of figures, behind the text that follows it."""
    element = block.element
    if element.get(_MOVED) is not None or not _is_figure(element):
        return False
    root = pages[0].children[0].element
    parents = {child: parent for parent in root.iter() for child in parent}
    text = _text_after(element, parents)
    if text is None:
        return False
    element.set(_MOVED, "")
    parents[element].remove(element)
    home = parents[text]
    home.insert(list(home).index(text) + 1, element)
    return True


def _is_figure(element: Element) -> bool:
    """True for a figure without a table, which could be broken, and for columns of such figures."""
    blocks = [one for one in element.iter() if one.get(BLOCK) is not None]
    return all(one.tag == "figure" and next(one.iter("table"), None) is None for one in blocks)


def _text_after(element: Element, parents: Mapping[Element, Element]) -> Element | None:
    """The text that follows a figure, perhaps below another heading; None if something else does, or a chapter."""
    at = element
    while at in parents:
        siblings = list(parents[at])
        for sibling in siblings[siblings.index(at) + 1 :]:
            if next(sibling.iter("h1"), None) is not None:
                return None
            block = next((one for one in sibling.iter() if one.get(BLOCK) or one.get("data-columns") is not None), None)
            if block is not None:
                return block if block.tag in ("div", "p") and block.get(BLOCK) and _is_text(block) else None
        at = parents[at]
    return None


def _is_text(block: Element) -> bool:
    return not any(one.tag in ("figure", "table", "img") for one in block.iter())
