"""Finds, without typesetting, what would stop a build: failing templates, characters missing from the fonts, and what
an earlier build has found in pages that have not changed since.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from jinja2 import TemplateError

from yanbao.charts import CHARACTERS
from yanbao.diagnostics import Diagnostic
from yanbao.memory import Memory
from yanbao.model.document import ComposedPage, Document
from yanbao.model.document import anchors as anchors_of
from yanbao.model.document import charts as charts_of
from yanbao.model.sheet import FontFace, FontSet, chart_address
from yanbao.pipeline.gathering import Composed
from yanbao.pipeline.pagenumbers import known_troubles
from yanbao.pipeline.presses import press_of
from yanbao.pipeline.runs import lost, misprinted
from yanbao.pipeline.store import Store
from yanbao.render import Renderer, take_marks, template_fault
from yanbao.render.printing import misprints
from yanbao.typography.coverage import characters, missing_glyphs
from yanbao.typography.fontsources import cut_identity, missing_characters

_ID = re.compile(r"""\sid\s*=\s*["']?([^"'\s>]+)""")
_NO_FACE = FontFace(400, Path(), b"")
_NO_FONTS = FontSet("", "", _NO_FACE, _NO_FACE)


def faults(item: Composed, memory: Memory, store: Store) -> Iterator[Diagnostic]:
    """The errors that would stop a build, except those that only typesetting can detect; of pages in the store, those,
    too. Raises SetupError.
    """
    theme = item.report.theme
    if theme.name != item.report.spec.theme:  # a stand-in for one that cannot be loaded
        return
    renderer = Renderer(item.document, theme, item.report.spec.market, memory)
    printed = characters(item.document, theme.messages, memory) | set(CHARACTERS) | renderer.characters()
    missing = missing_characters(theme.fonts, printed)
    ident = cut_identity(theme.fonts, printed)
    yield from missing_glyphs(missing, item.document, tuple(item.manuscript.passages), item.report.mark)
    if not item.document.pages:  # a draft, none of whose sections could be read
        return
    try:
        if not renderer.is_tested:
            yield from list(_rendered(renderer, item.document))
        yield from list(_known(item, renderer, store, ident))
    except TemplateError as error:
        yield template_fault(error, item.report.mark, frozenset(renderer.files.values()))


def _known(item: Composed, renderer: Renderer, store: Store, ident: str) -> Iterator[Diagnostic]:
    """What an earlier build has found in pages that are as they were; ``ident`` is that of the fonts."""
    if store.folder:
        fonts = replace(_NO_FONTS, identity=ident)
        yield from known_troubles(renderer, press_of(item, renderer, fonts, store))


def _rendered(renderer: Renderer, document: Document) -> Iterator[Diagnostic]:
    """Render all that a build renders, with placeholders for charts; what is not in the pages, or twice."""
    renderer.print_styles()
    page_of = {anchor: number for number, page in enumerate(document.pages, 1) for anchor in anchors_of(page)}
    for number, run in enumerate(document.runs, 1):
        html, _ = take_marks(renderer.pages(run, number, page_of), run)
        yield from _absent(run, html)
        for misprint in misprints(run, document.masthead, html):
            yield misprinted(misprint, run[misprint.page])
    for page in document.pages:
        renderer.reader_page(page, dict.fromkeys(charts_of(page), "<svg></svg>"))
    renderer.reader((), _NO_FONTS)


def _absent(pages: Sequence[ComposedPage], html: str) -> Iterator[Diagnostic]:
    """Charts, and elements to link to, that templates leave out."""
    ids = set(_ID.findall(html))
    for page in pages:
        for anchor, chart in charts_of(page).items():
            if chart_address(anchor) not in html:
                yield lost(anchor, chart.caption.mark)
        if absent := [anchor for anchor in anchors_of(page) if anchor not in ids]:
            yield lost(", ".join(absent), page.mark)
