"""Finds headings separated by a page break from what follows."""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.typeset.audit.ink import Reading
from yanbao.typeset.audit.violations import Fault
from yanbao.typeset.audit.written import Head, Written


def find_stranded(written: Written, reading: Reading) -> Iterator[Fault]:
    """Titles, captions and table headers at the bottom of a page or alone on it."""
    if len(reading.inks) < 2:
        return
    pages = [_pages(written, reading, index) for index in range(len(written.leaves))]
    for head in written.heads:
        below = next((index for index in range(head.end, len(pages)) if pages[index]), None)
        own = [page for index in range(head.first, head.end) for page in pages[index]]
        if below is None or not own or not written.breaks.isdisjoint(range(head.end, below + 1)):
            continue
        foot, begin = max(own), min(pages[below])
        if begin > foot and reading.names[begin] == reading.names[foot]:
            yield _fault(head, written)
    for head in written.tables:
        rows = {page for index in range(head.end, head.last or 0) for page in pages[index]}
        if rows and {page for index in range(head.first, head.end) for page in pages[index]} - rows:
            yield _fault(head, written)


def _pages(written: Written, reading: Reading, index: int) -> set[int]:
    """The pages on which an element is in normal flow."""
    return {ink.page for ink in reading.of.get(written.leaves[index].element, ()) if ink.flows}


def _fault(head: Head, written: Written) -> Fault:
    text = " ".join(leaf.text.strip() for leaf in written.leaves[head.first : head.end])
    return Fault("stranded", head.element, text)
