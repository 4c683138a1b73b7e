"""The story of a build: load → check → compose → review → charts → html → typeset → bind.

Everything is gathered and checked before the first byte is written; outputs replace the last good ones only when all of
them are made.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from errno import EISDIR
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from yanbao.checks import check as check_references
from yanbao.compose import compose
from yanbao.compose.uses import Entry, Use, inventory
from yanbao.diagnostics import ContentError, Diagnostic, Level, has_errors
from yanbao.load.project import LoadResult, load_project
from yanbao.model.document import ChartBlock, ComposedPage, Document, walk
from yanbao.model.manuscript import Manuscript
from yanbao.model.project import LoadedReport, Project
from yanbao.model.sheet import FontSet
from yanbao.review import RULES as REVIEW_RULES
from yanbao.review import Settings, review

if TYPE_CHECKING:
    from yanbao.bind import ForeignFont
    from yanbao.render import Renderer
    from yanbao.typeset import Typesetter

FORMATS = frozenset({"pdf", "html"})

RULES: Mapping[str, str] = {
    "engine": "The typesetter has nothing to complain of.",
    "foreign-font": "Every character is set in the report's own fonts.",
    "missing-glyph": "The report's fonts have every character that it prints.",
    "overflow": "Every page has room for its blocks.",
}
"""What only making a report finds wrong, by the ids of its diagnostics."""


class Progress(Protocol):
    """Is told how far a build has come."""

    def step(self, report: str, name: str, done: int, total: int) -> None: ...


@dataclass(frozen=True)
class BuildRequest:
    """What to build: reports by slug (all if none), into which folder, in which formats.

    ``strict`` counts warnings as errors; ``force`` publishes drafts of what errors would keep from being published.
    """

    root: Path
    output: Path
    slugs: tuple[str, ...] = ()
    formats: frozenset[str] = FORMATS
    strict: bool = False
    force: bool = False


@dataclass(frozen=True)
class BuiltReport:
    slug: str
    files: tuple[Path, ...]
    pages: int
    is_draft: bool


@dataclass(frozen=True)
class BuildResult:
    """What was published, and the warnings and hints that did not prevent it."""

    reports: tuple[BuiltReport, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Composed:
    """A report, its document and text, and what it takes from the ledger and the tables."""

    report: LoadedReport
    document: Document
    manuscript: Manuscript
    uses: frozenset[Use]


@dataclass(frozen=True)
class Gathered:
    """All that is known before anything is made. Nothing is composed if what reports share has errors.

    ``incomplete`` are the reports of which a section is missing. ``is_loaded`` is False if any file has errors.
    """

    project: Project
    composed: list[Composed]
    diagnostics: list[Diagnostic]
    incomplete: frozenset[str]
    is_loaded: bool


@dataclass(frozen=True)
class Inventory:
    """Every fact and dataset with its uses, and what is wrong in the content: errors may hide uses."""

    entries: tuple[Entry, ...]
    diagnostics: tuple[Diagnostic, ...]


def check(root: Path, slugs: Sequence[str] = (), today: date | None = None) -> tuple[Diagnostic, ...]:
    """Everything that loading, checking, composing and reviewing find in the reports, sorted.

    Waivers hold or have expired on ``today``, and data are still valid, the day of the machine if it is None.
    """
    gathered = _gather(root, slugs, _silent)
    return _sorted([*gathered.diagnostics, *_review(gathered, slugs, today)])


def facts(root: Path) -> Inventory:
    """What the ledger and the tables hold, and where the reports use it. Raises ContentError if no use can be known."""
    gathered = _gather(root, (), _silent)
    if not gathered.composed:
        raise ContentError(gathered.diagnostics)
    uses = frozenset[Use]().union(*(item.uses for item in gathered.composed))
    return Inventory(inventory(gathered.project, uses), _sorted(gathered.diagnostics))


def build(request: BuildRequest, progress: Progress) -> BuildResult:
    """Build reports. Raises ContentError (nothing is written then) and SetupError."""
    gathered = _gather(request.root, request.slugs, progress.step)
    diagnostics = [*gathered.diagnostics, *_review(gathered, request.slugs)]
    is_draft = request.force and gathered.is_loaded and has_errors(diagnostics, strict=request.strict)
    if not is_draft:
        _stop_on_errors(diagnostics, request.strict)
    made: list[tuple[str, dict[Path, bytes], int]] = []
    making: list[Diagnostic] = []
    for item in gathered.composed:
        outputs, pages, found = _make(_draft(item) if is_draft else item, request, progress)
        made.append((item.report.slug, outputs, pages))
        making += found
    if has_errors(making, strict=request.strict and not is_draft):
        raise ContentError([*diagnostics, *making])
    reports = tuple(BuiltReport(slug, tuple(_write(outputs)), pages, is_draft) for slug, outputs, pages in made)
    return BuildResult(reports, _sorted([*diagnostics, *making]))


def _draft(item: Composed) -> Composed:
    """A report whose every page says that it is a draft."""
    return replace(item, document=replace(item.document, draft=item.report.theme.messages.draft))


Step = Callable[[str, str, int, int], None]


def _silent(_report: str, _name: str, _done: int, _total: int) -> None:
    return None


def _sorted(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(set(diagnostics), key=lambda d: d.sort_key))


def _gather(root: Path, slugs: Sequence[str], step: Step) -> Gathered:
    """Load, check and compose. What several reports share is looked at once."""
    step("", "load", 0, 1)
    loaded: LoadResult = load_project(root, slugs)
    diagnostics = list(loaded.diagnostics)
    composed: list[Composed] = []
    for report in loaded.project.reports if loaded.shared_ok else ():
        step(report.slug, "check", 0, 1)
        wrong = check_references(loaded.project, report)
        diagnostics += wrong
        step(report.slug, "compose", 0, 1)
        made = compose(loaded.project, report, wrong)
        found = made.diagnostics
        if report.slug in loaded.incomplete:  # what points into a section that is missing is not the author's mistake
            found = tuple(d for d in found if d.rule != "unknown-reference")
        diagnostics += found
        composed.append(Composed(report, made.document, made.manuscript, made.uses))
    is_loaded = not has_errors(loaded.diagnostics)
    return Gathered(loaded.project, composed, diagnostics, loaded.incomplete, is_loaded)


def _review(gathered: Gathered, slugs: Sequence[str], today: date | None = None) -> Iterator[Diagnostic]:
    """What a reviewer finds in whole reports. Waivers that nothing needs are known only when all have been read."""
    day = today or datetime.now().astimezone().date()
    settings = Settings(gathered.project.review, day)
    yield from settings.mistakes(REVIEW_RULES)
    for item in gathered.composed:
        if item.report.slug not in gathered.incomplete:
            yield from review(replace(item.manuscript, today=day), settings)
    if not slugs and not has_errors(gathered.diagnostics):
        yield from settings.leftovers(REVIEW_RULES)


def _stop_on_errors(diagnostics: Sequence[Diagnostic], strict: bool) -> None:
    if has_errors(diagnostics, strict=strict):
        raise ContentError(diagnostics)


def _make(item: Composed, request: BuildRequest, progress: Progress) -> tuple[dict[Path, bytes], int, list[Diagnostic]]:
    """The files of one report, its number of pages, and what was found while making them."""
    from yanbao.bind import ForeignFontError, bind, bookmarks, imprint
    from yanbao.charts import CHARACTERS
    from yanbao.render import Renderer
    from yanbao.typeset import Typesetter, typeset_pages
    from yanbao.typography import characters, missing_glyphs, subset_fonts

    report, document, theme = item.report, item.document, item.report.theme

    def step(name: str, done: int, total: int) -> None:
        progress.step(report.slug, name, done, total)

    renderer = Renderer(document, theme, report.spec.market)
    outputs: dict[Path, bytes] = {}
    with tempfile.TemporaryDirectory(prefix="yanbao-") as folder:
        printed = characters(document, theme.messages) | set(CHARACTERS)
        fonts, missing = subset_fonts(theme.tokens.fonts, printed, Path(folder))
        diagnostics = list(missing_glyphs(missing, document, report.mark))
        typesetter = Typesetter(renderer.print_styles(), fonts)
        charts, found = _draw_charts(item, renderer, typesetter, fonts, step)
        diagnostics += found
        if has_errors(diagnostics):
            return outputs, 0, diagnostics
        if "html" in request.formats:
            step("html", 0, 1)
            outputs[request.output / f"{report.slug}.html"] = renderer.reader(charts, fonts).encode()
        pages = len(document.pages)
        if "pdf" in request.formats:
            render = partial(renderer.page, charts=charts)
            sheets, found = typeset_pages(document.pages, render, typesetter, partial(step, "typeset"))
            diagnostics += found
            if has_errors(found):
                return outputs, 0, diagnostics
            step("bind", 0, 1)
            pages = sum(sheet.page_count for sheet in sheets)
            try:
                pdf = bind(sheets, bookmarks(document), imprint(document), fonts)
            except ForeignFontError as error:
                diagnostics += _foreign_fonts(error.uses, document)
            else:
                outputs[request.output / f"{report.slug}.pdf"] = pdf
    return outputs, pages, diagnostics


def _draw_charts(
    item: Composed, renderer: Renderer, typesetter: Typesetter, fonts: FontSet, step: Callable[[str, int, int], None]
) -> tuple[dict[str, str], list[Diagnostic]]:
    """SVG of every chart by anchor, drawn at the size that its page has for it."""
    from yanbao.charts import EmptyPlotError, chart_style, draw

    pages = [(page, charts) for page in item.document.pages if (charts := _charts(page))]
    total, drawn = sum(len(charts) for _, charts in pages), 0
    style = chart_style(item.report.theme)
    made: dict[str, str] = {}
    diagnostics = []
    for page, charts in pages:
        sizes = typesetter.measure(renderer.page(page, 1, {}, charts={}))
        for chart in charts:
            anchor = chart.caption.anchor
            if anchor not in sizes:
                message, remedy = f"no room could be found for '{anchor}'", "move it to another page"
                diagnostics.append(Diagnostic(Level.ERROR, "overflow", message, chart.caption.mark, remedy))
                continue
            try:
                made[anchor] = draw(chart.plot, *sizes[anchor], style, fonts, anchor)
            except EmptyPlotError:
                message = "this chart has no value to show"
                diagnostics.append(Diagnostic(Level.ERROR, "empty-chart", message, chart.caption.mark))
            drawn += 1
            step("charts", drawn, total)
    return made, diagnostics


def _charts(page: ComposedPage) -> list[ChartBlock]:
    return [block for block in walk(page.blocks) if isinstance(block, ChartBlock)]


def _foreign_fonts(uses: Iterable[ForeignFont], document: Document) -> Iterator[Diagnostic]:
    """An error for each page on which the typesetter fell back to a font that is not the report's."""
    for use in uses:
        message = f"'{use.characters}' is set in {use.name or 'no font'} instead of the report's own font"
        mark = document.pages[use.sheet].mark
        yield Diagnostic(Level.ERROR, "foreign-font", message, mark, "write it with other characters")


def _write(outputs: Mapping[Path, bytes]) -> Iterator[Path]:
    """Write files beside their targets, then put all in place: no output is ever half written."""
    staged: list[tuple[Path, Path]] = []
    try:
        for target, data in outputs.items():
            if target.is_dir():
                raise IsADirectoryError(EISDIR, "A folder has the name of this file", str(target))
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
            staged.append((Path(name), target))
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(0o644)
        for temporary, target in staged:
            temporary.replace(target)
            yield target
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)
