"""Lists of stocks as a reader sees them: those that one part of a sentence, a list item or a cell names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from yanbao.model.manuscript import FigureText, Manuscript, PageText, Passage, Role
from yanbao.review.findings import where
from yanbao.review.reading.enumerations import enumerations
from yanbao.review.reading.sentences import is_han
from yanbao.review.reading.stock_register import Register

_MARK = (
    r"(?:[（(]?(?<![A-Za-z0-9])(?:[a-hA-H]|[0-9]{1,2}|[一二三四五六七八九十]{1,2})[)）]"
    r"|[①-⑳]|(?:其?[一二三四五六]|第[一二三四五六])[是，])"
)
_PART = re.compile(rf"(?<=[。；;！？!?\n])|(?=(?<![（(]){_MARK})")
"""Where a part of a text begins: after a closing mark, and at a） 1） （一） ① 一是."""

_MARKED = re.compile(_MARK)

RECOMMENDS = re.compile("推荐|关注|看好|首选|首推|优选|标的|受益(?:股|公司|个股)|金股|组合|投资建议")
_MEASURES = re.compile(
    "涨幅|跌幅|领涨|领跌|涨跌|上涨|下跌|换手|成交|净流入|净流出|回购|解禁|收购|上周|上月|上期|此前|调出|调入"
)
_RESTATES = re.compile("其中|综上|综合来看|总体|整体来看|以上|上述")
_OPEN = re.compile(r"(?:（[^）]*）)?\s*(?:等|…)")
_EXAMPLES = re.compile("[例比譬诸]如|，如|以.{1,40}为代表")

_READ = (Role.LEAD, Role.PARAGRAPH, Role.ITEM, Role.HEADING, Role.CELL)


@dataclass(frozen=True, slots=True)
class Member:
    """A stock named at ``start`` to ``end`` of a passage; ``key`` is the same for all names of one stock."""

    start: int
    end: int
    name: str
    key: str


def place_of(passage: Passage, start: int) -> str:
    """File and line of a character, as messages give them."""
    return where(passage.place(start, start + 1)[0])


@dataclass(frozen=True, slots=True)
class StockList:
    """The stocks named in ``start`` to ``end`` of a passage; ``lead`` is what stands there before the first.

    ``recommends``: the report recommends them; ``is_marked``: the part begins with a mark such as a） or is an item of
    a list; ``restates``: it comes back to stocks named before; ``is_open``: it ends in 等 or gives examples (如…), as
    ``is_example`` tells.
    """

    page: PageText
    passage: Passage
    start: int
    end: int
    members: tuple[Member, ...]
    recommends: bool
    is_marked: bool
    restates: bool
    is_open: bool
    is_example: bool

    @property
    def lead(self) -> str:
        return self.passage.text[self.start : self.members[0].start]

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(member.key for member in self.members)

    @property
    def place(self) -> str:
        return place_of(self.passage, self.members[0].start)

    def names(self, keys: frozenset[str]) -> list[str]:
        """The names of the members with these keys, each once."""
        return list({member.key: member.name for member in self.members if member.key in keys}.values())


def stock_lists(manuscript: Manuscript, keys: Mapping[str, str], pattern: re.Pattern[str]) -> Iterator[StockList]:
    """The lists of a report in reading order, of two names or more; ``keys`` are those of the names of stocks."""
    for page in manuscript.pages:
        heads = {id(one): head for one, head in _heads(page.figures)}
        block, context = -1, ""
        for passage in page.passages:
            if passage.role not in _READ:
                continue
            if passage.role is Role.CELL:
                context = heads.get(id(passage), "")
            elif passage.block != block:
                context = page.spec.title
            block, context = passage.block, context + passage.text
            found = [Member(m.start(), m.end(), m[0], keys[m[0]]) for m in pattern.finditer(passage.text)]
            if len(found) > 1:
                yield from _lists(page, passage, found, bool(RECOMMENDS.search(context)))


def _heads(figures: Iterable[FigureText]) -> Iterator[tuple[Passage, str]]:
    """What a figure says of each of its passages: caption and heads of columns."""
    for figure in figures:
        head = "".join(p.text for p in figure.passages if p.role in (Role.CAPTION, Role.HEADER, Role.LABEL))
        yield from ((passage, head) for passage in figure.passages)


def _lists(page: PageText, passage: Passage, found: list[Member], context: bool) -> Iterator[StockList]:
    starts = [match.start() for match in _PART.finditer(passage.text)]
    for start, end in pairwise(sorted({0, *starts, len(passage.text)})):
        inside = tuple(member for member in found if start <= member.start < end)
        part = passage.text[start:end]
        if len({member.key for member in inside}) > 1:
            yield StockList(
                page,
                passage,
                start,
                end,
                inside,
                recommends=context and not _MEASURES.search(part),
                is_marked=bool(_MARKED.match(part.lstrip())) or passage.role is Role.ITEM,
                restates=bool(_RESTATES.search(part)),
                is_open=bool(_OPEN.match(passage.text, inside[-1].end) or _EXAMPLES.search(part)),
                is_example=bool(_EXAMPLES.search(part)),
            )


def known_lists(manuscript: Manuscript, known: Register) -> list[StockList]:
    """The lists of stocks that tables or the ledger have."""
    keys = {name: listings[0].ticker for name, listings in known.by_name.items()}
    return list(stock_lists(manuscript, keys, known.pattern))


_SHORTEST, _LONGEST, _MANY = 3, 5, 4


def supposed(manuscript: Manuscript) -> set[str]:
    """Items of enumerations that recommend, of four or more, which look like names of stocks."""
    found = set()
    for passage in manuscript.passages:
        if "、" not in passage.text or not RECOMMENDS.search(passage.text):
            continue
        for enumeration in enumerations(passage.text):
            forms = (*enumeration.first[-1:], *enumeration.items[1:-1], *enumeration.last[-1:])
            names = {form.text for form in forms if _looks_like_a_name(form.text)}
            if len(names) >= _MANY and len(names) > len(enumeration.items) - 2:
                found |= names
    return found


def _looks_like_a_name(text: str) -> bool:
    return _SHORTEST <= len(text) <= _LONGEST and all(map(is_han, text))
