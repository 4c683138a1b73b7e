"""Makes the files of one report: fonts, pages, HTML, and the bound PDF."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import TemplateError

from yanbao import rules
from yanbao.bind import ForeignFont, ForeignFontError, bind
from yanbao.charts import CHARACTERS
from yanbao.compose.imprint import bookmarks, imprint
from yanbao.diagnostics import Diagnostic, Level, has_errors
from yanbao.memory import Same
from yanbao.model.document import ComposedPage, Document
from yanbao.model.fonts import Fonts
from yanbao.model.screens import Drawing
from yanbao.model.sheet import Sheet
from yanbao.pipeline import BuildRequest, Step
from yanbao.pipeline.gathering import Composed
from yanbao.pipeline.pagenumbers import Beside, make_pages
from yanbao.pipeline.presses import press_of
from yanbao.pipeline.provenance import provenance
from yanbao.pipeline.store import digest
from yanbao.pipeline.versions import program_key
from yanbao.pipeline.webpage import WebPage
from yanbao.render import Renderer, template_fault
from yanbao.render.files import attachments
from yanbao.typography.coverage import characters, missing_glyphs
from yanbao.typography.fonts import FontFiles, cut_fonts, place_fonts
from yanbao.typography.fontsources import cut_identity, identity

if TYPE_CHECKING:
    from yanbao.pipeline.session import Session


@dataclass(frozen=True)
class MadeReport:
    """The files of a report, its page count, how many content pages came from the cache, and the diagnostics of making
    it.

    There are no files if a chart cannot be drawn; pages with other errors are made, for drafts and previews.
    """

    slug: str
    outputs: dict[Path, bytes]
    pages: int
    kept: int
    diagnostics: tuple[Diagnostic, ...]


Show = Callable[[bytes], object]


def make_report(
    item: Composed, request: BuildRequest, session: Session, step: Step, show: Show | None = None
) -> MadeReport:
    """Make the files of one report; none, and an error, if a template fails.

    ``show`` is called with the HTML before the PDF exists, and even before pages are made if the session has all
    charts.
    """
    report = item.report
    renderer = Renderer(item.document, report.theme, report.spec.market, session.memory)
    try:
        return _make(item, renderer, request, session, step, show)
    except TemplateError as error:
        fault = template_fault(error, report.mark, frozenset(renderer.files.values()))
        return MadeReport(report.slug, {}, len(item.document.pages), 0, (fault,))


def _make(
    item: Composed, renderer: Renderer, request: BuildRequest, session: Session, step: Step, show: Show | None
) -> MadeReport:
    report, document = item.report, item.document
    told = partial(step, report.slug)
    told("fonts", 0, 1)
    files = _cut(item, renderer, session)
    missing = tuple(missing_glyphs(files.missing, document, tuple(item.manuscript.passages), report.mark))
    if missing:
        return MadeReport(report.slug, {}, len(document.pages), 0, missing)
    fonts = session.memory.recall(
        (report.slug, "placed fonts"), Same(files), lambda: place_fonts(files, report.theme.fonts, session.folder())
    )
    press = press_of(item, renderer, fonts.on_paper, session.store)
    made_from = provenance(item, session.memory)
    page = WebPage(renderer, press, session.memory, made_from.text)
    wants = {"wants_sheets": "pdf" in request.formats, "wants_screens": "html" in request.formats}
    take = page.take if wants["wants_screens"] else _leave
    if show and (early := page.early(fonts)):
        show(early.encode())
    pages = make_pages(renderer, press, session.workers, Beside(told, take), **wants)
    diagnostics, made = list(pages.diagnostics), dict[str, bytes]()
    wanted = request.formats if pages.sheets or not has_errors(diagnostics) else frozenset()
    if "pdf" in wanted:
        inside = tuple(attachments(document, report.theme.messages)) if request.archive else None
        about = imprint(document, made_from.of_pdf(archive=request.archive).text)
        parts = (pages.sheets, tuple(bookmarks(document)), about, fonts.on_paper, inside)
        bound = session.workers.begin(bind, *parts)
    if "html" in wanted:
        told("html", 0, 1)
        made["html"] = page.html(fonts).encode()
        if show:
            show(made["html"])
    if "pdf" in wanted:
        told("bind", 0, 1)
        try:
            made["pdf"] = bound()
        except ForeignFontError as error:
            diagnostics += _foreign_fonts(error.uses, document)
    count = sum(sheet.page_count for sheet in pages.sheets) or len(document.pages)
    outputs = {request.output / f"{report.slug}.{name}": data for name, data in made.items()}
    return MadeReport(report.slug, outputs, count, pages.kept, tuple(diagnostics))


def make_sheets(item: Composed, session: Session) -> tuple[Sequence[Sequence[ComposedPage]], Sequence[Sheet]]:
    """The pages of a report that are typeset together, and their sheets; none if one of them cannot be made."""
    renderer = Renderer(item.document, item.report.theme, item.report.spec.market, session.memory)
    beside = Beside(lambda *_: None, _leave)
    try:
        fonts = place_fonts(_cut(item, renderer, session), item.report.theme.fonts, session.folder())
        press = press_of(item, renderer, fonts.on_paper, session.store)
        pages = make_pages(renderer, press, session.workers, beside, wants_sheets=True)
    except TemplateError:
        return (), ()
    return renderer.document.runs, pages.sheets


def _cut(item: Composed, renderer: Renderer, session: Session) -> FontFiles:
    """Subset the report's fonts to the characters it prints; those of the last build if nothing has changed."""
    theme = item.report.theme
    printed = characters(item.document, theme.messages, session.memory) | set(CHARACTERS) | renderer.characters()
    return session.memory.recall(
        (item.report.slug, "fonts"),
        (theme.fonts, printed),
        lambda: _fonts(theme.fonts, printed, session),
    )


