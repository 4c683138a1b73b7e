"""The clauses of a passage: each with what it is about, and what the clauses before it have said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, cast

from yanbao.characters import is_digits
from yanbao.diagnostics import Level, Mark
from yanbao.formatting import number, percent
from yanbao.model.manuscript import Passage
from yanbao.model.words import WordLists
from yanbao.review.findings import Finding, on
from yanbao.review.reading.exhibits import Exhibit
from yanbao.review.reading.patterns import either
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.sentences import once
from yanbao.review.reading.skeletons import MEASURE, PERIOD, QUANTITY, SUBJECT, Names, Skeleton, Token, skeletons
from yanbao.review.reading.spots import About, Range, Spot, agrees, spots

Kind = Literal["value", "change", "total", "ratio", "order"]

FILL = (
    r"(?:的|在|于|其中?|公司|集团|实现|完成|录得|取得|达成|拥有|累计|预计|我们|已|则|当期|单季度?|全年|全国|合并|整体|最新|同期|图中|报|[①-⑨\s“”]"
    r"|我国|(?:新增|净增)(?=Ⓜ)|国内(?=Ⓜ)|行业(?=Ⓜ))"
)
LINKS = rf"[ⓈⓂⓅ]|{FILL}"
CHAIN = rf"(?:{LINKS}){{0,16}}"
"""A subject, a measure and a period in any order, with nothing else but words that say nothing. As long as those of
reports are: how long a pattern takes is bounded by it.
"""

LINK = r"(?:[了约为是有近超逾达仅至到共的，：]|超过|不足|不到|接近|至少|高达){0,8}+"
IS_BAD = re.compile("不良|负债|亏损|违约|死亡|费用率|库存|存货")
"""What is better the less there is of it."""

NUMERAL = "[一二两三四五六七八九十]"
_HAN = {digit: value for value, digit in enumerate("一二三四五六七八九十", 1)} | {"两": 2}

_FURTHER = re.compile(
    f"(?:(?:{NUMERAL}|[0-9])+个?(?:年|月|季度)[间来内]?)?(?:同比|环比|增速|增幅|[降跌涨]幅|较|占比|复合|累计|再|[增升涨降跌]|[上下回][升涨降跌滑落])"
)
"""What begins a clause that says more of the number before it."""

_THAN = re.compile("(?:与|较|比|相较于?|相比)$")
_LEAD = re.compile(rf"(?:而|但|同时|此外|另外|不过|另一方面|一方面)?(?:{LINKS}|、|和|及|与|[（(]Ⓢ[）)]){{0,24}}")
_SOME = "?"  # a subject of whom nobody can tell whether what follows is of it
_SLIP = 1e-3  # by which a power of ten may be missed
_CLAUSE = re.compile(r"[^，；：。！？]+[，；：。！？]?")
_FORECAST = re.compile("预计|预测|预期")
OTHER = re.compile(
    r"有望|目标|计划|规划|将[在于达增下]|曾|此前|之前|原先|上一代|假设|若|如果|倘|条件|指引|市场预期|一致预期|低于预期|超出?预期"
    r"|上年同期(?:为|的)|去年同期(?:为|的)|情景|测算|可能|或将|预算|考核"
)
"""Words of a clause that speaks of what is not, or not yet, in an exhibit."""


class Words:
    """Patterns made of the verbs of rising and falling."""

    def __init__(self, lists: WordLists) -> None:
        up, down, less = map(either, (lists.rising, lists.falling, lists.narrowing))
        self.up = rf"(?:{up}|多出?|高出?|改善|回暖|向好)"
        self.down = rf"(?:{down}|少|低|恶化|走弱|转弱)"
        self.verb = rf"(?:(?P<up>{self.up})|(?P<down>{self.down})|(?P<less>{less}))"
        self.lists = lists


@once
def words_for(lists: WordLists) -> Words:
    return Words(lists)


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim that does not hold, at ``start`` to ``end`` of a passage, with what the exhibit says."""

    kind: Kind
    passage: Passage
    start: int
    end: int
    message: str
    remedy: str
    is_certain: bool = True

    @property
    def mark(self) -> Mark:
        return self.passage.place(self.start, self.end)[0]

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def finding(self) -> Finding:
        """What a rule tells of it."""
        level = None if self.is_certain else Level.HINT
        return on(self.passage, self.start, self.end, self.message, self.remedy, level)


