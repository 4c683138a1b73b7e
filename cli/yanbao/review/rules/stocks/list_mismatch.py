"""A list of recommended stocks that stands in the summary and again in the conclusion is the same list.

A stock in one of two copies was added or dropped in one place only. Lists count as copies if most of their names are
the same. It is a warning if they also speak of one theme, or one is in the summary and they hardly differ; else a hint.
A shorter list that ends in 等 or gives examples may leave names out, and so may the parts of a longer one; where two
long lists both end in 等 and one has one name more, it is a hint. Stocks are
those of tables and entities that have a ticker; items that only look like names give hints.

PASS::

    - text: 建议关注恺英网络、三七互娱、掌趣科技、盛天网络等标的。
    - text: 投资建议：关注恺英网络、三七互娱、掌趣科技、盛天网络。

FAIL::

    - text: 建议关注恺英网络、三七互娱、掌趣科技、盛天网络、汤姆猫等标的。
    - text: 投资建议：关注恺英网络、三七互娱、掌趣科技、盛天网络、巨人网络。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding, on
from yanbao.review.reading.stock_lists import StockList, stock_lists, supposed
from yanbao.review.reading.stock_register import bounded_names, register
from yanbao.rules import define

RULE = define("list-mismatch", __doc__, "review", Level.WARNING)

_FEWEST = 3
_SHARED = 4
"""Names that two lists share: to be copies at all, and to be known for such."""

_SAME = 0.6
_NEARLY_SAME = 0.75

_GENERAL = re.compile(
    "建议|重点|持续|继续|积极|关注|推荐|看好|首选|相关|核心|受益|公司|个股|标的|投资|我们|领域|行业|板块|产业链|方向|机会|企业"
)
"""What leads in to any list, and says nothing of its theme."""

_THEME = 4
"""Characters in a row that two leads share, if their lists are of one theme."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each list that another, later one repeats with other names."""
    known = register(manuscript)
    keys = {name: name for name in supposed(manuscript)} | {n: found[0].ticker for n, found in known.by_name.items()}
    lists = [item for item in stock_lists(manuscript, keys, bounded_names(keys)) if item.recommends]
    long = [item for item in lists if len(item.keys) >= _FEWEST]
    for number, later in enumerate(long):
        earlier = [item for item in long[:number] if item.passage is not later.passage]
        first = max(earlier, key=lambda item: _overlap(item, later), default=None)
        if first and _is_copy(first, later) and (difference := _difference(first, later, lists)):
            is_known = len(first.keys & later.keys & known.by_ticker.keys()) >= _SHARED
            yield _finding(difference, None if is_known and _is_clear(difference) else Level.HINT)


@dataclass(frozen=True, slots=True)
class _Difference:
    """Two copies of one list, and the keys that only one of them has."""

    first: StockList
    later: StockList
    here: frozenset[str]
    there: frozenset[str]


def _overlap(one: StockList, other: StockList) -> float:
    return len(one.keys & other.keys) / max(len(one.keys), len(other.keys))


def _is_copy(one: StockList, other: StockList) -> bool:
    shared = len(one.keys & other.keys)
    return _overlap(one, other) >= (_SAME if shared >= _SHARED else _NEARLY_SAME) and shared >= _FEWEST


def _difference(first: StockList, later: StockList, lists: Sequence[StockList]) -> _Difference | None:
    here = first.keys - later.keys - _parts(later, first, lists)
    there = later.keys - first.keys - _parts(first, later, lists)
    if not here and not there:
        return None
    shorter = later if not there else first
    if not (here and there) and (shorter.is_open or shorter.restates) and not _is_one_short(first, later):
        return None
    return _Difference(first, later, here, there)


def _is_one_short(first: StockList, later: StockList) -> bool:
    """Whether of two long lists that both end in 等 one has one name more."""
    shared = len(first.keys & later.keys)
    is_long = shared > _SHARED and max(len(first.keys), len(later.keys)) == shared + 1
    return is_long and all(item.is_open and not item.restates and not item.is_example for item in (first, later))


def _parts(beside: StockList, whole: StockList, lists: Sequence[StockList]) -> frozenset[str]:
    """What other lists in the section of one name, if they are parts of the whole as well."""
    found: frozenset[str] = frozenset()
    for other in lists:
        is_beside = other is not beside and other.page.section is beside.page.section
        if is_beside and other is not whole and len(other.keys & whole.keys) >= _SAME * len(other.keys):
            found |= other.keys
    return found


def _is_clear(difference: _Difference) -> bool:
    first, later = difference.first, difference.later
    if first.is_open and later.is_open and not (difference.here and difference.there):
        return False
    if _themes(first.lead) & _themes(later.lead):
        return True
    is_summary = first.page.section is not later.page.section and not first.page.section.spec.numbered
    both = bool(difference.here and difference.there)
    return both and is_summary and _overlap(first, later) >= _NEARLY_SAME


def _themes(lead: str) -> frozenset[str]:
    words = re.split(r"[\W0-9_]+", _GENERAL.sub(" ", lead))
    return frozenset(word[at : at + _THEME] for word in words for at in range(len(word) - _THEME + 1))


def _finding(difference: _Difference, level: Level | None) -> Finding:
    first, later = difference.first, difference.later
    here, there = first.names(difference.here), later.names(difference.there)
    only = [f"only here {'、'.join(here)}"] if here else []
    only += [f"only there {'、'.join(there)}"] if there else []
    message = f"this list of stocks differs from that at {later.place}: {'; '.join(only)}"
    names = [member for member in first.members if member.key in difference.here] or first.members
    start, end = names[0].start, (names[0] if here else names[-1]).end
    return on(first.passage, start, end, message, "make both the same, or bind both to one table with names()", level)
