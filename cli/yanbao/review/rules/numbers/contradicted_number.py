"""A typed number agrees with the fact or table cell of the same quantity.

Two kinds are found. The text gives another value: it names an entity (or a row of a table), what is measured by the
label of the fact or column, and a number in the same unit that does not match the value; 近14% matches 13.6%, and
超过100万 matches 120万. Or the value is right and its unit is not: 70万字 where 700,000 words are held. Numbers that
only the report has are compared too: the columns that its tables compute, and its statements by year. Numbers after
分别 are each compared with their own subject. Beside a table or chart, subject, measure and period may have been said
before: in the clause, in the paragraph, in the title of the page. What is about another date, a forecast or a range is
ignored.

PASS::

    text: Kimi的日活跃用户约350万人      # held: 346万人

FAIL::

    text: Kimi的日活跃用户为530万人      # held: 350万人
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding, where
from yanbao.review.reading.claims import Claim, false_claims
from yanbao.review.reading.held_numbers import Held, Holding, held_by, is_short_for, squeeze
from yanbao.review.reading.number_sentences import Sentence, read
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.units import KINDS
from yanbao.rules import define

RULE = define("contradicted-number", __doc__, "review", Level.WARNING)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each typed number that contradicts what is held."""
    held, told = held_by(manuscript.project), set()
    for finding in _of_other_units(manuscript, held):
        told.add((finding.mark, finding.text))
        yield finding
    for claim in false_claims(manuscript):
        if claim.kind == "value" and (claim.mark, claim.text) not in told:
            yield _bindable(claim, held)


def _bindable(claim: Claim, held: Held) -> Finding:
    """The finding of a claim, with the expression that prints the cell if there is one."""
    for holding in held.by_name.get(squeeze(claim.subject), ()) if claim.quantity else ():
        if holding.expression and holding.value == claim.value and claim.quantity:
            remedy = f"write {holding.write(claim.quantity)}, or correct what is held"
            return replace(claim, remedy=remedy).finding
    return claim.finding


def _of_other_units(manuscript: Manuscript, held: Held) -> Iterator[Finding]:
    for sentence in read(manuscript):
        for quantity in sentence.quantities:
            if not quantity.is_bound and not quantity.in_range:
                yield from _other_unit(held, sentence, quantity)


def _other_unit(held: Held, sentence: Sentence, quantity: Quantity) -> Iterator[Finding]:
    """The held value in a unit that is easily taken for its own: 字 for 单词, 元 for 美元."""
    alike = list(held.like(quantity)) if quantity.power or quantity.digits >= 3 else []
    if not alike:
        return
    here = {name for _, _, name in held.named(sentence.text)}
    above = {name for _, _, name in held.named(sentence.title)}
    if any(holding.family == quantity.family and _is_named(holding, here | above) for holding in alike):
        return
    for holding in alike:
        if holding.family == quantity.family or not any({holding.family, quantity.family} <= kind for kind in KINDS):
            continue
        measured = holding.measured_in(sentence.text)
        if not _is_named(holding, here or above) or (holding.family in {"%", "个百分点"} and not measured):
            continue
        is_sure = measured and any(squeeze(name) in here for name in holding.names)
        quote = sentence.quote(quantity)
        message = f"'{quote}': {where(holding.mark)} holds {holding.shown} for {holding.subject}, in another unit"
        remedy = f"write {holding.write(quantity)}, or correct what is held"
        level = None if is_sure else Level.HINT
        yield sentence.finding(quantity, message, remedy, level)
        return


def _is_named(holding: Holding, names: set[str]) -> bool:
    """Whether one of the names is its subject's, or is that cut short: Gemini 1.5 for Gemini 1.5 Pro."""
    own = {squeeze(name) for name in holding.names}
    return any(name in own or is_short_for(name, holding.names) for name in names)
