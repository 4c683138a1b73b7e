"""Pages of two editions whose pictures differ: both are typeset, and what each page draws is compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yanbao.bind import pictures_of
from yanbao.comparison.difference import PageLook
from yanbao.comparison.edition import Edition
from yanbao.comparison.parts import PagePair
from yanbao.model.document import ComposedPage
from yanbao.model.sheet import Sheet
from yanbao.pipeline.making import make_sheets
from yanbao.pipeline.session import Session

CONTENT = frozenset({"content"})
"""Kinds of pages with the texts of a section; others are covers, dividers and lists."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A composed page: the number of its first side of paper, and a digest of what each of its sides draws."""

    page: ComposedPage
    number: int
    sides: tuple[str, ...]


Sides = Mapping[str, Sequence[Seen]]
"""The pages of each report of an edition; none of one that cannot be typeset."""


def sides_of(edition: Edition, session: Session) -> Sides:
    """Typeset all reports of an edition; unchanged pages come from the cache."""
    return {name: tuple(_seen(*make_sheets(item, session))) for name, item in edition.reports.items()}


def _seen(runs: Sequence[Sequence[ComposedPage]], sheets: Sequence[Sheet]) -> Iterator[Seen]:
    first = 1
    for run, sheet in zip(runs, sheets, strict=False):
        drawn = pictures_of(sheet.pdf)
        starts = [sheet.anchors[page.anchor].page if page.anchor in sheet.anchors else 0 for page in run]
        for page, start, after in zip(run, starts, [*starts[1:], len(drawn) - 1], strict=True):
            yield Seen(page, first + start, drawn[start : max(after, start) + 1])
        first += len(drawn)


def looks(report: str, old: Sequence[Seen], new: Sequence[Seen], pairs: Sequence[PagePair]) -> Iterator[PageLook]:
    """The pages of both editions whose pictures differ, by ``pairs`` of pages with text, others by their places."""
    partner = {id(now): was for was, now, _ in pairs}
    titles = {id(now): title for _, now, title in pairs}
    by_page = {id(one.page): one for one in old}
    by_place = {one.page.anchor: one for one in old if one.page.kind not in CONTENT}
    for now in new:
        was = partner.get(id(now.page))
        before = by_page.get(id(was)) if was else None if now.page.kind in CONTENT else by_place.get(now.page.anchor)
        if before and before.sides != now.sides:
            yield PageLook(report, titles.get(id(now.page), now.page.kind), now.page.mark, now.number)
