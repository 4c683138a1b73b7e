"""The template context: what page and reader templates are given, documented in docs/themes.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yanbao.model.document import ComposedPage, Entry
from yanbao.render.data import DataTable


@dataclass(frozen=True)
class PageContext:
    """Data for rendering one page besides its own content.

    ``page_of`` maps anchors to page numbers (empty in the reader, which has links). ``contents`` has entries of the
    contents (all on the cover, its chapter's on a divider, else none). ``charts`` maps anchors to SVG, or on paper to
    image URLs. ``data`` has each chart's data as a table (empty on paper).
    """

    page: ComposedPage
    page_of: Mapping[str, int]
    contents: tuple[Entry, ...]
    charts: Mapping[str, str]
    data: Mapping[str, DataTable]
