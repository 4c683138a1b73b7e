"""PDF bookmarks and metadata of a composed document."""

from __future__ import annotations

from yanbao.compose.prose import plain_text
from yanbao.model.document import Document
from yanbao.model.report import GENERATED_PAGES
from yanbao.model.sheet import Imprint, OutlineItem


def bookmarks(document: Document) -> list[OutlineItem]:
    """Bookmarks for the contents of a document and its generated pages."""
    items = []
    for page in document.pages:
        entries = [entry for entry in document.contents if entry.anchor == page.anchor]
        if page.kind in GENERATED_PAGES:
            items.append(OutlineItem(plain_text(page.title), page.anchor, 0))
        for entry in entries:
            title = f"{entry.label} {plain_text(entry.title)}".strip()
            items.append(OutlineItem(title, page.anchor, entry.level))
    return items


def imprint(document: Document, provenance: str) -> Imprint:
    """Metadata from a report's masthead."""
    masthead = document.masthead
    return Imprint(
        title=" ".join(filter(None, (document.draft, plain_text(masthead.title)))),
        author=masthead.institution,
        subject=plain_text(masthead.subtitle),
        keywords=", ".join(filter(None, (masthead.kind, masthead.industry))),
        language=masthead.language,
        created=masthead.issued,
        provenance=provenance,
    )
