"""Pages and figures that came or went between two editions of a report, or are made in another way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from yanbao.comparison.difference import Kind, PageLook, PartChange
from yanbao.comparison.edition import Edition
from yanbao.comparison.pairing import Pair, paired
from yanbao.diagnostics import Mark
from yanbao.model.document import ComposedPage
from yanbao.model.manuscript import FigureText, Manuscript, PageText, Role
from yanbao.pipeline.gathering import Composed

_TOLD_AS_TEXT = {"title", "unit", "note", "alt"}


@dataclass(frozen=True)
class Parts:
    """The pages and figures of two editions of a report, paired."""

    report: str
    pages: list[Pair[PageText]]
    figures: list[Pair[FigureText]]

    @property
    def alone(self) -> list[PageText]:
        """Pages that only one edition has."""
        return [one for was, now in self.pages if was is None or now is None for one in (was, now) if one]

    def changes(self) -> Iterator[PartChange]:
        """Pages and figures that came or went, and figures whose keys differ."""
        for was, now in self.pages:
            if (one := now or was) and (was is None or now is None):
                kind: Kind = "gone" if now is None else "added"
                title = _title_of(one)
                yield PartChange(self.report, "page", kind, "", title, (), one.spec.title.mark)
        for before, after in self.figures:
            figure = after or before
            if figure is None:
                continue
            keys = _keys(before, after) if before and after else ()
            if keys or before is None or after is None:
                kind = "changed" if before and after else "added" if after else "gone"
                mark, _ = figure.caption.place()
                yield PartChange(self.report, "figure", kind, figure.label, figure.caption.text, keys, mark)


def parts_of(report: str, old: Manuscript, new: Manuscript) -> Parts:
    """Pair pages by id or title, figures by id or caption; else by what they say."""
    pages = paired(list(old.pages), list(new.pages), _page_key, _page_text)
    figures = paired(list(old.figures), list(new.figures), _figure_key, lambda one: f"{one.kind} {one.caption.text}")
    return Parts(report, pages, figures)


def _title_of(page: PageText) -> str:
    return next((passage.text for passage in page.passages if passage.role is Role.PAGE), str(page.spec.title))


def _page_key(page: PageText) -> str:
    return f"#{page.spec.id}" if page.spec.id else _title_of(page)


def _page_text(page: PageText) -> str:
    return "\n".join(passage.text for passage in page.passages)[:2000]


def _figure_key(figure: FigureText) -> str:
    return f"{figure.kind} #{figure.spec.id}" if figure.spec.id else f"{figure.kind} {figure.caption.text}"


def _keys(old: FigureText, new: FigureText) -> tuple[str, ...]:
    """Keys of a figure's YAML that differ, without those that are told as texts."""
    if type(old.spec) is not type(new.spec):
        return ("type",)
    before, after = old.spec.model_dump(by_alias=True), new.spec.model_dump(by_alias=True)
    return tuple(key for key in after if key not in _TOLD_AS_TEXT and before[key] != after[key])


def looks(report: str, old: Edition, new: Edition, pairs: list[Pair[PageText]]) -> Iterator[PageLook]:
    """Pages of both editions that print something else, by the composed pages that the typesetter gets."""
    before, after = (_composed(edition.reports[report]) for edition in (old, new))
    for was, now in pairs:
        one, other = was and before.get(id(was)), now and after.get(id(now))
        if now and one and other and _without_marks(one) != _without_marks(other):
            yield PageLook(report, _title_of(now), now.spec.title.mark)


def _composed(item: Composed) -> dict[int, ComposedPage]:
    """Composed pages by the identity of their texts; a page that is repeated has the same position each time."""
    waiting: defaultdict[Mark, list[ComposedPage]] = defaultdict(list)
    for page in item.document.pages:
        waiting[page.mark].append(page)
    texts = ((id(text), waiting[text.spec.title.mark]) for text in item.manuscript.pages)
    return {text: pages.pop(0) for text, pages in texts if pages}


def _without_marks(value: object) -> object:
    """Composed data without its positions in files."""
    if isinstance(value, tuple | list):
        return tuple(map(_without_marks, value))
    if is_dataclass(value):
        named = {field.name: getattr(value, field.name) for field in fields(value)}
        return (type(value), *(_without_marks(part) for part in named.values() if not isinstance(part, Mark)))
    return value
