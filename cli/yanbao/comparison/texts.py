"""Passages that differ between two editions of a report, and places that print another value of what they name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from yanbao.comparison.difference import Kind, Place, TextChange
from yanbao.comparison.pairing import Pair, paired
from yanbao.comparison.parts import title_of
from yanbao.layout import report_folder
from yanbao.model.manuscript import Manuscript, PageText, Passage, Role, Span

_WRITTEN = frozenset(Role) - {Role.HEADER, Role.CELL, Role.LABEL}
"""Roles whose passages are compared; cells and labels differ with their table or figure."""


@dataclass(frozen=True)
class Texts:
    """The passages of two editions of a report, paired; and the titles of pages that are repeated, by passage."""

    report: str
    pairs: Sequence[Pair[Passage]]
    titles: Mapping[int, str]

    def printed(self) -> dict[str, list[Place]]:
        """Places that print another text for the same values, by path of each value."""
        found: defaultdict[str, list[Place]] = defaultdict(list)
        for was, now in self._same_words():
            for before, after in zip(was.spans, now.spans, strict=True):
                texts = _text(was, before), _text(now, after)
                if texts[0] != texts[1]:
                    mark, _ = now.place(after.start, after.end)
                    for path in after.paths:
                        found[path].append(Place(mark, *texts, self._of(now)))
        return found

    def changes(self, changed: Collection[str], moved: Collection[str]) -> Iterator[TextChange]:
        """Passages with other words; and those whose values differ though none of their paths is in ``changed``.

        ``moved`` are the reports whose date or period is told as changed, and so what expressions make of it.
        """
        follows = self.report in moved
        for was, now in self.pairs:
            if was is None and now is not None:
                yield self._change("added", "", now.text, now)
            elif now is None and was is not None:
                yield self._change("gone", was.text, "", was)
            elif was and now and was.text != now.text and not _is_explained(was, now, changed, follows=follows):
                yield self._change("changed", was.text, now.text, now)

    def _change(self, kind: Kind, old: str, new: str, at: Passage) -> TextChange:
        return TextChange(self.report, kind, at.role, old, new, at.place()[0], self._of(at))

    def _of(self, passage: Passage) -> str:
        """Which note, shared section and repeated page a passage is of, where its position does not say so."""
        report = "" if passage.origin.mark.file.startswith(f"{report_folder(self.report)}/") else self.report
        return " ".join(filter(None, (report, self.titles.get(id(passage), ""))))

    def _same_words(self) -> Iterator[tuple[Passage, Passage]]:
        return ((was, now) for was, now in self.pairs if was and now and _typed(was) == _typed(now))


def texts_of(report: str, old: Manuscript, new: Manuscript, without: Collection[PageText]) -> Texts:
    """Pair the passages of two editions, except those of pages ``without``, which came or went as a whole."""
    pairs = paired(_passages(old, without), _passages(new, without), _typed, _whole)
    return Texts(report, pairs, {**_repeated(old), **_repeated(new)})


def _repeated(manuscript: Manuscript) -> dict[int, str]:
    """The titles of pages that are repeated, by the identity of their passages."""
    counts = Counter(page.spec.title.mark for page in manuscript.pages)
    pages = [page for page in manuscript.pages if counts[page.spec.title.mark] > 1]
    return {id(passage): title_of(page) for page in pages for passage in page.passages}


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
