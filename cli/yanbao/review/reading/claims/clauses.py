"""The clauses of a passage: each with what it is about, and what the clauses before it have said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, cast

from yanbao.diagnostics import Level, Mark
from yanbao.model.manuscript import Passage
from yanbao.review.findings import Finding, on
from yanbao.review.reading.chinese_numerals import value
from yanbao.review.reading.claims.said import Said
from yanbao.review.reading.claims.shown import is_any, shown_as, slip_of
from yanbao.review.reading.exhibits import Exhibit
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.skeletons import MEASURE, PERIOD, SUBJECT, Skeleton, Token
from yanbao.review.reading.spots import About, Range, Spot, spots

Kind = Literal["value", "change", "total", "ratio", "order"]

OTHER_CHAR = r"[^ⓈⓂⓅⓆⒹ＞＜≻≺Ⓡ▲▼②⑵∀∥＋Σ÷⌀⍉ℛℱΔⓎⒽⒺⒸⒻ→⇑⇓⊤⊥ⓁⒼⒶⒷ¬#≫↑↓↘Ⓦ⑤ⓃⓏ⨸，；：。（）()、/]"
CHAIN = rf"(?:[ⓈⓂⓅ（）()]|{OTHER_CHAR}{{1,8}}(?=[ⓈⓅ])){{0,12}}"
"""A subject, a measure and a period in any order; other words stand before a subject or a period only, since before a
measure they make another of it (海外收入). As long as those of reports are: how long a pattern takes is bounded by it.
"""

ANY_OTHER = re.compile(OTHER_CHAR)
_DIGITS = re.compile("[0-9]+|[一二两三四五六七八九十]")
IS_BAD = re.compile("不良|负债|亏损|违约|死亡|费用率|库存|存货")
"""What is better the less there is of it."""

BASE = "ⒸⒻⓎⒽ"
"""Before what something is compared with."""

_OF_ANYONE = re.compile("收入|营收|利润|毛利|净利|亏损|资产|负债|费用|EPS|ROE")
"""What a company has, an industry and a market, so that a caption must not say of whom it is."""

SOME = "?"  # a subject of whom nobody can tell whether what follows is of it
_SINCE = re.compile("以来|至今")
_DAYS = 360
_FORECAST = re.compile("预计|预测|预期")
OTHER = re.compile(
    r"有望|给予|目标|计划|规划|合理|将[在于达增下]|曾|此前|之前|原先|上一代|假设|若|如果|倘|条件|指引|市场预期|一致预期|低于预期|超出?预期"
    r"|上年同期(?:为|的)|去年同期(?:为|的)|情景|测算|可能|或将|预算|考核|每[上下增减升降]"
)
"""Words of a clause that speaks of what is not, or not yet, in an exhibit."""


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
    subject: str = ""
    value: float = 0.0
    quantity: Quantity | None = None
    """Of a claim of one cell: its subject, what it holds, and the number of the text."""

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


@dataclass(frozen=True, slots=True)
class Scope:
    """The exhibits that a passage may speak of, the nearest first, all of the report by subject (empty if they
    have none), those of its figures, and its day."""

    page: Sequence[Exhibit]
    section: Sequence[Exhibit]
    report: Mapping[str, Sequence[Exhibit]]
    shown: Sequence[Exhibit]
    issued: int
    own: str = ""
    """The company that the report is about."""

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
    spots: list[Spot] = field(default_factory=list)
    changed: list[Spot] = field(default_factory=list)
    read: set[int] = field(default_factory=set)

    @cached_property
    def text(self) -> str:
        return self.skeleton.text[self.start : self.end].rstrip("，；：。！？＋")

    @cached_property
    def written(self) -> str:
        start = self.skeleton.places[self.start - 1][1] if self.start else self.skeleton.start
        end = self.skeleton.places[self.end - 1][1]
        return self.skeleton.passage.text[start:end]

    @cached_property
    def numbers(self) -> list[int]:
        """Where its quantities are."""
        return [at for at, char in enumerate(self.text) if char == "Ⓠ"]

    def places(self, span: tuple[int, int], kinds: str = "Ⓠ") -> list[int]:
        """Where the tokens of some kinds are in a part of its text."""
        return [at for at in range(*span) if self.text[at] in kinds]

    def tokens(self, kind: str, start: int = 0, end: int | None = None) -> list[Token]:
        """Its tokens of a kind, between two places of its text."""
        return self.skeleton.of_kind(kind, self.start + start, self.start + (len(self.text) if end is None else end))

    def all_tokens(self, end: int, start: int = 0) -> list[Token]:
        first, last = self.start + start, self.start + end
        return [token for at, token in self.skeleton.tokens.items() if first <= at < last]

    def token(self, at: int) -> Token:
        return self.skeleton.tokens[self.start + at]

    def word(self, at: int) -> str:
        return self.skeleton.word(self.start + at)

    def count(self, at: int) -> int:
        """The number in a word such as 前五, 三年 or 四家, or of a quantity."""
        if self.skeleton.text[self.start + at] == "Ⓠ":
            return int(self.quantity(at).value)
        found = _DIGITS.search(self.word(at))
        return value(found[0]) if found else 2 if "次" in self.word(at) else 0

    def quantity(self, at: int) -> Quantity:
        return cast("Quantity", self.token(at).quantity)

    def about(self, end: int) -> About:
        """What it is about where the first ``end`` characters of it are read; what it compares with is not."""
        return self.filled(self.before.told(self._own(end)))

    def filled(self, about: About) -> About:
        """The same with the measure of the one chart that has its subject, if none is said."""
        if about.subject and not about.measure:  # the series of a chart that shows one measure
            for one in self.scope.page:
                plain = [measure for measure in one.measures if not measure.is_change]
                if one.periods and len(plain) == 1 and one.subject_of(about.subject) in one.subjects:
                    return replace(about, measure=min(plain[0].names, default=""))
        return about

    def _own(self, end: int) -> Iterator[Token]:
        for at, token in self.skeleton.tokens.items():
            is_base = at > 0 and self.skeleton.text[at - 1] in BASE
            if self.start <= at < self.start + end and not is_base and not self.is_since(token):
                yield token if self.is_itself(at, token) else replace(token, text=SOME)

    def is_since(self, token: Token) -> bool:
        """Whether it is only a part of the year from which on something is so: 2月以来首次."""
        if token.kind != PERIOD or not token.moment or not _SINCE.match(self.skeleton.passage.text, token.end):
            return False
        return token.moment[0] + token.moment[1] < _DAYS or token.moment[0] < self.scope.issued - _DAYS

    def is_itself(self, at: int, token: Token) -> bool:
        """Whether the name of a measure is no part of that of another: 海外收入, 净利润率."""
        text = self.skeleton.text
        before, behind = text[at - 1 : at], text[at + 1 : at + 2]
        return token.kind != MEASURE or not (ANY_OTHER.match(before) or behind in {"率", "比", "额", "量"})

    def find(self, about: About, *families: str, any_period: bool = False) -> list[Spot]:
        """The cells that may be meant: on the page, else in the section; of a subject that is named, anywhere."""
        named = self.scope.report.get(about.subject, ())
        if not about.subject:
            named = [one for one in named if not one.whose or not _OF_ANYONE.search(about.measure)]
        elsewhere = [one for one in self.scope.section if not one.whose or about.subject == one.whose]
        is_carried = about.subject == self.before.subject and not self.tokens(SUBJECT)
        own = [one for one in self.scope.near if one.has_own and not one.whose]  # what is of no subject at all
        whole = replace(about, subject="")
        searched = [(self.scope.page, about), (elsewhere, about), (named, about)]
        if about.subject == self.scope.own != "":
            searched.insert(1, (own, whole))
        elif about.subject not in {"", SOME} and is_carried:
            searched.append((own, whole))
        for exhibits, meant in searched:
            if found := spots(exhibits, meant, families, any_period=any_period):
                return found
        return []

    def cells(self, about: About, *families: str) -> list[Spot]:
        """Those of the cells that may be meant that have a number."""
        return [spot for spot in self.find(about, *families) if spot.value is not None]

    def by_unit(self, at: int) -> str:
        """The one measure of the page that has the unit of a quantity, which is not that of any amount of money."""
        family = self.quantity(at).family
        found = {one.label: one for exhibit in self.scope.page for one in exhibit.measures if one.family == family}
        is_told = len(found) == 1 and family not in {"", "%", "个百分点", "元", "倍", "次", "个", "家"}
        return min(next(iter(found.values())).names, default="") if is_told else ""

    def is_summed(self) -> bool:
        """Whether a clause before it says that what follows are totals: 六年合计，甲公司2,634亿元."""
        return bool(re.search("(?:^|[，；。])[^，；Ⓠ]*Σ[，：]", self.skeleton.text[: self.start]))

    def is_hypothetical(self) -> bool:
        """Whether it speaks of what is not, or not yet, in an exhibit: a forecast only of periods to come."""
        if _FORECAST.search(self.written):
            moment = self.about(len(self.text)).period
            return moment is None or moment[0] < self.scope.issued
        return bool(OTHER.search(self.written))

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

    def refuted(
        self,
        kind: Kind,
        at: int,
        what: str,
        options: Sequence[tuple[Spot, Range]],
        said: Quantity | None = None,
        *,
        sure: bool = True,
    ) -> Iterator[Claim]:
        """A claim at a quantity that is none of the numbers that it may be, the first of which is told.

        ``said`` is it with the sign that the words before it give.
        """
        quantity = self.quantity(at)
        if options and not quantity.is_bound and not is_any(said or quantity, [room for _, room in options]):
            spot, room = options[0]
            yield self.wrong_number(kind, at, what, room, spot.exhibit.label, sure=sure)

    def wrong_cell(self, at: int, spot: Spot, room: Range) -> Claim:
        """A claim at a quantity that is not that of its cell."""
        quantity, held = self.quantity(at), sum(room) / 2
        shown = f"{shown_as(held, quantity)} there{slip_of(quantity.value, held)}"
        message = f"'{self.quote(self.token(at))}' contradicts {spot.exhibit.label}: {spot.label} is {shown}"
        claim = self.claim("value", (at, at + 1), message)
        return replace(claim, subject=spot.subject, value=held, quantity=quantity)

    def wrong_number(self, kind: Kind, at: int, what: str, expected: Range, label: str, *, sure: bool = True) -> Claim:
        """A claim at a quantity that does not follow from cells."""
        quantity = self.quantity(at)
        shown = shown_as(sum(expected) / 2, quantity)
        message = f"'{self.quote(self.token(at))}': by {label}, {what} is {shown}"
        return self.claim(kind, (at, at + 1), message, sure=sure)
