"""A stock stands in one of the lists that a report sets side by side, not in two.

A reader of lists a）, b） and c） takes them for themes that exclude each other; a stock in two of them was perhaps
left there when it moved. Compared are the groups of a table, and lists of recommended stocks in one text or callout
that begin with a mark, are items, or say each what they are of (设备推荐…，材料推荐…). Exceptions: lists that hold
the whole of another, or come back to it (其中…, 综上…). Always a hint: a company may well belong to two themes.

PASS::

    text: a）IP：上海电影、奥飞娱乐等标的；b）游戏：恺英网络、三七互娱等标的。

FAIL::

    text: a）IP：上海电影、奥飞娱乐等标的；b）游戏：恺英网络、奥飞娱乐等标的。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from yanbao.characters import is_digits
from yanbao.diagnostics import Level
from yanbao.model.dataset import TIME
from yanbao.model.manuscript import FigureText, Manuscript
from yanbao.model.tables import Table
from yanbao.review.findings import Finding, on
from yanbao.review.reading.stock_lists import RECOMMENDS, Member, StockList, known_lists, place_of
from yanbao.review.reading.stock_register import name_column, register, ticker_column
from yanbao.rules import define

RULE = define("overlapping-lists", __doc__, "review", Level.HINT)

_HELP = "leave it in one of them, or say why it is in both"

_OWN_LEAD = re.compile(RECOMMENDS.pattern + "|：")
_CLAUSE = re.compile("[，,]")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A hint at each list that shares stocks with another beside it, and at each row that stands in two groups."""
    lists = [
        found for found in known_lists(manuscript, register(manuscript)) if found.recommends and not found.restates
    ]
    for _, beside in groupby(lists, key=lambda found: (found.passage.origin.mark, found.passage.block)):
        parts = [part for found in beside for part in _parts(found)]
        for number, (found, part) in enumerate(parts):
            for earlier, other in parts[:number]:
                yield from _shared(earlier, other, found, part)
    for figure in manuscript.figures:
        yield from _groups(figure)


def _parts(found: StockList) -> Iterator[tuple[StockList, tuple[Member, ...]]]:
    """The parts of a list whose clauses say each what they are of; the whole, if there are none."""
    text, start = found.passage.text, 0
    leads = [found.lead]
    cuts = []
    for number, (before, after) in enumerate(zip(found.members, found.members[1:], strict=False), 1):
        between = text[before.end : after.start]
        if _CLAUSE.search(between) and _OWN_LEAD.search(between):
            cuts.append(number)
            leads.append(between)
    for lead, end in zip(leads, [*cuts, len(found.members)], strict=True):
        if found.is_marked or _OWN_LEAD.search(lead):
            yield found, found.members[start:end]
        start = end


def _shared(
    earlier: StockList, other: tuple[Member, ...], found: StockList, part: tuple[Member, ...]
) -> Iterator[Finding]:
    theirs, ours = {member.key for member in other}, {member.key for member in part}
    if theirs <= ours or ours <= theirs:
        return
    shared = list({member.key: member for member in reversed(part) if member.key in theirs}.values())[::-1]
    if shared:
        names = "、".join(member.name for member in shared)
        verb = "stands" if len(shared) == 1 else "stand"
        message = f"'{names}' {verb} in the list at {place_of(earlier.passage, other[0].start)} as well"
        yield on(found.passage, shared[0].start, shared[0].end, message, _HELP)


def _groups(figure: FigureText) -> Iterator[Finding]:
    """Rows of one stock under two heads of a grouped table; not those of periods, nor where most are under several."""
    if not isinstance(figure.spec, Table) or not figure.spec.group:
        return
    dataset, group = figure.datasets[0], str(figure.spec.group)
    code = ticker_column(dataset)
    if code is None or dataset.spec.columns[group].type in TIME:
        return
    first: dict[str, tuple[int, str]] = {}
    twice: list[tuple[int, str, str]] = []
    for row in figure.rows:
        ticker, head = dataset.frame.at[row, code], str(dataset.frame.at[row, group])
        _, other = first.setdefault(str(ticker), (row, head))
        if ticker and other != head and not is_digits(head[:1]):
            twice.append((row, other, head))
    if 2 * len(twice) > len(first):
        return
    column = name_column(dataset) or code
    for row, other, head in twice:
        mark, width = dataset.place(row, column)
        name = str(dataset.frame.at[row, column])
        message = f"'{name}' is in the groups '{other}' and '{head}' of {figure.label}"
        yield Finding(mark, width, name, message, _HELP)
