"""Parts add up to their whole: in an enumeration, in a table with a row 合计, in a column of shares.

Checked are numbers in a row that ends in 合计 or 其余 (分别为40%、35%、20%，其余5%); a total with its parts in brackets
(28个（1月15个、2月8个、3月5个）); shares in a row that exceed 100%; rows of a table above 合计 or 总计, or above the
row that is its ``total``, in columns that can be added (no rates, averages, prices); columns called 占比 or 份额, and
stacked columns of percentages, that pass 100%. Rounding may cost half of the last digit of every part. Shares of
several years or of several markets do not make a whole and are ignored. Beside a table or chart, totals, averages and
shares of what it shows are computed from it: 五家公司合计, 前三合计, 占全年的56%.

PASS::

    text: 三项业务收入占比分别为40%、35%、25%

FAIL::

    text: 三项业务收入占比分别为40%、35%、30%
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from yanbao.diagnostics import Level
from yanbao.formatting import number, percent
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding, on
from yanbao.review.reading.chinese_numerals import value
from yanbao.review.reading.claims import false_claims
from yanbao.review.reading.number_sentences import Sentence, read
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.totals import STILL_A_WHOLE, declared_totals, shares, total_row
from yanbao.review.reading.words import words_of
from yanbao.rules import define

RULE = define("wrong-total", __doc__, "review", Level.WARNING)

_JOINT = re.compile(r"\s?(?:、|/|和|及|与|以及|、和)\s?")
_SUM = re.compile(
    r"[）)]?[，,（(]?(?:(?:[二两三四五六七八九]者|[二两三四五六七八九][项家大类])?(?:合计|共计|总计|加总)|总和)(?:占比|占|份额)?(?:约|为|达到|达|是)*$"
)
_REST = re.compile(r"[，,；]?(?:其余|剩余|其他|其它)[^0-9，。；、]{0,8}(?:占比|占|份额|比重)?(?:约|为|达|是)*$")
_SHARES = re.compile(r"(?:占比|比重|占有率|份额|市占率)(?:分别|依次)(?:约)?(?:为|是|达到|达)?(?:约)?\s?$")
_SHARE = re.compile(r"占|比重|份额")
_MANY_WHOLES = re.compile(
    r"[0-9]年|[0-9]月|季度|年度|年末|近[两三四五]年|[0-9][EQH]|[QH][0-9]|市场|领域|地区|区域|国家|在.*[、和]|占比.*占比|均|各自|从|由"
)
_BRACKET = re.compile(r"[（(][^（()）]+[）)]")
_SOME = re.compile("其中|等|同比|环比|前值|包括|[-~—～]")
_NAMED = re.compile(r"[、，,][^，。；、（()）]{1,8}")
_COUNTS = "个 家 户 台 辆 部 套 片 颗 张 件 款 条 项 只 支 艘 架 座 间 本 篇 首 人 笔 起 名 例 次 处"
_COUNTED = frozenset(_COUNTS.split())
_AMONG = re.compile("[，,（(]其中[，,]?")
_MANY = re.compile("([二两三四五六七八九十]|[0-9]{1,2})[家个大项类地省市]")
_ALTOGETHER = re.compile("[，,](?:合计|共计|总计|共有|总共|共)(?:为|达)?$")
_TOTAL_OR_PART = "correct the total or one of its parts"
_EACH_A_SHARE = "correct one of them, or say what each is a share of"
_DIGIT_BEFORE = re.compile(r"[0-9][、/]\s?$")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each total, remainder or set of shares that does not add up."""
    for sentence in read(manuscript):
        yield from _in_brackets(sentence)
        yield from _in_detail(sentence)
        yield from _spread(sentence)
        for row, after in sentence.rows(_JOINT):
            if len(row) > 1 and not _DIGIT_BEFORE.search(sentence.passage.text, sentence.start, row[0].start):
                yield from _in_text(sentence, row, after)
    added: set[tuple[str, str]] = set()
    for figure in manuscript.figures:
        yield from declared_totals(figure, added)
    lists = words_of(manuscript.project)
    for dataset in manuscript.datasets:
        yield from total_row(dataset, added, lists)
    told: set[tuple[str, str]] = set()
    for figure in manuscript.figures:
        yield from shares(figure, told, lists)
    yield from (claim.finding for claim in false_claims(manuscript) if claim.kind == "total")


def _in_brackets(sentence: Sentence) -> Iterator[Finding]:
    """Numbers that a bracket after their total names one by one: 428个（1月115个、2月111个、…）."""
    text = sentence.passage.text
    for at, whole in enumerate(sentence.quantities):
        if not (bracket := _BRACKET.match(text, whole.end)) or _SOME.search(bracket[0]):
            continue
        parts = [one for one in sentence.quantities[at + 1 :] if one.end <= bracket.end()]
        joints = [text[one.end : other.start] for one, other in pairwise(parts)]
        ends = parts and text[parts[-1].end : bracket.end()] in {")", "）"}
        if len(parts) < 3 or not ends or not all(map(_NAMED.fullmatch, joints)):
            continue
        if any(one.family != whole.family or not one.is_plain or one.value < 0 for one in (whole, *parts)):
            continue
        total = sum(one.value for one in parts)
        if abs(total - whole.value) > _room((*parts, whole)):
            message = f"'{sentence.quote(whole)}' is not the sum of the {len(parts)} numbers in the bracket behind it"
            remedy = f"these come to {_shown(total, whole)}: correct one of them"
            level = None if total > whole.value and whole.family != "%" else Level.HINT
            yield sentence.finding(whole, message, remedy, level)


