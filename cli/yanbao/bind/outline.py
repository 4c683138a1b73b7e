"""Bookmarks and page labels."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from yanbao.bind.links import destination
from yanbao.model.sheet import OutlineItem


def add_outline(book: Pdf, outline: Sequence[OutlineItem]) -> None:
    """Add bookmarks, with the first level expanded, and page labels that start at 1.

    Their destinations are left open, as those of links with their numbers.
    """
    book.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    if not outline:
        return
    book.Root.PageMode = Name.UseOutlines
    with book.open_outline() as bookmarks:
        above: list[tuple[int, list[pikepdf.OutlineItem]]] = [(-1, bookmarks.root)]
        for number, item in enumerate(outline):
            while above[-1][0] >= item.level:
                above.pop()
            bookmark = pikepdf.OutlineItem(item.title, destination(number))
            bookmark.is_closed = item.level > 0
            above[-1][1].append(bookmark)
            above.append((item.level, bookmark.children))