@dataclass
class Said:
    """What the clauses before have said: the last cell and quantity, all quantities, and a total of cells."""

    spots: list[Spot] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    measured: dict[str, Quantity] = field(default_factory=dict)
    total: tuple[str, Range] | None = None
    base: Token | None = None
    definition: tuple[str, str] | None = None
    listed: list[About] = field(default_factory=list)
    doubted: list[Quantity] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Scope:
    """The exhibits that a passage may speak of, the nearest first, and the day of the report as an ordinal."""

    page: Sequence[Exhibit]
    section: Sequence[Exhibit]
    report: Sequence[Exhibit]
    issued: int

    @property
    def near(self) -> Sequence[Exhibit]:
        return self.page or self.section


@dataclass
class Clause:
    """A part of a sentence between commas. ``before`` is what it is about at its start, ``said`` what is known then."""

    skeleton: Skeleton
    start: int
    end: int
    before: About
    said: Said
    scope: Scope
    words: Words
    spots: list[Spot] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        return self.skeleton.text[self.start : self.end].rstrip("，；：。！？")

    @cached_property
    def written(self) -> str:
        start, end = self.skeleton.place(self.start, self.start + max(1, len(self.text)))
        return self.skeleton.passage.text[start:end]

    def tokens(self, kind: str, start: int = 0, end: int | None = None) -> list[Token]:
        """Its tokens of a kind, between two places of its text."""
        return self.skeleton.of_kind(kind, self.start + start, self.start + (len(self.text) if end is None else end))

    def all_tokens(self, end: int) -> list[Token]:
        return [token for at, token in self.skeleton.tokens.items() if self.start <= at < self.start + end]

    def token(self, at: int) -> Token:
        return self.skeleton.tokens[self.start + at]

    def quantity(self, at: int) -> Quantity:
        return cast("Quantity", self.token(at).quantity)

    def about(self, end: int) -> About:
        """What it is about where the first ``end`` characters of it are read."""
        return self.before.told(self.all_tokens(end))

    def find(self, about: About, *families: str, any_period: bool = False) -> list[Spot]:
        """The cells that may be meant: on the page, else in the section; of a subject that is named, anywhere."""
        for exhibits in (self.scope.page, self.scope.section, self.scope.report if about.subject else ()):
            if found := spots(exhibits, about, families, any_period=any_period):
                return [one for one in found if one.exhibit.subjects or exhibits is not self.scope.report]
        return []

    def is_hypothetical(self) -> bool:
        """Whether it speaks of what is not, or not yet, in an exhibit: a forecast only of periods to come."""
        if _FORECAST.search(self.text):
            moment = self.about(len(self.text)).period
            return moment is None or moment[0] < self.scope.issued
        return bool(OTHER.search(self.text))

    def doubt(self, claim: Claim) -> None:
        """Remembers that the quantities of a claim are wrong, so that what follows from them is not told too."""
        found = [token.quantity for token in self.skeleton.tokens.values() if claim.start <= token.start < claim.end]
        self.said.doubted += [one for one in found if one]

    def quote(self, token: Token) -> str:
        return self.skeleton.passage.text[token.start : token.end]

    def claim(
        self, kind: Kind, span: tuple[int, int], message: str, remedy: str = "correct one of them", *, sure: bool = True
    ) -> Claim:
        """A claim at a part of its text that does not hold."""
        start, end = self.skeleton.place(self.start + span[0], self.start + span[1])
        return Claim(kind, self.skeleton.passage, start, end, message, remedy, sure)

    def wrong_number(self, kind: Kind, at: int, what: str, expected: Range, label: str, *, sure: bool = True) -> Claim:
        """A claim at a quantity that does not follow from cells."""
        quantity = self.quantity(at)
        shown = shown_as(sum(expected) / 2, quantity)
        message = f"'{self.quote(self.token(at))}': by {label}, {what} is {shown}"
        return self.claim(kind, (at, at + 1), message, sure=sure)