def _in_text(sentence: Sentence, row: Sequence[Quantity], after: Quantity | None) -> Iterator[Finding]:
    text = sentence.passage.text
    if any(one.in_range or one.value < 0 for one in row):
        return
    total, room = sum(one.value for one in row), _room(row)
    if any(one.bound for one in row):
        room += 0.05 * total
    last = row[-1]
    lead = text[sentence.start : row[0].start]
    between = text[last.end : after.start] if after else ""
    if after and after.family == last.family and not after.in_range:
        closing = _room((after,)) + (0.05 * after.value if after.bound else 0.0) + 1e-9 * total
        if _SUM.fullmatch(between) and abs(total - after.value) > room + closing:
            quote = sentence.quote(after)
            message = f"'{quote}' is not the sum of the {len(row)} numbers before: that is {_shown(total, after)}"
            yield sentence.finding(after, message, _TOTAL_OR_PART)
            return
        is_share = last.family == "%" and _SHARE.search(lead + between)
        if _REST.fullmatch(between) and is_share and after.is_plain:
            whole = total + after.value
            if abs(whole - 1) > room + closing:
                message = f"parts and remainder come to {_shown(whole, after)}, not to 100%"
                yield on(sentence.passage, row[0].start, after.end, message, "correct one of them")
                return
    are_shares = last.family == "%" and _SHARES.search(lead) and not _MANY_WHOLES.search(lead)
    if are_shares and 1 + room + 1e-9 < total <= STILL_A_WHOLE:
        message, remedy = f"shares that come to {_shown(total, last)}", _EACH_A_SHARE
        yield on(sentence.passage, row[0].start, last.end, message, remedy, None if len(row) > 2 else Level.HINT)


def _room(row: Sequence[Quantity]) -> float:
    """What rounding may cost a sum: nothing if all are counted one by one."""
    counted = all(one.is_plain and not one.power and not one.decimals and one.family in _COUNTED for one in row)
    return 0.0 if counted else sum(one.step for one in row) / 2 * (1 + 1e-9)


def _in_detail(sentence: Sentence) -> Iterator[Finding]:
    """A count whose parts are named after 其中, one for each of so many: 六家共23个，其中甲7个、乙5个、…"""
    text, found = sentence.passage.text, sentence.quantities
    for at, whole in enumerate(found):
        if not _AMONG.match(text, whole.end) or not whole.is_plain or whole.family not in _COUNTED:
            continue
        parts = list(_listed(text, found[at + 1 :], whole))
        total, many = sum(one.value for one in parts), _MANY.search(text, sentence.start, whole.start)
        is_whole = many is not None and value(many[1]) == len(parts)
        is_wrong = total > whole.value or (is_whole and total != whole.value)
        if len(parts) > 1 and is_wrong and _room((*parts, whole)) == 0:
            told = f"its {len(parts)} parts: that is {_shown(total, whole)}"
            yield sentence.finding(whole, f"'{sentence.quote(whole)}' is not the sum of {told}", _TOTAL_OR_PART)


def _listed(text: str, found: Sequence[Quantity], whole: Quantity) -> Iterator[Quantity]:
    """The numbers of one unit that follow each other with a name before each."""
    end = whole.end
    for one in found:
        if one.family != whole.family or (not _NAMED.fullmatch(text, end, one.start) and end != whole.end):
            return
        yield one
        end = one.end


def _spread(sentence: Sentence) -> Iterator[Finding]:
    """A count after 共, of numbers that stand in the clauses before it: 省内3,215家，省外1,086家，共4,301家."""
    text, found = sentence.passage.text, sentence.quantities
    for at, whole in enumerate(found):
        if not _ALTOGETHER.search(text, sentence.start, whole.start) or at < 2:
            continue
        parts = [one for one in found[:at] if one.family == whole.family]
        in_a_row = any(_JOINT.fullmatch(text, a.end, b.start) for a, b in pairwise(parts))
        if in_a_row or len(parts) != at or _room((*parts, whole)):
            continue
        total = sum(one.value for one in parts)
        if total != whole.value and whole.value > max(one.value for one in parts):
            told = f"the {at} numbers before: that is {_shown(total, whole)}"
            yield sentence.finding(whole, f"'{sentence.quote(whole)}' is not the sum of {told}", _TOTAL_OR_PART)


def _shown(total: float, like: Quantity) -> str:
    if like.family == "%":
        return percent(total, like.decimals)
    scale = like.step * 10**like.decimals
    return number(total / scale, like.decimals) + like.power + like.unit
