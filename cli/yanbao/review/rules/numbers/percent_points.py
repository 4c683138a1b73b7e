"""A difference of two percentages is in 个百分点, a relative change in %.

市占率由10%提升至15% is a rise of 5 个百分点, or of 50%: taking one for the other changes what is said. The rule
compares the change with both levels where they stand in one sentence; a rate (毛利率, 市占率, 渗透率…) that moves by so
many % with no second level in sight is a hint.

PASS::

    text: 市占率由10%提升5个百分点至15%

FAIL::

    text: 市占率由10%提升5%至15%
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript
from yanbao.model.words import WordLists
from yanbao.review.findings import Finding
from yanbao.review.reading.changes import Change, changes
from yanbao.review.reading.kept import kept
from yanbao.review.reading.number_sentences import Sentence, read
from yanbao.review.reading.patterns import either
from yanbao.review.reading.words import words_of
from yanbao.rules import define

RULE = define("percent-points", __doc__, "review", Level.WARNING)


@kept
def _patterns(lists: WordLists) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a rate is named before its level, and how a move is told after it."""
    return (
        re.compile(rf"(?:{either(lists.names_of('rate', 'share'))})(?:约)?(?:为|达|达到|至|仅|约)*$"),
        re.compile(
            r"[，,（(](?:同比|环比|较上年同期|较上年|较去年|较年初)"
            rf"(?P<verb>{either((*lists.verbs, *lists.directions))})?(?:了|约|近)*$"
        ),
    )


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each % that is points, and at points that are %."""
    lists = words_of(manuscript.project)
    names_rate, moves_by = _patterns(lists)
    for sentence in read(manuscript):
        told = set()
        for change in changes(sentence, lists):
            told.add(change.rate)
            if finding := _mistaken(sentence, change):
                yield finding
        for level, move in zip(sentence.quantities, sentence.quantities[1:], strict=False):
            text = sentence.passage.text
            if (
                level.family == move.family == "%"
                and move not in told
                and not move.is_bound
                and names_rate.search(text, max(sentence.start, level.start - 14), level.start)
                and (moves := moves_by.fullmatch(text, level.end, move.start))
                and (moves["verb"] or text[move.start] in "+-−")
            ):
                quote = sentence.quote(move)
                message = f"'{quote}': a rate in % moves by 个百分点; in %, this is a relative change"
                remedy = f"write {quote.rstrip('%％')}个百分点 if the difference is meant"
                yield sentence.finding(move, message, remedy, Level.HINT)


def _mistaken(sentence: Sentence, change: Change) -> Finding | None:
    rate, first, last = change.rate, change.first, change.last
    if rate is None or rate.is_bound or change.is_compound or first.value <= 0 or first.bound or last.bound:
        return None
    room = rate.step + (first.step + last.step) / 2
    difference, relative = abs(last.value - first.value), abs(last.value / first.value - 1)
    is_difference = abs(abs(rate.value) - difference) < room * (1 + 1e-9)
    is_relative = abs(abs(rate.value) - relative) < rate.step + (first.step + last.step) / first.value
    quote = sentence.quote(rate)
    ends = f"{sentence.quote(first)} to {sentence.quote(last)}"
    if first.family == "%" and rate.family == "%" and is_difference and not is_relative:
        message, right = f"'{quote}': from {ends} is a difference in 个百分点", f"{quote.rstrip('%％')}个百分点"
        return sentence.finding(rate, message, f"write {right}", mend=right)
    if rate.family == "个百分点" and is_relative and not (first.family == "%" and is_difference):
        message = f"'{quote}': from {ends} is a relative change in %"
        return sentence.finding(rate, message, "write %", mend=quote.replace("个百分点", "%"))
    return None
