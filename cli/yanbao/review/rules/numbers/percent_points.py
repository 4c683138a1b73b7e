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
from yanbao.review.findings import Finding, on
from yanbao.review.reading.changes import Change, changes
from yanbao.review.reading.number_sentences import Sentence, read
from yanbao.rules import define

RULE = define("percent-points", __doc__, "review", Level.WARNING)

_RATE = re.compile(
    r"(?:毛利率|净利率|利润率|费用率|市占率|市场份额|渗透率|占有率|净息差|不良率|不良贷款率|覆盖率|负债率|利用率|开工率|良率|失业率|税率|"
    r"利率|ROE|ROA|ROIC|净资产收益率|转化率|留存率|付费率|换手率|分红率|股息率|占比)(?:约)?(?:为|达|达到|至|仅|约)*$"
)
_MOVES = re.compile(
    r"[，,（(](?:同比|环比|较上年同期|较上年|较去年|较年初)(?P<verb>提升|提高|上升|增加|改善|下降|降低|下滑|减少|回落)?(?:了|约|近)*$"
)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each % that is points, and at points that are %."""
    for sentence in read(manuscript):
        told = set()
        for change in changes(sentence):
            if finding := _mistaken(sentence, change):
                told.add(change.rate)
                yield finding
            elif change.rate:
                told.add(change.rate)
        for level, move in zip(sentence.quantities, sentence.quantities[1:], strict=False):
            text = sentence.passage.text
            if (
                level.family == move.family == "%"
                and move not in told
                and not move.is_bound
                and _RATE.search(text, max(sentence.start, level.start - 14), level.start)
                and (moves := _MOVES.fullmatch(text, level.end, move.start))
                and (moves["verb"] or text[move.start] in "+-−")
            ):
                quote = sentence.quote(move)
                message = f"'{quote}': a rate in % moves by 个百分点; in %, this is a relative change"
                remedy = f"write {quote.rstrip('%％')}个百分点 if the difference is meant"
                yield on(sentence.passage, move.start, move.end, message, remedy, Level.HINT)


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
        message, remedy = f"'{quote}': from {ends} is a difference in 个百分点", f"write {quote.rstrip('%％')}个百分点"
    elif rate.family == "个百分点" and is_relative and not (first.family == "%" and is_difference):
        message, remedy = f"'{quote}': from {ends} is a relative change in %", "write %"
    else:
        return None
    return on(sentence.passage, rate.start, rate.end, message, remedy)
