"""What a file says of a composed document besides its pages: bookmarks and metadata."""

from __future__ import annotations

from yanbao.compose.prose import plain_text
from yanbao.model.document import Document
from yanbao.model.report import GENERATED_PAGES
from yanbao.model.sheet import Imprint, OutlineItem


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


def imprint(document: Document, provenance: str) -> Imprint:
    """What a report's title page says, as metadata."""
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