def clauses(passage: Passage, first: About, scope: Scope, names: Names, words: Words) -> Iterator[Clause]:
    """The clauses of a passage in order; what is said of one is carried to those after it."""
    about, said = first, Said()
    for skeleton in skeletons(passage, names):
        said.base = said.definition = None
        for match in _CLAUSE.finditer(skeleton.text):
            clause = Clause(skeleton, match.start(), match.end(), about, said, scope, words)
            yield clause
            about = _carried(clause)
            _note(clause, said)


def _carried(clause: Clause) -> About:
    """What the clauses after it are about: a subject or period that it compares with is not what it is about."""
    lead = _LEAD.match(clause.text)
    end = clause.start + (lead.end() if lead else 0)
    tokens = [
        token
        for at, token in clause.skeleton.tokens.items()
        if clause.start <= at < clause.end
        and not (token.kind == PERIOD and _THAN.search(clause.skeleton.text, 0, at))
        and not (token.kind == SUBJECT and at >= end)
    ]
    subjects = [token for token in tokens if token.kind == SUBJECT]
    if len(subjects) > 1 and "、" not in clause.text:
        tokens = [token for token in tokens if token.kind != SUBJECT or token is subjects[0]]
    about = clause.before.told(tokens)
    if not about.subject and SUBJECT in clause.text:
        about = replace(about, subject=_SOME)
    if clause.spots and clause.spots[0].measure.names and not any(token.kind == MEASURE for token in tokens):
        return about if about.measure in clause.spots[0].measure.names else replace(about, measure=clause.spots[0].name)
    is_of_other = "Ⓠ" in clause.text and not clause.spots and not _FURTHER.match(clause.text)
    is_named = any(token.kind == MEASURE for token in tokens)
    return replace(about, measure="") if is_of_other and not is_named else about


def _note(clause: Clause, said: Said) -> None:
    """Remembers the quantities of a clause, each with the measure named last before it."""
    if clause.spots or ("Ⓠ" in clause.text and not _FURTHER.match(clause.text)):
        said.spots = clause.spots
    measure = ""
    for at, token in clause.skeleton.tokens.items():
        if not clause.start <= at < clause.end:
            continue
        if token.kind == SUBJECT and token.text != clause.before.subject:
            said.measured.clear()
        elif token.kind == MEASURE:
            measure = token.text
        elif token.kind == QUANTITY and token.quantity:
            said.quantities.append(token.quantity)
            if measure:
                said.measured[measure] = token.quantity
                measure = ""
        elif token.kind == PERIOD and _THAN.search(clause.skeleton.text, 0, at):
            said.base = token


def count_of(text: str) -> int:
    """A small number in Chinese or digits; 0 if it is none."""
    return int(text) if is_digits(text) else _HAN.get(text, 0)


def shown_as(value: float, like: Quantity) -> str:
    """A number in the form of a quantity of the text."""
    if like.family == "%":
        return percent(value, max(1, like.decimals))
    scale = like.step * 10**like.decimals
    return number(value / scale, like.decimals, group=True) + like.power + like.unit


def slip_of(said: float, held: float) -> str:
    """What a message adds if a number is wrong by a power of ten, as 万 is for 亿."""
    times = abs(held / said) if said and held else 0.0
    for power in (1e1, 1e2, 1e3, 1e4, 1e8):
        for one, word in ((times, "less"), (1 / times if times else 0.0, "more")):
            if abs(one / power - 1) < _SLIP:
                return f", {power:,.0f} times {'more' if word == 'less' else 'less'}"
    return ""


def is_any(quantity: Quantity, expected: Sequence[Range], *, size_only: bool = False) -> bool:
    return any(agrees(quantity, one, size_only=size_only) for one in expected)
