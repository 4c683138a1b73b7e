"""A report states what it knows, and from whom: hearsay is no source.

据传, 网传, 坊间, 业内流传, 小道消息 and 某自媒体 tell the reader that nobody stands for what follows. 据悉, 有消息称
and 传闻 are hints, unless the sentence names a publisher or institution. A rumour that the sentence calls denied or
false (辟谣, 不实, 澄清), and rumours as a risk or as the cause of a movement (受传闻影响), are ignored.

PASS::

    text: 据公司公告，新航线将于二季度开通。

FAIL::

    text: 据传新航线将于二季度开通。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.manuscript import PROSE, Manuscript, Passage, Role
from yanbao.review.findings import Finding, on
from yanbao.review.reading.sentences import sentences
from yanbao.rules import define

RULE = define("hearsay", __doc__, "review", Level.WARNING)

_ROLES = {*PROSE, Role.PAGE, Role.TITLE, Role.HEADING, Role.NOTE}
_HEARSAY = re.compile(
    "据传|网传|坊间(?:传|消息|流传|盛传)?|(?:业内|市场|圈内|网上|网络)(?:流传|盛传|传言|风传)|小道消息|道听途说|[某有]?自媒体(?:称|爆料|报道|消息|透露)"
    "|某自媒体|爆料称|(?P<weak>据悉|有消息称|消息人士|知情人士|传闻称|市场传闻)"
)
_DENIED = re.compile("辟谣|不实|澄清|否认|谣言|证伪|未经证实|不予置评|无法核实|风险|影响|扰动|情绪|担忧|公告")
_NAMED = re.compile(
    "公告|官网|公众号|报道|日报|时报|证券报|新闻|通讯社|财新|路透|彭博|Bloomberg|Reuters|部|委|局|协会|统计|Wind|年报|交易所"
)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A warning at each rumour, a hint where its source may be known."""
    for passage in manuscript.passages:
        if passage.role in _ROLES:
            yield from _in(passage)


def _in(passage: Passage) -> Iterator[Finding]:
    found = list(_HEARSAY.finditer(passage.text))
    for start, end in sentences(passage.text) if found else ():
        sentence = passage.text[start:end]
        for match in found:
            if not start <= match.start() < end or _DENIED.search(sentence) or not passage.is_typed(*match.span()):
                continue
            if match["weak"] and _NAMED.search(sentence):
                continue
            level = Level.HINT if match["weak"] else None
            message = f"'{match[0]}' names nobody who stands for what is said"
            yield on(passage, *match.span(), message, "name the source, or leave it out", level)
