"""What sentences claim of the tables and charts beside them, and which of these claims do not hold.

A ``walk`` through each passage reads its sentences clause by clause (``clauses``), and asks each kind of claim: what a
number says (``numbers``, which asks those about cells, lists, sums, shares, ratios and rates), which way something goes
(``changes``), what is more or most (``orders``), the only one or ahead (``rivals``), ever more (``trends``), or so for
the first time (``turns``). What none of them has read may
still look like a number that the exhibits give (``misprints``). The rules tell what is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from yanbao.model.manuscript import PROSE, Manuscript, PageText, Passage, Role
from yanbao.model.words import WordLists
from yanbao.review.reading.claims import changes, numbers, orders, rivals, trends, turns
from yanbao.review.reading.claims.alibis import is_explained
from yanbao.review.reading.claims.clauses import Claim, Clause, Kind, Scope
from yanbao.review.reading.claims.said import Said
from yanbao.review.reading.claims.walk import clauses
from yanbao.review.reading.dates import latest
from yanbao.review.reading.exhibit_figures import exhibits_of, exhibits_of_held
from yanbao.review.reading.exhibits import Exhibit
from yanbao.review.reading.function_words import Lexicon, lexicon_of
from yanbao.review.reading.held_numbers import Held, held_by
from yanbao.review.reading.kept import Texts, kept, kept_all
from yanbao.review.reading.skeletons import MEASURE, SUBJECT, Names, skeletons
from yanbao.review.reading.spots import About
from yanbao.review.reading.words import words_of

__all__ = ["Claim", "Kind", "false_claims"]

_READ = frozenset({*PROSE, Role.PAGE, Role.HEADING})
_SHARES = {"占比", "比重", "构成", "规模"}
"""What says of a measure that it is a part of it, or nothing, unless one measure alone is called so."""

_OWN = re.compile(r"([^（(：:，]{2,8})[（(][0-9]{4,6}\.")
"""The company that a report is about, by its title."""

_KINDS = (rivals.read, numbers.read, changes.directions, orders.read, trends.read, turns.read)
"""What claims are read, in the order in which a clause is asked for them."""


@kept
def false_claims(manuscript: Manuscript) -> tuple[Claim, ...]:
    """The claims of a report that its exhibits do not bear out, in reading order."""
    return tuple(_claims(manuscript))


def _claims(manuscript: Manuscript) -> Iterator[Claim]:
    shown = exhibits_of(manuscript)
    lists, held = words_of(manuscript.project), held_by(manuscript.project)
    figures = _together(*chain.from_iterable(shown.values()))
    every = _together(*figures, *exhibits_of_held(held))
    published = str(manuscript.report.spec.date)
    title = _OWN.match(str(manuscript.report.spec.title))
    names = _names(every, held, lists, published, title[1] if title else "")
    for section in manuscript.sections:
        of_pages = [_together(*chain.from_iterable(shown[id(one)] for one in page.figures)) for page in section.pages]
        of_section = _together(*chain.from_iterable(of_pages))
        for page, own in zip(section.pages, of_pages, strict=True):
            scope = _scope(own, of_section, _by_name(every), figures, published, names.own)
            yield from _of_page(page, shown, scope, names)


@kept
def _together(*exhibits: Exhibit) -> tuple[Exhibit, ...]:
    """The same tuple for the same exhibits, by which pages are known whose claims were read before."""
    return exhibits


@kept
def _by_name(every: Sequence[Exhibit]) -> Mapping[str, Sequence[Exhibit]]:
    """The exhibits of a report by the subjects that they name."""
    found: dict[str, list[Exhibit]] = {}
    for one in every:
        for name in {*one.subjects, *one.names, *([""] if one.has_own else [])}:
            found.setdefault(name, []).append(one)
    return found


@kept
def _scope(
    page: Sequence[Exhibit],
    section: Sequence[Exhibit],
    report: Mapping[str, Sequence[Exhibit]],
    shown: Sequence[Exhibit],
    published: str,
    own: str,
) -> Scope:
    return Scope(page, section, report, shown, latest(published).toordinal(), own)


@kept
def _names(every: Sequence[Exhibit], held: Held, lists: WordLists, published: str, own: str) -> Names:
    shown = {name for one in every for name in (*one.subjects, *one.names, *filter(None, [one.whose]))}
    subjects = shown | {name for name in map(str, held.subjects) if len(name) > 1}
    measured = {name for one in every for measure in one.measures if not measure.is_change for name in measure.names}
    labels = {measure.label for one in every for measure in one.measures}
    unclear = {word for word in _SHARES if sum(label.endswith(word) for label in labels) != 1}
    general = Texts(map(str, lists.names_of("amount", "rate")))
    measures = ((measured - shown) | general) - unclear
    weeks = {one[0] for exhibit in every for one in exhibit.periods if one[0] == -one[1]}
    days = Texts(date.fromordinal(one).isoformat() for one in weeks)
    own = own if own in subjects else ""
    return _named(Texts(subjects), Texts(measures), general, days, published, lexicon_of(lists), own)


@kept
def _named(
    subjects: Texts, measures: Texts, general: Texts, days: Texts, published: str, lexicon: Lexicon, own: str
) -> Names:
    """The same names for the same texts, by which passages are known that were read with them before."""
    return Names(subjects, measures, general, days, published, lexicon, own)


@kept_all
def _of_page(page: PageText, shown: Mapping[int, tuple[Exhibit, ...]], scope: Scope, names: Names) -> Iterator[Claim]:
    first = About()
    own = {id(figure.caption): shown[id(figure)] for figure in page.figures}
    for passage in page.passages:
        if id(passage) in own:
            yield from _of_passage(passage, About(), replace(scope, page=own[id(passage)]), names)
        elif passage.role in _READ and len(passage.text) > 3:
            found = list(_of_passage(passage, first, scope, names))
            if passage.role is Role.PAGE:
                first = _title(passage, names, scope)
            yield from found
    cards = [passage for passage in page.passages if passage.role is Role.CARD]
    pairs = [
        pair
        for value, label in zip(cards[::2], cards[1::2], strict=False)
        for pair in zip(skeletons(label, names), skeletons(value, names), strict=False)
    ]
    said = Said()
    for label, value in pairs:
        for measure, number in zip(label.of_kind(MEASURE), value.of_kind("Ⓠ"), strict=False):
            if number.quantity:
                said.measured[measure.text] = number.quantity, None
    for label, value in pairs:
        yield from numbers.card(label, value, scope, said)


_FIRST = re.compile("[ⓅⓂ（()）]*Ⓢ")


def _title(passage: Passage, names: Names, scope: Scope) -> About:
    """What the paragraphs of a page are about if they do not say: the one subject that its title begins with.

    So it is with the measure, if the figures of the page have no other.
    """
    shown = {measure.label for one in scope.page for measure in one.measures if not measure.is_change}
    found = list(skeletons(passage, names))
    subjects, measures = ({token.text for one in found for token in one.of_kind(kind)} for kind in (SUBJECT, MEASURE))
    return About(
        subject=subjects.pop() if len(subjects) == 1 and _FIRST.match(found[0].text) else "",
        measure=measures.pop() if len(measures) == len(shown) == 1 else "",
    )


def _of_passage(passage: Passage, first: About, scope: Scope, names: Names) -> Iterator[Claim]:
    told: list[tuple[int, int]] = []
    for clause in clauses(passage, first, scope, names):
        for claim in _of_clause(clause):
            is_new = not any(start < claim.end and claim.start < end for start, end in told)
            if is_new and not is_explained(clause, claim):
                told.append((claim.start, claim.end))
                clause.doubt(claim)
                yield claim


def _of_clause(clause: Clause) -> Iterator[Claim]:
    for kind in _KINDS:
        yield from kind(clause)
