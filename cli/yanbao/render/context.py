"""The template context: what page and reader templates are given, documented in docs/themes.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yanbao.model.document import ComposedPage, Entry
from yanbao.render.data import DataTable


@dataclass(frozen=True)
class PageContext:
    """What one page shows beyond its own content.

    ``page_of`` gives page numbers of anchors (empty in the reader, which has links), ``contents`` entries of the
    contents (all on the cover, those of its chapter on a divider, else none), ``charts`` the SVG of each chart by
    anchor, on paper an address to find it at, ``data`` what each chart shows as a table (empty on paper).
    """

    page: ComposedPage
    page_of: Mapping[str, int]
    contents: tuple[Entry, ...]
    charts: Mapping[str, str]
    data: Mapping[str, DataTable]
