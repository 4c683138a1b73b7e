"""Passages that differ between two editions of a report, and places that print another value of what they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from yanbao.comparison.difference import Place, TextChange
from yanbao.comparison.pairing import Pair, paired
from yanbao.model.manuscript import Manuscript, PageText, Passage, Role, Span

_WRITTEN = frozenset(Role) - {Role.HEADER, Role.CELL, Role.LABEL}
"""Roles whose passages are compared; cells and labels differ with their table or figure."""


@dataclass(frozen=True)
class Texts:
    """The passages of two editions of a report, paired."""

    report: str
    pairs: Sequence[Pair[Passage]]

    def printed(self) -> dict[str, list[Place]]:
        """Places that print another text for the same values, by path of each value."""
        found: defaultdict[str, list[Place]] = defaultdict(list)
        for was, now in self._same_words():
            for before, after in zip(was.spans, now.spans, strict=True):
                texts = _text(was, before), _text(now, after)
                if texts[0] != texts[1]:
                    mark, _ = now.place(after.start, after.end)
                    for path in after.paths:
                        found[path].append(Place(mark, *texts))
        return found

    def changes(self, changed: Collection[str], moved: Collection[str]) -> Iterator[TextChange]:
        """Passages with other words; and those whose values differ though none of their paths is in ``changed``.

        ``moved`` are the reports whose date or period is told as changed, and so what expressions make of it.
        """
        follows = self.report in moved
        for was, now in self.pairs:
            if was is None and now is not None:
                yield TextChange(self.report, "added", now.role, "", now.text, now.place()[0])
            elif now is None and was is not None:
                yield TextChange(self.report, "gone", was.role, was.text, "", was.place()[0])
            elif was and now and was.text != now.text and not _is_explained(was, now, changed, follows=follows):
                yield TextChange(self.report, "changed", now.role, was.text, now.text, now.place()[0])

    def _same_words(self) -> Iterator[tuple[Passage, Passage]]:
        return ((was, now) for was, now in self.pairs if was and now and _typed(was) == _typed(now))


def texts_of(report: str, old: Manuscript, new: Manuscript, without: Collection[PageText]) -> Texts:
    """Pair the passages of two editions, except those of pages ``without``, which came or went as a whole."""
    pairs = paired(_passages(old, without), _passages(new, without), _typed, _whole)
    return Texts(report, pairs)


def _passages(manuscript: Manuscript, without: Collection[PageText]) -> list[Passage]:
    left_out = {id(passage) for page in without for passage in page.passages}
    return [one for one in manuscript.passages if one.role in _WRITTEN and one.text and id(one) not in left_out]


def _whole(passage: Passage) -> str:
    return passage.text


def _text(passage: Passage, span: Span) -> str:
    return passage.text[span.start : span.end]


def _typed(passage: Passage) -> str:
    """The text with what each bound value is in its place."""
    parts, end = [passage.role.value, "\0"], 0
    for span in passage.spans:
        parts += [passage.text[end : span.start], "\1", span.kind, *span.paths, "\1"]
        end = span.end
    return "".join([*parts, passage.text[end:]])


def _is_explained(was: Passage, now: Passage, changed: Collection[str], *, follows: bool) -> bool:
    """True if the words are the same, and each text that differs is made from what is told as changed.

    With ``follows``, the report's date or period is told as changed, and so what is made from them, or from nothing
    that has a name.
    """
    if _typed(was) != _typed(now):
        return False
    pairs = zip(was.spans, now.spans, strict=True)
    others = [after for before, after in pairs if _text(was, before) != _text(now, after)]
    return all(
        any(path in changed for path in span.paths) or span.kind == "link" or (follows and _is_of_report(span))
        for span in others
    )


def _is_of_report(span: Span) -> bool:
    """Whether what a place prints may come from the date or the period of the report."""
    return not span.paths or any(path == "report.date" or path.split(".")[0] == "period" for path in span.paths)
