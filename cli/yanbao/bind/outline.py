"""Bookmarks and page labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pikepdf
from pikepdf import Array, Destination, Dictionary, Name, Pdf

from yanbao.compose.prose import plain_text
from yanbao.model.document import Document
from yanbao.model.report import GENERATED_PAGES
from yanbao.model.sheet import OutlineItem


def bookmarks(document: Document) -> list[OutlineItem]:
    """The contents of a document, and the pages that the tool made."""
    listed = {entry.anchor: entry for entry in document.contents}
    items = []
    for page in document.pages:
        if entry := listed.get(page.anchor):
            title = f"{entry.label} {plain_text(entry.title)}".strip()
            items.append(OutlineItem(title, page.anchor, entry.level))
        elif page.kind in GENERATED_PAGES:
            items.append(OutlineItem(plain_text(page.title), page.anchor, 0))
    return items


def add_outline(book: Pdf, outline: Sequence[OutlineItem], places: Mapping[str, Destination]) -> None:
    """Bookmarks, of which the first level is open, and pages numbered from 1."""
    book.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    if not outline:
        return
    book.Root.PageMode = Name.UseOutlines
    with book.open_outline() as bookmarks:
        above: list[tuple[int, list[pikepdf.OutlineItem]]] = [(-1, bookmarks.root)]
        for item in outline:
            while above[-1][0] >= item.level:
                above.pop()
            bookmark = pikepdf.OutlineItem(item.title, places[item.anchor].to_array())
            bookmark.is_closed = item.level > 0
            above[-1][1].append(bookmark)
            above.append((item.level, bookmark.children))
