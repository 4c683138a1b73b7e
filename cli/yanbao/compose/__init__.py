"""Composes a loaded report into a document: binds facts, numbers figures and shapes data. No I/O."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from yanbao import formatting
from yanbao.compose.about import about, lost_params, with_values
from yanbao.compose.blocks import Composer
from yanbao.compose.colors import color_pages
from yanbao.compose.editions import Edition
from yanbao.compose.expansion import Expansion
from yanbao.compose.expressions import Evaluator
from yanbao.compose.filters import make_filters
from yanbao.compose.formulas import not_drawn
from yanbao.compose.material import Paths, held, paths_of
from yanbao.compose.numbering import number
from yanbao.compose.plotpass import side_by_side
from yanbao.compose.prose import Prose
from yanbao.compose.scope import names_in_scope
from yanbao.compose.unitforms import unify_units
from yanbao.compose.uses import Use
from yanbao.compose.values import Link
from yanbao.compose.within import within_period
from yanbao.diagnostics import Diagnostic, Mark
from yanbao.memory import Memory, Same
from yanbao.model.blocks import walk as walk_blocks
from yanbao.model.document import (
    CardsBlock,
    ComposedPage,
    Document,
    Entry,
    FigureBlock,
    PageKind,
    TableBlock,
    walk,
)
from yanbao.model.figures import Figure
from yanbao.model.formulas import Draw
from yanbao.model.html import Html
from yanbao.model.manuscript import Manuscript, PageText, Role, SectionText
from yanbao.model.masthead import Masthead, Signature
from yanbao.model.messages import Messages
from yanbao.model.project import LoadedReport, LoadedSection, Project
from yanbao.model.report import Divider, GeneratedKind, Page, Section

__all__ = ["Composition", "compose"]


@dataclass(frozen=True)
class Composition:
    """The result of composing: a report's document, its text, problems in prose and data, and uses of facts."""

    document: Document
    manuscript: Manuscript
    diagnostics: tuple[Diagnostic, ...]
    uses: frozenset[Use]


def compose(
    project: Project,
    report: LoadedReport,
    wrong: Iterable[Diagnostic] = (),
    memory: Memory | None = None,
    given: Mapping[str, str] | None = None,
    draw: Draw = not_drawn,
    edition: Edition | None = None,
) -> Composition:
    """Compose a report.

    ``wrong`` is what checking its references by id (sources, datasets, columns) has found: figures with a wrong one
    are left out. ``given`` are values of its parameters; ``draw`` draws formulas; ``edition`` says which it is of
    several reports. With an error there or among the diagnostics the document has gaps and must not be published.
    """
    if given:
        report = replace(report, spec=with_values(report.spec, given))
    messages, memory, links = report.theme.messages, memory or Memory(), dict[str, Link]()
    unset: list[Diagnostic] = []
    project = within_period(project, report.spec.days, memory)
    told = about(report.spec, messages, unset.append)
    edition = edition or Edition(report)
    scope = names_in_scope(project.ledger, project.datasets, links, {**told, **edition.names})
    lost = project.lost | report.lost | lost_params(told, report.spec)
    evaluator = Evaluator(scope, make_filters(messages), memory, lost)
    prose = Prose(evaluator, messages, project.ledger.sources, memory, draw)
    with prose.apart() as front:
        expansion = Expansion(project, evaluator, prose)
        report = expansion.report(report)
        numbering = number(report, messages, links)
        places = frozenset((*(d.mark for d in wrong), *expansion.wrong))
        composer = Composer(project, report, numbering, prose, places, expansion.scopes, edition.made_from)
        for page in (page for section in report.sections for page in section.spec.pages if page.id):
            with prose.within(composer.scope(page)):
                links[str(page.id)] = Link(prose.line(page.title, None).text, numbering.page_anchor(page))
        masthead = _masthead(report, prose, messages)
        highlights = (composer.cards(report.spec.highlights),) if report.spec.highlights else ()

    pages, sections = _outlined(report, composer, memory, highlights)
    found = [*unset, *front.diagnostics, *(one for section in sections for one in section.diagnostics)]
    uses = {*front.uses, *edition.uses, *(one for section in sections for one in section.uses)}
    contents = tuple(_contents(pages))
    figures = tuple(_figures(pages))
    lists = {"contents": contents, "figures": figures}
    filled = tuple(replace(page, entries=lists[page.kind]) if page.kind in lists else page for page in pages)
    unified = unify_units(filled, list(messages.powers.items()), memory, report.slug)
    colored, wrong_colors = color_pages(
        unified, report.spec.colors, report.theme.tokens.colors, project.ledger, memory, report.slug
    )
    document = Document(report.slug, masthead, colored, contents, figures, flows=report.theme.tokens.flows)
    manuscript = Manuscript(
        project, report, document, tuple(front.passages), tuple(section.text for section in sections)
    )
    return Composition(document, manuscript, tuple(dict.fromkeys([*found, *wrong_colors])), frozenset(uses))