def _fonts(fonts: Fonts, printed: Iterable[str], session: Session) -> FontFiles:
    """The theme's fonts subset to the printed characters, from the cache if possible."""
    key = digest("fonts", program_key(), identity(fonts), *sorted(printed))
    if kept := session.store.recall(key, _unpack):
        return replace(kept, identity=cut_identity(fonts, printed))
    made = cut_fonts(fonts, printed, session.workers.begin)
    session.store.put(key, _pack(made))
    return made


def _leave(_page: ComposedPage, _charts: Mapping[str, Drawing | None]) -> None:
    """No-op for pages when no HTML is wanted."""


_COUNT = ">B"
_TRUETYPE, _WOFF2 = b"\0\1\0\0", b"wOF2"


def _pack(files: FontFiles) -> bytes:
    parts = [part for face in files.faces for part in face]
    sizes = struct.pack(f"{_COUNT}{len(parts)}Q", len(parts), *map(len, parts))
    return sizes + b"".join(parts) + "".join(files.missing).encode("utf-8", "surrogatepass")


def _unpack(data: bytes) -> FontFiles:
    """Unpack cached fonts, but for their identity. Raises ValueError and the like if the data is malformed."""
    sizes = f"{_COUNT}{data[0]}Q"
    ends = list(accumulate(struct.unpack_from(sizes, data)[1:], initial=struct.calcsize(sizes)))
    parts = [data[start:end] for start, end in pairwise(ends)]
    faces = tuple(zip(parts[::2], parts[1::2], strict=True))
    if not faces or not all(font.startswith(_TRUETYPE) and packed.startswith(_WOFF2) for font, packed in faces):
        raise ValueError("no fonts")
    return FontFiles(faces, "", tuple(data[ends[-1] :].decode("utf-8", "surrogatepass")))


def _foreign_fonts(uses: Iterable[ForeignFont], document: Document) -> Iterator[Diagnostic]:
    """An error for each page on which the typesetter fell back to a font other than the report's."""
    for use in uses:
        message = f"'{use.characters}' is set in {use.name or 'no font'} instead of the report's own font"
        mark = document.runs[use.sheet][0].mark
        yield Diagnostic(Level.ERROR, rules.FOREIGN_FONT.id, message, mark, "write it with other characters")
