"""The dash between Chinese words is ——, two characters long.

A single — or –, hyphens for it (--), and dashes of other lengths or signs (──) are reported where they stand beside
Chinese. Ranges (2020—2024, 10-15), minus signs, compounds such as GPT-4 and a — for a missing value are ignored. A
single — may join two words: it is ignored between short ones (上游—下游) and beside places, else a hint.

PASS::

    text: 由Sora制作的MV——《Worldweight》

FAIL::

    text: 由Sora制作的MV—《Worldweight》
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.chinese import HAN
from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding, on
from yanbao.review.reading.marks import distinct, matches
from yanbao.rules import define

RULE = define("dash-style", __doc__, "review", Level.WARNING)

_DASH = re.compile(
    r"(?<! ) *(?:[—–―─－]+(?: [—–―─－]+)*|(?<!-)-{2,}(?!-)|(?<= )-(?= )) *|-(?=[《“「])|(?<=[》”」])-(?=[^\W0-9])"
)
_CHINESE = re.compile(f"[{HAN}》”」）》《“「（]")
_MARK = re.compile("[》”」）《“「（]")
_WORDS_BEFORE = re.compile(f"[{HAN}A-Za-z]*$")
_WORDS_AFTER = re.compile(f"^[{HAN}A-Za-z]*")
_WORD = 4
_NEAR = 8
_DATE = re.compile(r"(?:[0-9%年月日号季度周旬初末E]|周[一二三四五六])$")
# What places and bodies that are joined with — end or begin with.
_PLACE = re.compile(
    "[国省市州港澳台京津沪渝粤深浙苏盟欧美亚非洲湾岛区县江河山路周]$"
    "|东盟$|北京$|上海$|广州$|深圳$|香港$|澳门$|台湾$|新加坡$|日本$|印度$|俄罗斯$|东亚$|南亚$|成渝$|成都$|重庆$|武汉$|杭州$|天津$"
)
_PLACE_AFTER = re.compile(
    "东盟|欧盟|非洲|[一-鿿]{1,2}(?:[国省州港湾]|市(?!场|值))|北京|上海|广州|深圳|香港|澳门|台湾|新加坡|日本|印度|东亚|南亚|成都|重庆|武汉|杭州|天津"
)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A warning at each wrong dash beside Chinese; a hint where it may join two names."""
    for passage in distinct(manuscript):
        for match in matches(_DASH, passage):
            dash = match[0].strip()
            before = passage.text[max(0, match.start() - _NEAR) : match.start()]
            after = passage.text[match.end() : match.end() + _NEAR]
            if dash == "——" or not before or not after or _is_range(dash, before, after):
                continue
            if level := _level(dash, before, after):
                start = match.start() + match[0].index(dash)
                message = f"'{dash}' for a dash in Chinese text"
                yield on(passage, start, start + len(dash), message, "write ——", level, mend="——")


def _is_range(dash: str, before: str, after: str) -> bool:
    """Whether a dash joins two numbers or dates, or is a minus."""
    is_date = _DATE.search(before) and re.match(r"[0-9+−-]|[一二三四五六七八九十周]|至今|目前", after)
    return bool(is_date or (len(dash) == 1 and re.match(r"[0-9]", after)))


def _level(dash: str, before: str, after: str) -> Level | None:
    """How sure it is that a dash is wrong; None if it may stand."""
    beside = before[-1] + after[0]
    chinese = [bool(_CHINESE.match(char)) for char in beside]
    if not any(chinese) or beside in {"“”", "「」", "（）"}:
        return None
    if dash == "-":
        return Level.HINT if all(chinese) or _MARK.search(beside) else None
    if dash in {"—", "–", "―", "－", "─"}:
        if _MARK.search(beside):
            return Level.WARNING
        is_joint = len(_WORDS_BEFORE.findall(before)[0]) <= _WORD and len(_WORDS_AFTER.findall(after)[0]) <= _WORD
        return None if is_joint or _PLACE.search(before) or _PLACE_AFTER.match(after) else Level.HINT
    return None if dash.startswith("-") and re.match(r"[a-z]", after) else Level.WARNING