def _outlined(
    report: LoadedReport, composer: Composer, memory: Memory, highlights: tuple[CardsBlock, ...]
) -> tuple[list[ComposedPage], list[_Section]]:
    """The pages of an outline in order, and its composed sections. A cover has the ``highlights``."""
    pages: list[ComposedPage] = []
    sections: list[_Section] = []
    chapter = 0
    for item in report.outline:
        if isinstance(item, LoadedSection):
            chapter += item.spec.numbered
            sections.append(_recalled(item, str(chapter) if item.spec.numbered else "", composer, memory))
            pages.extend(sections[-1].pages)
        else:
            made = _generated(item, report, report.theme.messages)
            pages.append(replace(made, blocks=highlights) if made.kind == "cover" else made)
    return pages, sections


@dataclass(frozen=True)
class _Section:
    """The result of composing a section."""

    pages: Sequence[ComposedPage]
    text: SectionText
    diagnostics: Sequence[Diagnostic]
    uses: frozenset[Use]


def _recalled(item: LoadedSection, chapter: str, composer: Composer, memory: Memory) -> _Section:
    """A composed section from memory; composed again if anything that it is made from has changed."""
    project, report, numbering = composer.project, composer.report, composer.numbering
    own = [numbering.page_anchor(page) for page in item.spec.pages]
    figures = [block.content for page in item.spec.pages for block in walk_blocks(page.blocks)]
    own += [str(numbering.of(figure)) for figure in figures if isinstance(figure, Figure)]
    shared = (
        project.ledger.sources,
        project.ledger.labels,
        project.lost | report.lost,
        Same(report.theme.messages),
        Same(report.theme.tokens),
        Same(report.spec),
        composer.edition,
        report.images,
        report.excerpts,
        report.publisher,
    )
    made_from = (Same(item.spec), chapter, own, dict(numbering.links), composer.wrong, shared)
    key = (report.slug, item.file, "composed")
    known: _Kept | None = memory.get(key, made_from)
    if known and known.held == held(project, known.paths):
        return known.section
    section = _section(item, chapter, composer)
    paths = None if section.diagnostics else paths_of(section.uses, figures)
    memory.keep(key, made_from, _Kept(section, paths, held(project, paths)))
    return section


@dataclass(frozen=True)
class _Kept:
    """A composed section, and what the project held where it looked."""

    section: _Section
    paths: Paths
    held: object


