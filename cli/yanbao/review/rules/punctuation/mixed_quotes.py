"""One kind of quotation marks in a report, and each the right way round.

Chinese on the mainland has “ ” with ‘ ’ inside. Corner brackets 「」 or straight marks beside them are left from
other texts; of two kinds, the rarer one is reported. Straight marks in English, in code and for inches are ignored,
and so are ‘ ’ inside “ ” and 『』 inside 「」.

PASS::

    text: “日日新”与“天工”

FAIL::

    text: “日日新”与「天工」
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from yanbao.chinese import HAN
from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript, Passage
from yanbao.review.findings import Finding, on, together
from yanbao.review.reading.marks import distinct, has_han, misdirected_quotes, own
from yanbao.rules import define

RULE = define("mixed-quotes", __doc__, "review", Level.WARNING)

_QUOTED = re.compile(
    r"(?P<curly>“[^“”]*”)|(?P<corner>「[^「」]*」)|(?P<white>『[^『』]*』)"
    r"|(?P<straight>(?<![0-9.])[\"＂][^\"＂]*[\"＂]|(?<![A-Za-z0-9])'[^']*'(?![A-Za-z]))|(?P<single>‘[^‘’]*’)"
)
_KINDS = {"curly": "“”", "corner": "「」", "white": "『』", "straight": "straight marks", "single": "‘’"}


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A warning at each quotation of the rarer kinds, and at each mark the wrong way round."""
    kinds: dict[str, list[tuple[Passage, int, int]]] = defaultdict(list)
    for passage in distinct(manuscript):
        text = own(passage)
        for at in misdirected_quotes(text):
            right = {"“": "”", "”": "“"}[text[at]]
            yield on(passage, at, at + 1, f"{text[at]} is the wrong way round here", f"write {right}", mend=right)
        for match in _QUOTED.finditer(text):
            if _is_chinese(text, match):
                kinds[match.lastgroup or ""].append((passage, match.start(), match.end()))
    if kinds:
        yield from _rarer(kinds)


def _is_chinese(text: str, match: re.Match[str]) -> bool:
    """Whether a quotation is Chinese, or stands in Chinese."""
    around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
    return has_han(match[0]) or bool(re.search(f"[{HAN}，。、；：（）《》]", around))


def _rarer(kinds: dict[str, list[tuple[Passage, int, int]]]) -> Iterator[Finding]:
    usual = max(kinds, key=lambda kind: (len(kinds[kind]), kind == "curly"))
    for kind, quotations in kinds.items():
        for passage, start, end in quotations if kind != usual else ():
            quotation = passage.text[start:end]
            message = f"{quotation} has {_KINDS[kind]}; most quotations of this report have {_KINDS[usual]}"
            marks = "“”" if usual == "straight" else _KINDS[usual]
            level = Level.HINT if kind == "single" else None
            remedy = f"write {marks[0]}{quotation[1:-1]}{marks[1]}"
            ends = (passage.edit(start, start + 1, marks[0]), passage.edit(end - 1, end, marks[1]))
            yield on(passage, start, end, message, remedy, level, edits=together(*ends))
    if usual == "straight":
        passage, start, end = kinds[usual][0]
        message = f"straight quotation marks around Chinese, {len(kinds[usual])} times in this report"
        yield on(passage, start, end, message, "Chinese has “ ”", Level.HINT)
