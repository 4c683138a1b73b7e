"""A year in prose has four digits: 2023年.

23年 may be a year or a span of twenty-three years, and reads carelessly. Only numbers that their context shows to be
calendar years are reported: 于23年, 23年底, 23年报, 23年营收, 22-23年. Spans (10年期国债, 近20年, 15年经验) and the
short labels of tables and charts (23A, 24E, 24Q1) are ignored. Where two digits are the custom of a whole report, one
hint says so.

PASS::

    text: OpenAI在2023年发布GPT-4 Turbo，10年期美债收益率回落。

FAIL::

    text: OpenAI在23年发布GPT-4 Turbo。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from yanbao.diagnostics import Level
from yanbao.model.manuscript import PROSE, Manuscript, Passage, Role
from yanbao.review.findings import Finding, on
from yanbao.review.reading.sentences import typed
from yanbao.rules import define

RULE = define("two-digit-year", __doc__, "review", Level.WARNING)

_ROLES = {*PROSE, Role.TITLE, Role.SECTION, Role.HEAD, Role.PAGE, Role.HEADING, Role.CAPTION, Role.NOTE}

_YEARS = re.compile(
    r"(?<![0-9.,/\-—~～至A-Za-z'’第+])(?<![0-9年]到)(?P<first>[0-9][0-9])(?:年?(?P<joint>[-–—~～/、和及与至到])(?P<last>[0-9][0-9]))?年(?!代|级)"
)

_PART = re.compile(
    r"年?(?:报|[底末初中](?!期)|度|一季|二季|三季|四季|第[一二三四]季|[QH][0-9]|[上下]半年|前三季|全年|同期|[0-9]{1,2}月)"
)
"""What only a calendar year has: 23年报, 23年底, 23年一季度, 23年12月."""

_MEASURE = re.compile(
    r"(?:公司|全国|全球|国内|行业|我国|整体|累计|实际|预计)?(?:有望|将|计划|拟|营收|营业收入|收入|归母|扣非|净利|毛利|业绩|利润|出货|销量|销售|GDP|CPI|"
    r"[0-9][0-9.]{0,9}+(?:[-—~～至][0-9][0-9.]{0,9}+)?[xX倍]\s?(?:目标|动态|静态)?(?:P/?[EBS]|市[盈净销]率|EV|估值)|EPS|PE|PB|ROE|P/E|增速|同比|分红|资本开支|市场规模|装机|出口|进口|实现|金融危机|股灾|牛市|熊市|疫情)"
)
"""What is said of a calendar year: 23年归母净利润, 15年股灾."""

_RECENT = re.compile(r"上市|收购|并购|成立|投产|发布|推出|获批|启动|设立|登陆|的[0-9]|为[0-9][0-9.,]*[%亿万元]")
"""What shows a year that is not long ago: 19年上市, 23年为10亿元."""

_START = re.compile(r"(?:^|[。；\n])$")
_TOLD = re.compile(r"，[^。；\n]{0,40}(?:同比|环比|增速|营收|收入|销售额|利润|规模|销量|出货)")
"""At the start of a sentence: 23年，全球销售额同比增长34%."""

_PREPOSITION = re.compile(r"(?:于|在|自|从|截至|截止|早在|继|始于|成立于)$")

_UNTIL = re.compile(r"(?:(?<![得直足])到|较|对比|(?<![累合共总])计)$")
"""Before a calendar year that is near: 到26年, 较23年增长."""

_EVENT = re.compile(r"[^内间里期前后来多余左以之的时延缩]")
"""What may follow a calendar year behind a preposition, but not a span: 在23年发布, not 在10年内."""

_SPAN_BEFORE = re.compile(
    r"(?:近|过去|未来|最近|超|超过|逾|约|长达|达|历时|持续|满|每|已|已有|有|用|花|经过|为期|历经|至少|最长|期限|延长至|续约|深耕|从业|成立|"
    r"经营|运营|耕耘|这|前|后|头|共|仅|近乎|接近|不到|不足|以|租期|寿命|质保)$"
)
_SPAN_AFTER = re.compile(
    r"期|国债|美债|国开|地方债|企业债|日债|德债|英债|利率|经验|历史|以[上下内]|[内间里来多余前后]|之[内间后前]|左右|时间|寿命|质保|产[^品业量能值]|的?合约|的?合同|"
    r"的时间|的?(?:LPR|MLF)|(?:存|贷)款|收益率|以上"
)

_EXPERIENCE = re.compile(r"经验|历史|资历|背景|积累|沉淀|从业")

_CUSTOM = 10
"""From so many two-digit years on, if there are fewer with four, they are the custom of the report."""

_FULL = re.compile(r"(?<![0-9])(?:19|20)[0-9][0-9]年")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A warning at each year of two digits; one hint if the whole report writes them so."""
    passages = [passage for passage in manuscript.passages if passage.role in _ROLES]
    issued = int(manuscript.report.spec.date[:4])
    found = [(passage, match) for passage in passages for match in _years(passage, issued)]
    is_custom = len(found) >= _CUSTOM and len(found) > sum(len(_FULL.findall(passage.text)) for passage in passages)
    for passage, match in islice(found, 1 if is_custom else None):
        full = _full(match["first"], issued)
        if match["last"]:
            full += f"{match['joint']}{_full(match['last'], issued)}"
        message = f"'{match[0]}' is a year of two digits"
        if is_custom:
            message = f"{message}, and so are {len(found) - 1} more in this report"
        level = Level.HINT if is_custom else None
        yield on(passage, match.start(), match.end(), message, f"write {full}年", level, mend=f"{full}年")


def _years(passage: Passage, issued: int) -> Iterator[re.Match[str]]:
    for match in _YEARS.finditer(passage.text):
        if typed(passage, match) and _is_year(passage.text, match, issued):
            yield match


def _is_year(text: str, match: re.Match[str], issued: int) -> bool:
    before, after = text[max(0, match.start() - 6) : match.start()], text[match.end() : match.end() + 12]
    first = int(_full(match["first"], issued))
    if match["last"] and not 0 < int(_full(match["last"], issued)) - first <= (15 if _PART.match(after) else 5):
        return False
    if _SPAN_BEFORE.search(before) or _SPAN_AFTER.match(after):
        return False
    if _PART.match(after):
        return True
    is_near = abs(first - issued) <= 15
    if is_near and _PREPOSITION.search(before) and _EVENT.match(after):
        return True
    if abs(first - issued) <= 5 and _UNTIL.search(before) and _EVENT.match(after):
        return True
    if match["last"] or after.startswith(("以来", "起")):
        return abs(first - issued) <= 5
    is_recent = -9 <= first - issued <= 3
    if is_recent and (_RECENT.match(after) or (_START.search(before) and _TOLD.match(text, match.end()))):
        return True
    return is_near and bool(_MEASURE.match(after)) and not _EXPERIENCE.search(after)


def _full(digits: str, issued: int) -> str:
    """A year of two digits with its century: the one that is nearest to the report's."""
    year = issued // 100 * 100 + int(digits)
    return str(year if year <= issued + 30 else year - 100)
