"""With `bind: strict`, every number in prose is bound, held, or marked as the author's own.

A project that says `bind: strict` in `content/rules.yaml` has no number without a home: each is printed by an
expression, or the ledger or a table has it for the subject that the sentence or the title of its page names (then
`typed-number` says what to write), or it is listed under `own` with the reason why nothing can hold it, such as an
assumption of the author. Years, dates, versions, numbers of items and small counts (3家) need none. Tables and charts
are of data anyway.

PASS::

    text: 规模为{{ industry.size }}，假设渗透率为30%。    # own: [{text: 渗透率为30%, reason: 本报告假设}]

FAIL::

    text: 规模为480亿元，假设渗透率为30%。              # bind: strict
"""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript
from yanbao.model.rules import OwnNumber
from yanbao.review.findings import Finding
from yanbao.review.reading.held_numbers import Held, held_by, squeeze
from yanbao.review.reading.number_sentences import Sentence, read
from yanbao.review.reading.quantities import Quantity
from yanbao.rules import define

RULE = define("unbound-number", __doc__, "review", Level.WARNING)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A warning at each number without a home, if the project wants none."""
    review = manuscript.project.review
    if review.bind != "strict":
        return
    held = held_by(manuscript.project)
    for sentence in read(manuscript):
        for quantity in sentence.quantities:
            if quantity.is_bound or quantity.is_count or _is_own(sentence, quantity, review.own):
                continue
            if not _is_held(sentence, quantity, held):
                message = f"'{sentence.quote(quantity)}' is typed, and neither the ledger nor a table has it"
                remedy = "give it a home and bind it, or list it under 'own' in content/rules.yaml, with the reason"
                yield sentence.finding(quantity, message, remedy)


def _is_own(sentence: Sentence, quantity: Quantity, own: tuple[OwnNumber, ...]) -> bool:
    """Whether the author has marked it as his own."""
    text, file = sentence.passage.text, sentence.passage.origin.mark.file
    for one in own:
        at = text.find(one.text)
        while at >= 0:
            if at <= quantity.start and quantity.end <= at + len(one.text) and one.file in (None, file):
                return True
            at = text.find(one.text, at + 1)
    return False


def _is_held(sentence: Sentence, quantity: Quantity, held: Held) -> bool:
    """Whether it is held for a subject that the sentence or the title of its page names."""
    named = {name for text in (sentence.text, sentence.title) for _, _, name in held.named(text)}
    return any(
        one.fits(quantity) and not named.isdisjoint(squeeze(name) for name in one.names) for one in held.like(quantity)
    )
