"""Marks stand where they belong.

Two stops in a row, a mark that begins a text, ... for ……, a comma before a closing bracket or at the end of a title,
and 《…（征求意见稿）发布》 with a verb in the title are warnings. What has to be judged is a hint: such a verb after
other words, 、 between clauses and ， between the items of a list, 、 beside 和 or 等, a 。 at the end of a title or of
one cell among many, stops on both sides of a closing quotation mark.

PASS::

    text: 《生成式人工智能服务管理办法（征求意见稿）》发布；后续进展值得期待……

FAIL::

    text: 《生成式人工智能服务管理办法（征求意见稿）发布》；，后续进展值得期待。。。
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from yanbao.chinese import HAN
from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript, Passage, Role
from yanbao.review.findings import Finding, on
from yanbao.review.reading.commas import serial_marks
from yanbao.review.reading.kept import kept_all
from yanbao.review.reading.marks import LABELS, TITLES, distinct, has_han, matches
from yanbao.rules import define

RULE = define("misplaced-mark", __doc__, "review", Level.WARNING)

_ELLIPSIS = re.compile(rf"(?<=[{HAN}，、；”）》])(?:\.{{2,}}(?![/\\])|。{{3,}}|…(?!…))|(?<!…)…(?=[{HAN}])")
_RUN = re.compile(
    r"(?<![，、；：。])(?:[，、；：](?:[，、；：。]|[,;:](?![0-9])|\.(?![A-Za-z0-9]))+|。(?!。。)[，、；：。]+|[？！][，、；：。]+|。[？！,;.])(?!。)"
)
_START = re.compile("^[，、；：。？！]+")
_BEFORE_CLOSING = re.compile("[，、：](?=[）)》】])(?<![（(《【“].)")
_AFTER_OPENING = re.compile(r"(?<=[（(《【])[，、；：。](?![）)》】])")
_AROUND_QUOTE = re.compile("[，。；、：]”[，。；、：]|[，、；：]”(?=$)")
_IN_TITLE = re.compile(
    r"《[^《》]+(?P<end>[）)]|办法|条例|规定|意见|通知|规划|方案|纲要|指南|细则|指引|公告|白皮书|行动计划)"
    r"(?P<verb>(?:正式)?(?:发布|印发|出台|公布|颁布|颁发|下发|施行|实施|生效|落地|获批|通过|上线|推出|征求意见))》"
)
_STOP_IN_TITLE = re.compile("。(?=》)")
_ETC = re.compile("等……(?=[，。；]|$)|……等(?=[，。；]|$)")

_CALLED = {Role.SECTION: "section title", Role.PAGE: "page title", Role.HEADER: "table head"}
_DELETE = "delete it"
_CHECKS = (
    (_RUN, "marks in a row: '{}'", "keep one of them", None),
    (_START, "'{}' begins the text", "delete it, or move it to the text before", None),
    (_BEFORE_CLOSING, "{} before a closing mark", _DELETE, None),
    (_AFTER_OPENING, "{} after an opening mark", _DELETE, None),
    (_AROUND_QUOTE, "{}: stops on both sides of the closing quotation mark", "keep one of them", Level.HINT),
    (_STOP_IN_TITLE, "{} ends what stands in 《》", "a title has no stop", Level.HINT),
    (_ETC, "{}: …… and 等 say the same", "keep one of them", Level.HINT),
)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Warnings and hints at marks."""
    passages = list(distinct(manuscript))
    for passage in passages:
        yield from _in_text(passage)
    yield from _ends(passages)
    yield from _odd_cells(manuscript)


@kept_all
def _in_text(passage: Passage) -> Iterator[Finding]:
    if has_han(passage.text):
        yield from _ellipses(passage)
        for pattern, message, remedy, level in _CHECKS:
            for match in matches(pattern, passage):
                mend = "" if remedy == _DELETE else match[0][0] if len({*match[0]}) == 1 < len(match[0]) else None
                yield on(passage, *match.span(), message.format(match[0]), remedy, level, mend=mend)
        yield from _verbs_in_titles(passage)
        yield from serial_marks(passage)


def _ellipses(passage: Passage) -> Iterator[Finding]:
    for match in matches(_ELLIPSIS, passage):
        level = Level.HINT if match[0] == "…" or passage.role in LABELS else None
        message = f"'{match[0]}' for an ellipsis"
        yield on(passage, match.start(), match.end(), message, "write ……", level, mend="……")


def _verbs_in_titles(passage: Passage) -> Iterator[Finding]:
    for match in matches(_IN_TITLE, passage):
        verb, level = match["verb"], None if match["end"] in "）)" else Level.HINT
        message = f"《》 holds '{verb}', which is hardly part of the title"
        remedy = f"close it before: {match['end']}》{verb}"
        yield on(passage, match.start("verb"), match.end(), message, remedy, level)


def _ends(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Titles that end in a comma, and those that end in 。 where most of their kind do not."""
    kinds: dict[tuple[Role, bool], list[Passage]] = defaultdict(list)
    for passage in passages:
        if passage.role in (*TITLES, *LABELS):
            kinds[passage.role, passage.level > 0].append(passage)  # headings in prose, and titles of callouts
    for (role, _), lines in kinds.items():
        stopped, called = [line for line in lines if line.text[-1] == "。"], _CALLED.get(role, role)
        is_rare = 2 * len(stopped) <= len(lines) or len(lines) == 1
        if is_rare and role not in (Role.CELL, Role.ALT):
            yield from (_at_end(line, f"a stop at the end of a {called}", Level.HINT) for line in stopped)
        for line in lines:
            if line.text[-1] in "，、；" and len(line.text) > 1:
                level = Level.HINT if role in LABELS else None
                yield _at_end(line, f"'{line.text[-1]}' at the end of a {called}", level)


def _odd_cells(manuscript: Manuscript) -> Iterator[Finding]:
    """The few cells of a figure that end in 。."""
    told = set()
    for figure in manuscript.figures:
        cells = [cell for cell in figure.passages if cell.role is Role.CELL]
        cells = [cell for cell in cells if len(cell.text) >= 6 and has_han(cell.text)]
        stopped = [cell for cell in cells if cell.text[-1] == "。"]
        for cell in stopped if 4 * len(stopped) <= len(cells) else ():
            if cell.origin.mark not in told:
                told.add(cell.origin.mark)
                others = f"{len(cells) - len(stopped)} others of this figure have none"
                yield _at_end(cell, f"a stop at the end of a cell; {others}", Level.HINT)


def _at_end(passage: Passage, message: str, level: Level | None) -> Finding:
    end = len(passage.text)
    return on(passage, end - 1, end, message, _DELETE, level, mend="")
