"""No sentence says one thing with two words.

约 and 左右 around one number, 原因是因为, 宣布公布, an abbreviation followed by what it stands for (MoE专家混合): one
of the two goes. Looked for are pairs that proof-readers know well; those that some houses accept, such as 涉及到, are
hints. So are words that come twice in a clause where once is enough (基本与指数基本一致), and numbers that are called
both more and about (超过三成左右). An abbreviation in brackets is an explanation and right.

PASS::

    text: 谷歌宣布了新的专家混合（MoE）架构，用户约100万

FAIL::

    text: 谷歌宣布公布了新的MoE专家混合架构，用户约100万左右
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript, Passage
from yanbao.model.words import WordLists
from yanbao.review.findings import Finding, on
from yanbao.review.reading.kept import kept, kept_all
from yanbao.review.reading.patterns import either
from yanbao.review.reading.words import words_of
from yanbao.rules import define

RULE = define("redundant-words", __doc__, "review", Level.WARNING)

_KEEP_ONE = "keep one of the two"


class _Pleonasm(NamedTuple):
    pattern: re.Pattern[str]
    remedy: str = _KEEP_ONE
    level: Level | None = None


def _phrase(pattern: str, remedy: str = _KEEP_ONE, level: Level | None = None) -> _Pleonasm:
    return _Pleonasm(re.compile(pattern), remedy, level)


# A number as it stands in a clause, with its unit: 亿元, 家公司, 个tokens.
_DIGITS = r" ?(?:[0-9.,]+|[一二两三四五六七八九十百千]+|[数几][十百千]) ?[万亿]*[%％]?"
_UNIT = r"(?:个百分点|[^0-9\Wa-z的在和与及一二三四五百千万亿]{0,3}? ?[A-Za-z]{0,10})"
_NUMBER = rf"{_DIGITS}(?:[-–~～—至到]{_DIGITS})?{_UNIT} ?"

# 近 says of the length of a period that it is the last one.
_ABOUT = (
    r"(?:大约|大概|(?<![合签契节预条公特违履邀续解制毁])约)[占为合有在达需]?|"
    r"(?<![最附临靠相邻贴亲])(?:接近|将近|近(?![0-9一二两三五几十数 ]+[多余]?[年天日周月个季]))"
)
_MORE = "超过|超出|(?<!赶)超|逾|高于|至少有?|不低于|不少于|突破"
_LESS = "不超过|不高于|不多于|至多|最多|低于|少于|不足"
_AS_PREPOSITION = "(?![述市涨游升调线海证一及来])"  # 以上述业务 is no number or more

_NOT_ITSELF = {"发布": "(?!会)", "共计": "(?!提)", "合计": "(?![提入])", "总计": "(?!提)"}
"""What does not follow some of the words that say the same, where they are that word: 发布会 is none of these."""

_DRIVES = "驱动|推动|带动|支撑|引领|影响|制约|催化|拉动"
_IN_CLAUSE = r"[^，。；：、！？,;:!?（）()\n]"

_PLEONASMS = (
    _phrase(rf"(?:{_ABOUT}){_NUMBER}(?:左右|上下(?!游))"),
    _phrase(rf"(?:{_MORE}){_NUMBER}以上{_AS_PREPOSITION}"),
    _phrase(r"(?:至少|超过?|逾)(?:将|会)?翻[一两]?[倍番]以上"),
    _phrase(rf"(?:{_LESS}){_NUMBER}(?:以下|以内|之内)"),
    _phrase(r"(?:大约|大概|近|超过?|逾)(?:[0-9]+|[一二三四五六七八九]?[十百千])[余多](?=[万亿家个名项款种只人次倍%])"),
    _phrase(rf"(?:{_ABOUT}){_NUMBER}以[上下]{_AS_PREPOSITION}", "more than, or about: keep one", Level.HINT),
    _phrase(rf"(?:{_MORE}){_NUMBER}左右", "more than, or about: keep one", Level.HINT),
    _phrase(r"大[约概](?:约(?=[0-9占为])|近(?=[0-9]))"),
    _phrase(r"原因，?(?:主要|可能|就|也|正|则|还)?(?:是|在于|为)(?:因为|由于)", "write 原因是… or 因为…"),
    _phrase(r"之所以[^，。；：！？\n]{2,30}的原因", "write 之所以…是因为… or …的原因是…"),
    _phrase(r"目的(?:主要|就|正|也)?(?:是|在于)为了", "delete 为了", Level.HINT),
    _phrase("旨在为了|意在为了", "delete 为了"),
    _phrase(r"(?:誉为|称之为|被称为|视为)是(?!否)", "delete 是"),
    _phrase(r"(?:付诸|诉诸|见诸)于", "delete 于: 诸 says it already"),
    _phrase("凯旋(?:而归|归来)"),
    _phrase("悬殊(?:很大|较大|巨大|过大)", level=Level.HINT),
    _phrase(r"[年月日]起以来|以来至今"),
    _phrase(r"(?<![平人户日月年周单店件吨场亩])均都"),
    _phrase("已经已(?!经)"),
    _phrase("(?:涉及|波及)到", "delete 到: 及 says it already", Level.HINT),
    _phrase("综合整体|整体综合|最佳首选", level=Level.HINT),
    _phrase(
        rf"({_DRIVES})(?!力|因素|剂|点|器|芯片|IC|电机|系统|程序|板(?!块)){_IN_CLAUSE}{{2,20}}?"
        r"的(?:核心|主要|重要|关键|根本|最大|首要|最强|强劲)?\1(?:力|因素|剂|点)",
        level=Level.HINT,
    ),
    _phrase(
        r"前([一二三四五六七八九十]+|[0-9]+)(?![一二三四五六七八九十0-9年个季月日周期次天])[^，。；：、！？,;:!?（）()\n和与及占比在]{1,12}?"
        r"前\1(?![一二三四五六七八九十0-9年个季月日周期次天])",
        level=Level.HINT,
    ),
    _phrase(
        r"(基本(?:与|和|上|都|均|已|保持|维持|符合|一致|持平|稳定|完成|实现|处于|同步|不变))"
        rf"{_IN_CLAUSE}{{1,12}}?基本(?:上|都|均|已|保持|维持|符合|一致|持平|稳定|完成|实现|处于|同步|不变|相同)",
        level=Level.HINT,
    ),
)


@kept
def _pleonasms(lists: WordLists) -> tuple[_Pleonasm, ...]:
    """The built-in ones; words that mean the same in a row, and abbreviations before what they stand for."""
    pairs = "|".join(chain.from_iterable(map(_in_a_row, lists.redundant)))
    spelt_out = "|".join(f"{re.escape(short)}(?:{either(full)})" for short, full in lists.abbreviations.items())
    return (
        *_PLEONASMS,
        _phrase(pairs or "(?!)"),
        _phrase(rf"(?<![A-Za-z0-9.-])(?:{spelt_out or '(?!)'})", "the abbreviation says it already", Level.HINT),
    )


def _in_a_row(words: Sequence[str]) -> Iterator[str]:
    """Patterns of each word with another behind it."""
    patterns = [re.escape(word) + _NOT_ITSELF.get(word, "") for word in words]
    return (f"{one}(?:{'|'.join(other for other in patterns if other != one)})" for one in patterns)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding on both words and what is between them."""
    pleonasms = _pleonasms(words_of(manuscript.project))
    for passage in manuscript.passages:
        yield from _in_text(passage, pleonasms)


@kept_all
def _in_text(passage: Passage, pleonasms: tuple[_Pleonasm, ...]) -> Iterator[Finding]:
    for pleonasm in pleonasms:
        for match in pleonasm.pattern.finditer(passage.text):
            if _is_worded(passage, match):
                message = f"'{match[0]}' says one thing twice"
                yield on(passage, match.start(), match.end(), message, pleonasm.remedy, pleonasm.level)


def _is_worded(passage: Passage, match: re.Match[str]) -> bool:
    """Whether the author typed both ends; a number between them may be bound."""
    return passage.is_typed(match.start(), match.start() + 1) and passage.is_typed(match.end() - 1, match.end())
