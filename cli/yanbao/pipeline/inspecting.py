"""Tells programs what a composed report says, see ``model/inspection.py``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from yanbao.compose.prose import plain_text
from yanbao.diagnostics import Diagnostic, Mark, in_order
from yanbao.model.document import Cell, ChartBlock, ComposedPage, FigureBlock, Row, TableBlock, walk
from yanbao.model.inspection import (
    BoundValue,
    FigureTold,
    PageTold,
    Place,
    ReportTold,
    SeriesTold,
    SourceTold,
    TextTold,
)
from yanbao.model.manuscript import FigureText, PageText, Passage
from yanbao.model.plot import Plot
from yanbao.pipeline import silent
from yanbao.pipeline.gathering import Composed, gather
from yanbao.pipeline.versions import program


def inspect(
    root: Path, slugs: Sequence[str], given: Mapping[str, str] | None = None
) -> tuple[list[ReportTold], tuple[Diagnostic, ...]]:
    """The reports, as far as they can be composed, and the problems of loading and composing. Raises SetupError."""
    gathered = gather(root, slugs, silent, given=given)
    told = [_report(item, is_whole=item.report.folder not in gathered.incomplete) for item in gathered.composed]
    return told, in_order(gathered.problems.all)


def _report(item: Composed, *, is_whole: bool) -> ReportTold:
    report, manuscript, masthead = item.report, item.manuscript, item.document.masthead
    own = [*manuscript.front, *(passage for section in manuscript.sections for passage in section.passages)]
    pages = iter(manuscript.pages)
    told = [_page(page, next(pages) if page.kind == "content" else None) for page in item.document.pages]
    known, used = manuscript.project.ledger.sources, dict.fromkeys(one for page in told for one in _sources(page))
    return ReportTold(
        version=1,
        program=program(),
        name=report.slug,
        folder=report.folder,
        title=plain_text(masthead.title),
        subtitle=plain_text(masthead.subtitle),
        kind=masthead.kind,
        date=masthead.issued,
        institution=masthead.institution,
        theme=report.theme.name,
        is_whole=is_whole,
        texts=_texts(own),
        pages=tuple(told),
        sources=tuple(SourceTold(id=name, publisher=known[name].publisher) for name in used if name in known),
    )


def _sources(page: PageTold) -> Iterator[str]:
    return (source for figure in page.figures for source in figure.sources)


def _page(page: ComposedPage, text: PageText | None) -> PageTold:
    blocks = walk(page.blocks)
    known = {figure.label: figure for figure in text.figures} if text else {}
    figures = (_figure(one, known.get(one.caption.label)) for one in blocks if isinstance(one, FigureBlock))
    return PageTold(
        id=page.anchor,
        kind=page.kind,
        title=plain_text(page.title),
        section=plain_text(page.section),
        chapter=page.number,
        blocks=tuple(one.kind for one in blocks),
        texts=_texts(text.passages if text else ()),
        figures=tuple(figures),
        place=_place(page.mark),
    )


def _figure(block: FigureBlock, text: FigureText | None) -> FigureTold:
    caption, plot = block.caption, block.plot if isinstance(block, ChartBlock) else None
    table = block if isinstance(block, TableBlock) else None
    return FigureTold(
        id=caption.anchor,
        kind=block.kind,
        type=plot.type if plot else "",
        label=caption.label,
        title=plain_text(caption.title),
        unit=plain_text(caption.unit),
        note=plain_text(caption.note),
        alt=caption.alt,
        sources=text.sources if text else (),
        source_line=plain_text(caption.source),
        as_of=text.as_of if text else "",
        datasets=tuple(dataset.name for dataset in text.datasets) if text else (),
        x=tuple(map(_name, plot.x)) if plot else (),
        series=tuple(_series(plot)) if plot else (),
        heads=tuple(map(_cells, table.heads)) if table else (),
        rows=tuple(_cells(row.cells) for row in _rows(table)) if table else (),
        texts=_texts(text.passages if text else ()),
        place=_place(caption.mark),
    )


def _name(x: str | date) -> str:
    return x.isoformat() if isinstance(x, date) else x


def _series(plot: Plot) -> Iterator[SeriesTold]:
    for one in plot.told:
        yield SeriesTold(label=one.label, unit="%" if one.percent else one.unit, values=one.values)


def _rows(table: TableBlock) -> Iterator[Row]:
    for group in table.groups:
        yield from group
    yield from table.totals


def _cells(cells: Iterable[Cell]) -> tuple[str, ...]:
    return tuple(plain_text(cell.html) for cell in cells)


def _texts(passages: Iterable[Passage]) -> tuple[TextTold, ...]:
    return tuple(
        TextTold(
            role=passage.role,
            text=passage.text,
            block=passage.block,
            place=_place(passage.place()[0]),
            bound=tuple(_bound(passage)),
        )
        for passage in passages
    )


def _bound(passage: Passage) -> Iterator[BoundValue]:
    for span in passage.spans:
        yield BoundValue(
            start=span.start,
            end=span.end,
            text=passage.text[span.start : span.end],
            kind=span.kind,
            value=span.value,
            unit=span.unit,
            as_of=span.as_of,
            paths=span.paths,
        )


def _place(mark: Mark) -> Place:
    return Place(file=mark.file, line=mark.line, column=mark.column)