def _section(item: LoadedSection, chapter: str, composer: Composer) -> _Section:
    """The pages of a section and its text; a chapter begins with its divider."""
    spec, line = item.spec, composer.prose.line
    pages, texts = [], []
    with composer.prose.apart() as record, composer.prose.within(composer.scope(spec)):
        blank = _blank("divider", f"section-{chapter}", line(spec.section, Role.SECTION).html, spec.section.mark)
        lead = line(spec.lead, Role.LEAD).html if spec.numbered else ""
        kind = _divider(spec, composer.report)
        if kind == "page":
            pages.append(replace(blank, number=chapter, lead=lead))
        own = tuple(record.passages)
        for page in spec.pages:
            with composer.prose.apart() as inside, composer.prose.within(composer.scope(page)):
                pages.append(_page(page, spec, blank, chapter, composer))
            texts.append(PageText(page, item, chapter, tuple(inside.passages), tuple(inside.figures)))
            composer.prose.add(inside)
    if kind == "band":
        pages[0] = replace(pages[0], band=True, lead=lead)
    text = SectionText(item, own, tuple(texts))
    return _Section(tuple(pages), text, tuple(record.diagnostics), frozenset(record.uses))


def _divider(section: Section, report: LoadedReport) -> Divider:
    """What begins a section: in flowing text, a chapter has a heading, which is in the place of a divider page."""
    if not section.numbered:
        return "none"
    return "page" if report.theme.tokens.flows else section.divider or report.spec.dividers


def _page(page: Page, section: Section, blank: ComposedPage, chapter: str, composer: Composer) -> ComposedPage:
    line, anchor = composer.prose.line, composer.numbering.page_anchor(page)
    with composer.prose.page(anchor):
        made = replace(
            blank,
            kind="content",
            anchor=anchor,
            head=line(page.head or section.head, Role.HEAD).html,
            title=line(page.title, Role.PAGE).html,
            number=chapter,
            density=page.density,
            blocks=composer.blocks(page.blocks),
            mark=page.title.mark,
        )
    return side_by_side(made)


def _generated(name: GeneratedKind, report: LoadedReport, messages: Messages) -> ComposedPage:
    titles = {"cover": messages.cover, "contents": messages.contents, "figures": messages.list_of_figures}
    return _blank(name, name, escape(titles[name]), report.mark)


def _blank(kind: PageKind, anchor: str, title: Html, mark: Mark) -> ComposedPage:
    """An empty page in a section named like the page itself."""
    return ComposedPage(anchor, kind, title, "", title, "", "", "normal", (), (), mark)


def _contents(pages: Sequence[ComposedPage]) -> Iterator[Entry]:
    """Contents entries: chapters with their pages; for front and back matter, the first page of each section."""
    for before, page in zip((None, *pages), pages, strict=False):
        if page.kind == "divider":
            yield Entry(page.anchor, page.number, page.title, 0)
        elif page.kind == "content" and page.number:
            if before is None or before.number != page.number:
                yield Entry(page.anchor, page.number, page.section, 0)
            yield Entry(page.anchor, "", page.title, 1)
        elif page.kind == "content" and (before is None or before.section != page.section):
            yield Entry(page.anchor, "", page.section, 0)


def _figures(pages: Iterable[ComposedPage]) -> Iterator[Entry]:
    """Entries of the list of figures: charts, diagrams and pictures, then tables."""
    blocks = [block for page in pages for block in walk(page.blocks)]
    for are_tables in (False, True):
        for block in blocks:
            if isinstance(block, FigureBlock) and isinstance(block, TableBlock) == are_tables:
                yield Entry(block.caption.anchor, block.caption.label, block.caption.title, 0)


def _masthead(report: LoadedReport, prose: Prose, messages: Messages) -> Masthead:
    spec = report.spec
    return Masthead(
        title=prose.line(spec.title, Role.TITLE).html,
        subtitle=prose.line(spec.subtitle, Role.TITLE).html,
        kind=str(spec.kind),
        industry=str(spec.industry),
        date=formatting.period(spec.date, (messages.year, messages.month, messages.day)),
        issued=spec.date,
        institution=report.publisher.name,
        short_name=report.publisher.short_name,
        logo=report.publisher.logo,
        logo_on_dark=report.publisher.logo_on_dark,
        rating=str(spec.rating),
        analysts=tuple(Signature(analyst.name, analyst.licence, analyst.contact) for analyst in spec.analysts),
        language=spec.language,
    )
