"""Nothing in the text is a placeholder or a note of the author to himself.

What was to be filled in before publishing: XX%, 【】亿元, 【待核实】, ____, [图], 此处插入图, TODO, lorem ipsum, the
prompts of a slide template, and what a spreadsheet or a word processor prints for a broken reference. 待定 and
有待确认 in a sentence are ignored, and so are Xbox, 3X产能, 8xx系列 and TBD in a table. What may be meant is a
warning.

PASS::

    text: 公司2023年收入同比增长12%，新品发布时间待定。

FAIL::

    text: 公司2023年收入同比增长XX%【待核实】。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript, Passage, Role
from yanbao.review.findings import Finding, on
from yanbao.review.reading.kept import kept_all
from yanbao.review.reading.markup import markup
from yanbao.review.reading.sentences import typed
from yanbao.rules import define

RULE = define("unfinished-text", __doc__, "review")

_X = "(?:[xX]{2,}|×{2,}|[xX×]{1,2}[.][xX×]{1,2})"
_UNITS = "[%％]|[百千]?[万亿]|元|美元|港元|个百分点|个|倍|家|名|人|年|月|日|pct|bps?"
_LATER = "待(?:补充?|更新|核实|核对|校对|复核|填写?|查证?|完善|替换|添加)"
_THING = "(?:图片?|图表|表格?|配图|截图|数据|文字|内容|正文|标题|文本|链接|来源)"

_PLACEHOLDERS = (
    rf"(?<![A-Za-z]){_X}(?=(?:{_UNITS})(?![A-Za-z]))",
    r"第[xX×]{1,3}[页章节]|(?:如|见|参见|详见)[图表][xX×]{1,2}(?![A-Za-z0-9轴光射])",
    r"(?<![A-Za-z])(?:YYYY|yyyy)[年./-](?:MM|mm)?",
    r"(?<![A-Za-z0-9_)])\[(?:[\s●•·*_]*|[xX]{2,})\](?=[^\W_a-z])|【[\s●•·*xX_]*】|\[[\s●•·*_]*\](?=[%％])",
    r"(?<=[约为达至到入额量长降增减近超润率])(?:_{2,}|[●*＊]+|[?？])(?=[%％]|[百千]?[万亿]|美元|港元|元(?![素件])|个百分点)",
    rf"[【\[](?:{_THING}|[^】\]\[【]{{0,8}}(?:{_LATER}|待确认|待定)[^】\]\[【]{{0,8}})[】\]]",
    r"(?<![A-Za-z0-9])_{3,}(?![A-Za-z0-9])|＿{2,}",
    rf"此处(?:应|需|请|可)?(?:插入|(?:补充|添加|填写|填入|放置?|加){_THING})",
    "[单点]击此处(?:添加|输入|编辑|填写)|请在?此处(?:添加|输入|填写|替换|插入)",
    "[Ll]orem ipsum|[Ii]nsert (?:figure|chart|table|text|image) here|[Cc]lick to (?:add|edit)",
    r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)|错误[!！]未找到引用源|Error! Reference source not found",
    r"(?<![A-Za-z])(?:nan|NaN|None|undefined|null)(?=[%％万亿元])",
)
_SUSPECTS = (
    r"(?<![A-Za-z])(?:TODO|FIXME)(?![A-Za-z])",
    rf"[（(][^（）()]{{0,8}}{_LATER}[^（）()]{{0,4}}[）)]",
    r"[（(]请[^（）()]{0,6}(?:更新|核实|核对|补充|确认|替换|复核)[^（）()]{0,6}[）)]",
    rf"[【\[]{_THING}[?？][】\]]|“(?:XX|xx|××)”(?=评级)",
    r"(?<=[涨跌增减降升约达为])[xX×](?=[%％])",
    rf"(?:数据|此处|[本此该]段|[本此该]数|金额|口径|内容)[^，。；、（）()\n]{{0,4}}{_LATER}(?![一-鿿])",
    r"[（(]\s*[?？]+\s*[）)]|[?？]{3,}",
    r"(?<![A-Za-z0-9《“\"./-])(?:X{3,}|x{3,}|×{3,})(?![A-Za-z0-9》”\"./-])",
    "(?<![A-Za-z0-9])(?:XX|xx|××)(?=公司|集团|股份|证券|银行|研究所|产品|项目|先生|女士|[省市县])",
)
_PATTERN = re.compile(f"(?P<certain>{'|'.join(_PLACEHOLDERS)})|{'|'.join(_SUSPECTS)}")
_TO_BE_DECIDED = re.compile("(?<![A-Za-z])TB[DC](?![A-Za-z])")
_WHOLE = re.compile(rf"(?:{_LATER}|标题|文本|略|待续|占位|xx+)[。.…]*|…+|\.{{3,}}", re.IGNORECASE)
_WRITTEN = frozenset(Role) - {Role.CELL, Role.HEADER, Role.LABEL, Role.CARD, Role.UNIT}


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding on each placeholder; a warning where it may be meant."""
    for passage in manuscript.passages:
        if passage.role in _WRITTEN and not passage.spans and _WHOLE.fullmatch(passage.text.strip()):
            yield _unfinished(passage, 0, len(passage.text), None)
        else:
            yield from _in_text(passage)


@kept_all
def _in_text(passage: Passage) -> Iterator[Finding]:
    left_alone = [(one.start, one.end) for one in markup(passage)]
    for match in _PATTERN.finditer(passage.text):
        is_markup = any(start < match.end() and match.start() < end for start, end in left_alone)
        if typed(passage, match) and not is_markup:
            level = None if match["certain"] else Level.WARNING
            yield _unfinished(passage, match.start(), match.end(), level)
    for match in _TO_BE_DECIDED.finditer(passage.text):
        if passage.role in _WRITTEN and typed(passage, match):
            yield _unfinished(passage, match.start(), match.end(), Level.WARNING)


def _unfinished(passage: Passage, start: int, end: int, level: Level | None) -> Finding:
    text = passage.text[start:end].strip()
    return on(passage, start, end, f"'{text}' is to be filled in", "write what is meant, or delete it", level)
