"""Typed numbers that the ledger or a table holds."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript
from yanbao.review.reading.held_numbers import Holding, held_by, is_short_for, squeeze
from yanbao.review.reading.kept import kept
from yanbao.review.reading.number_sentences import Sentence, read
from yanbao.review.reading.patterns import either
from yanbao.review.reading.quantities import Quantity

_COMMON = frozenset({"", "%", "倍", "个百分点"})
"""Families of so many numbers that equal ones are often not the same."""

_LONG = 4
"""Digits that two numbers of one subject hardly share by chance."""

_PERIOD = re.compile(r"[0-9\-年月日季度qhea至]+")


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed quantity of a sentence that is likely what is held; a ``level`` of warning if there is little doubt."""

    sentence: Sentence
    quantity: Quantity
    holding: Holding
    level: Level


@kept
def typed_numbers(manuscript: Manuscript) -> tuple[Typed, ...]:
    """The typed numbers of a report that are held, in reading order."""
    return tuple(_typed(manuscript))


def _typed(manuscript: Manuscript) -> Iterator[Typed]:
    held = held_by(manuscript.project)
    measures = re.compile(either({*held.lists.names_of(), *(name for one in held.all for name in one.measures)}))
    for sentence in read(manuscript):
        typed = [q for q in sentence.quantities if not q.is_bound and not q.in_range and not q.is_count]
        if not typed:
            continue
        here = {name for _, _, name in held.named(sentence.text)}
        above = {name for _, _, name in held.named(sentence.title)}
        for quantity in typed:
            likely = [
                (level, holding)
                for holding in held.like(quantity)
                if holding.fits(quantity)
                and not _is_of_another(sentence, quantity, holding, measures)
                and (level := _level(sentence, quantity, holding, here, above))
            ]
            if likely:
                level, holding = min(
                    likely, key=lambda one: (one[0] is Level.HINT, not one[1].measured_in(sentence.text))
                )
                yield Typed(sentence, quantity, holding, level)


def _is_of_another(sentence: Sentence, quantity: Quantity, holding: Holding, measures: re.Pattern[str]) -> bool:
    """Whether the clause says that it is a number of something else than what is held: GMV is not 营业收入."""
    start = max(sentence.start, *(sentence.passage.text.rfind(mark, 0, quantity.start) for mark in "，；、"))
    said = [match[0] for match in measures.finditer(sentence.passage.text, start, quantity.start)]
    if not said or not holding.measures:
        return False
    return not any(name in measure or measure in name for name in said for measure in holding.measures)


def _level(sentence: Sentence, quantity: Quantity, holding: Holding, here: set[str], above: set[str]) -> Level | None:
    names = {squeeze(name) for name in holding.names}
    measured = holding.measured_in(sentence.text)
    much = bool(quantity.power) or quantity.digits >= 3
    is_own = quantity.family not in _COMMON or quantity.power in {"K", "k"}
    if any(_PERIOD.fullmatch(name) for name in names):
        return Level.HINT if measured and much and names & here else None
    exact = math.isclose(abs(holding.value), abs(quantity.value), rel_tol=1e-9) or quantity.power in {"K", "k"}
    if not exact and quantity.is_plain and quantity.family in _COMMON and quantity.digits < 3:
        return None
    if names & here or (names & above and not here):
        if exact and (measured or (much and is_own and holding.is_fact)) and (much or quantity.digits >= 2):
            return Level.WARNING
        is_long = exact and holding.is_fact and quantity.digits >= _LONG
        return Level.HINT if measured or is_long or (is_own and (much or quantity.digits >= 2)) else None
    if names & above or any(is_short_for(name, holding.names) for name in here or above):
        return Level.HINT if (measured and much) or (is_own and (much or quantity.digits >= 2)) else None
    return Level.HINT if not here and quantity.digits >= (3 if measured and is_own else 4) and holding.is_fact else None
