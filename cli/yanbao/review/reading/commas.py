"""Confusions of 、 and ，: 、 between clauses and after 第一, ， between items, 、 beside 和, 等 or （1）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Passage
from yanbao.review.findings import Finding, on
from yanbao.review.reading.marks import NUMERAL, matches

_SEGMENT = re.compile(r"[^，。；：？！\n]+")

# Words that begin a clause, so that no 、 stands before them.
_CONJUNCTION = re.compile(
    r"、(?=但是|但(?!书|斌)|然而|不过|因此|所以|因而|从而|进而|虽然|尽管|即使|如果|而且|并且|同时(?!期)|却)"
)

# What a clause ends with that says how something is; a noun is not called so without 的.
_STATE = re.compile(
    "(?:[较更很最不极颇](?:为|具)?(?:高|低|大|小|强|弱|快|慢|好|差|多|少|足|佳|优|广|深|长|短|明[显确]|充[足分]|旺盛|集中|成熟|滞后|稳定|活跃)"
    "|迅猛|强劲|显著|明显|亮眼|旺盛|疲[软弱]|低迷|稳健|良好|充裕|充足|凸显|领先)$"
)
_PREDICATE = re.compile(
    "更为|更加|较为|有所|均(?!价|值|线|衡|匀)|亦|仍|已经?|正在|将(?!军)|有望|展现出|呈现|显示|可能|能够|开始|逐步|主要(?:由|受|系)|将会|但"
)
# Words that govern a list of clauses: 受益于需求较好、供给较少.
_GOVERNING = re.compile(
    "关注|推荐|看好|布局|配置|选择|受益|得益|由于|鉴于|随着|凭借|具[有备]|存在|包括|体现|表现[为在]|呈现|的(?:特[点征]|趋势|格局|优势)"
)
_ENDS_IN_NOUN = re.compile("的[^的]{1,8}$")
_TIME = re.compile("(?:之后|以后|之际|的?同时|背景下|情况下|影响下)$")
_TIMES = re.compile("之[前后际]|以[前后来]|期间|同时|背景|情况|影响")

_DOUBLE = re.compile(
    r"、(?=和(?![谐平解睦讯而胜辉顺仁佳邦远林晶科誉铂黄记美风府牛合0-9])|与(?![会时众])|及(?![时格第])|以及|或(?![有许]))"
)
_BEFORE_ETC = re.compile(r"、(?=等(?![级离温额价待效保比边权同高距静于号腰式]))")
_AFTER_ETC = re.compile(r"、(?<=[^中高平初同对相何均不特优上下次头一二三四五六七八九]等、)(?![^，。；：？！]{0,60}等)")

_ORDINAL = re.compile(
    r"(?:^|(?<=[。；：！？\s]))(?:第[一二三四五六七八九十]|首先|其次|再次|最后|其[一二三四五]|[一二三四五六]是)(?P<comma>、)(?![第其一二三四五六七八九十])"
)
_BRACKETED = re.compile(rf"(?:^|(?<=[。；：！？\s]))(?:[（(]?(?:{NUMERAL})[)）]|[①-⑳])(?P<comma>[、，．.])")

_ITEM = r"[^，。；、：]{1,14}的(?!是)[^，。；、：]{1,12}"
_SHAPED = re.compile(
    rf"(?P<head>更|最|较|新|不同){_ITEM}、(?:(?P=head){_ITEM}、){{0,8}}(?P=head){_ITEM}(?P<comma>，)(?=(?P=head){_ITEM})"
)
_NUMBER = r"[+−-]?[0-9][0-9.]*(?:%|pcts?|bps?|万|亿|元|倍|年|家|个)*"
_NUMBERS = re.compile(rf"(?<![0-9.、+−-])(?:{_NUMBER}、)+{_NUMBER}(?P<comma>，){_NUMBER}(?=[、，。；和及]|$)")


def serial_marks(passage: Passage) -> Iterator[Finding]:
    """Hints for each 、 that should probably be ，, and the reverse."""
    text = passage.text
    told = set()
    for match in matches(_CONJUNCTION, passage):
        told.add(match.start())
        yield _hint(
            passage, match.start(), f"、 before '{text[match.end() : match.end() + 2]}', which begins a clause", "，"
        )
    for segment in _SEGMENT.finditer(text):
        left, mark, right = segment[0].partition("、")
        at = segment.start() + len(left)
        if mark and "、" not in right and at not in told and passage.is_typed(at, at + 1) and _are_clauses(left, right):
            yield _hint(passage, at, "、 between what seem to be two clauses", "，")
    for match in matches(_DOUBLE, passage):
        yield on(passage, match.start(), match.end(), "、 before a conjunction", "delete 、", Level.HINT)
    for match in matches(_BEFORE_ETC, passage):
        yield on(passage, match.start(), match.end(), "、 before 等", "delete 、", Level.HINT)
    for match in matches(_AFTER_ETC, passage):
        yield _hint(passage, match.start(), "、 after 等, which ends a list", "，")
    for match in matches(_ORDINAL, passage):
        yield _hint(passage, match.start("comma"), f"、 after '{match[0][:-1]}'", "，")
    for match in matches(_BRACKETED, passage):
        at = match.start("comma")
        yield on(passage, at, at + 1, f"{match['comma']} after the number '{match[0][:-1]}'", "delete it", Level.HINT)
    for pattern in (_SHAPED, _NUMBERS):
        for match in matches(pattern, passage):
            yield _hint(passage, match.start("comma"), "， between items that 、 separates elsewhere", "、")


def _are_clauses(left: str, right: str) -> bool:
    """Whether the texts on both sides of 、 look like independent clauses."""
    if len(left) < 8 or len(right) < 8 or _GOVERNING.search(left) or _ENDS_IN_NOUN.search(right):
        return False
    if _TIME.search(left):
        return not _TIMES.search(right)
    return bool(_STATE.search(left) and (_PREDICATE.search(right) or _STATE.search(right)))


def _hint(passage: Passage, at: int, message: str, instead: str) -> Finding:
    return on(passage, at, at + 1, message, f"write {instead}", Level.HINT)
