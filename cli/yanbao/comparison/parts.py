"""Pages and figures that came or went between two editions of a report, or are made in another way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from yanbao.comparison.difference import Kind, PageLook, PartChange
from yanbao.comparison.edition import Edition
from yanbao.comparison.pairing import Pair, paired
from yanbao.diagnostics import Mark
from yanbao.model.blocks import walk
from yanbao.model.document import ComposedPage
from yanbao.model.figures import Figure
from yanbao.model.manuscript import FigureText, Manuscript, PageText, Role
from yanbao.pipeline.gathering import Composed

_TOLD_AS_TEXT = {"title", "unit", "note", "alt"}


@dataclass(frozen=True)
class Parts:
    """The pages and figures of two editions of a report, paired; and the figures of both as they are ``written``."""

    report: str
    pages: list[Pair[PageText]]
    figures: list[Pair[FigureText]]
    written: tuple[Mapping[Mark, Figure], Mapping[Mark, Figure]]

    @property
    def alone(self) -> list[PageText]:
        """Pages that only one edition has."""
        return [one for was, now in self.pages if was is None or now is None for one in (was, now) if one]

    def changes(self) -> Iterator[PartChange]:
        """Pages and figures that came or went, and figures whose keys differ."""
        for was, now in self.pages:
            if (one := now or was) and (was is None or now is None):
                kind: Kind = "gone" if now is None else "added"
                title = title_of(one)
                yield PartChange(self.report, "page", kind, "", title, (), one.spec.title.mark)
        for before, after in self.figures:
            figure = after or before
            if figure is None:
                continue
            keys = self._keys(before, after) if before and after else ()
            if keys or before is None or after is None:
                kind = "changed" if before and after else "added" if after else "gone"
                mark, _ = figure.caption.place()
                yield PartChange(self.report, "figure", kind, figure.label, figure.caption.text, keys, mark)

    def _keys(self, old: FigureText, new: FigureText) -> tuple[str, ...]:
        """Keys of a figure's YAML that are written otherwise, without those that are told as texts.

        What an expression gives for another period or other data is not told.
        """
        was, now = (
            written.get(one.spec.title.mark, one.spec) for written, one in zip(self.written, (old, new), strict=True)
        )
        if type(was) is not type(now):
            return ("type",)
        before, after = was.model_dump(by_alias=True), now.model_dump(by_alias=True)
        return tuple(key for key in after if key not in _TOLD_AS_TEXT and before[key] != after[key])


def parts_of(report: str, old: Manuscript, new: Manuscript) -> Parts:
    """Pair pages by id or title, figures by id or caption; else by what they say."""
    pages = paired(list(old.pages), list(new.pages), _page_key, _page_text)
    figures = paired(list(old.figures), list(new.figures), _figure_key, lambda one: f"{one.kind} {one.caption.text}")
    return Parts(report, pages, figures, (_as_written(old), _as_written(new)))


def _as_written(manuscript: Manuscript) -> dict[Mark, Figure]:
    """The figures of a report by the place of their captions, before expressions in them were evaluated."""
    own = manuscript.report
    written = next((one for one in manuscript.project.reports if one.file == own.file), own)
    blocks = (block for section in written.sections for page in section.spec.pages for block in walk(page.blocks))
    return {block.content.title.mark: block.content for block in blocks if isinstance(block.content, Figure)}


def title_of(page: PageText) -> str:
    return next((passage.text for passage in page.passages if passage.role is Role.PAGE), str(page.spec.title))


def _page_key(page: PageText) -> str:
    return f"#{page.spec.id}" if page.spec.id else title_of(page)


def _page_text(page: PageText) -> str:
    return "\n".join(passage.text for passage in page.passages)[:2000]


def _figure_key(figure: FigureText) -> str:
    return f"{figure.kind} #{figure.spec.id}" if figure.spec.id else f"{figure.kind} {figure.caption.text}"


PagePair = tuple[ComposedPage, ComposedPage, str]
"""A page of the old and one of the new edition, and its title."""


def page_pairs(report: str, old: Edition, new: Edition, pairs: list[Pair[PageText]]) -> list[PagePair]:
    """The composed pages of paired texts."""
    before, after = (_composed(edition.reports[report]) for edition in (old, new))
    both = ((was and before.get(id(was)), now and after.get(id(now)), now) for was, now in pairs)
    return [(was, now, title_of(text)) for was, now, text in both if was and now and text]


def looks(report: str, pairs: list[PagePair]) -> Iterator[PageLook]:
    """Pages of both editions that print something else, by the composed pages that the typesetter gets."""
    for was, now, title in pairs:
        if _differ(was, now):
            yield PageLook(report, title, now.mark)


def _composed(item: Composed) -> dict[int, ComposedPage]:
    """Composed pages by the identity of their texts; a page that is repeated has the same position each time."""
    waiting: defaultdict[Mark, list[ComposedPage]] = defaultdict(list)
    for page in item.document.pages:
        waiting[page.mark].append(page)
    texts = ((id(text), waiting[text.spec.title.mark]) for text in item.manuscript.pages)
    return {text: pages.pop(0) for text, pages in texts if pages}


def _differ(one: ComposedPage, other: ComposedPage) -> bool:
    return one is not other and _without_marks(one) != _without_marks(other)


def _without_marks(value: object) -> object:
    """Composed data without its positions in files."""
    if isinstance(value, tuple | list):
        return tuple(map(_without_marks, value))
    if is_dataclass(value):
        named = {field.name: getattr(value, field.name) for field in fields(value)}
        return (type(value), *(_without_marks(part) for part in named.values() if not isinstance(part, Mark)))
    return value
