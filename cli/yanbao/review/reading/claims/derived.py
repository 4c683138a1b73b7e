"""Claims of what follows from two others: PE, 总市值, 股息率, 净利率, and a quotient that the text defines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from yanbao.review.reading.claims.clauses import CHAIN, LINK, Claim, Clause
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.skeletons import MEASURE, SUBJECT
from yanbao.review.reading.spots import Range, agrees, ratio

_PRICE = ("收盘价", "股价", "最新价", "现价")
_REVENUE, _PROFIT = ("营业收入", "营收", "收入"), ("归母净利润", "净利润")
_STAFF = ("员工人数", "员工", "人数")
_FORMULAS = (
    (("PE", "市盈率"), _PRICE, "/", ("每股收益", "EPS")),
    (("PB", "市净率"), _PRICE, "/", ("每股净资产", "BPS")),
    (("总市值", "市值"), _PRICE, "*", ("总股本", "股本")),
    (("股息率",), ("每股派息", "每股分红", "每股股利"), "/", _PRICE),
    (("净利率", "销售净利率", "归母净利率"), _PROFIT, "/", _REVENUE),
    (("人均创收", "人均收入", "人均营收"), _REVENUE, "/", _STAFF),
    (("人均创利",), _PROFIT, "/", _STAFF),
)
"""What is said, and the two numbers that it is made from."""

_RESULT = re.compile(
    "人均创收|人均收入|人均营收|人均创利|净利率|销售净利率|归母净利率|股息率|总市值|市值|市盈率|市净率|PE|PB"
)
_DEFINED = re.compile("[（(](Ⓜ)[/÷](Ⓜ)[）)]")
_SAID = re.compile(rf"{CHAIN}{LINK}(?P<number>Ⓠ)$")
_LATER = re.compile(r"[0-9一二三四][年季]|Ⓟ")


def read(clause: Clause) -> Iterator[Claim]:
    """Claims of quotients and products that their two numbers do not make."""
    if match := _DEFINED.search(clause.text):
        over, under = (clause.token(match.start(group)).text for group in (1, 2))
        clause.said.definition = over, under
    if "Ⓠ" not in clause.text or clause.is_hypothetical() or clause.spots:
        return
    if clause.said.definition and (match := _SAID.match(clause.text)):
        yield from _defined(clause, match.start("number"), *clause.said.definition)
        return
    for match in re.finditer("Ⓠ", clause.text):
        before = _written(clause, match.start())
        names = list(_RESULT.finditer(before))
        if names and re.fullmatch(r"(?:仅|约|为|达到?|是|[（(]TTM[）)])*", before[names[-1].end() :]):
            yield from _derived(clause, match.start(), names[-1][0])


def _written(clause: Clause, at: int) -> str:
    """The text of a clause before a place, with the names of measures written out."""
    since = clause.text.rfind("Ⓠ", 0, at) + 1
    return "".join(
        clause.token(here).text if char == "Ⓜ" else char for here, char in enumerate(clause.text[since:at], since)
    )


def _derived(clause: Clause, at: int, name: str) -> Iterator[Claim]:
    quantity = clause.quantity(at)
    if quantity.is_bound or quantity.in_range:
        return
    for names, over, sign, under in _FORMULAS:
        if name in names:
            one, two = _number(clause, at, over), _number(clause, at, under)
            if not one or not two or one[0] <= 0 or two[0] <= 0:
                return
            expected = ratio(one, two) if sign == "/" else (one[0] * two[0], one[1] * two[1])
            if not agrees(quantity, expected):
                yield clause.wrong_number("ratio", at, f"{over[0]} {sign} {under[0]}", expected, "the numbers")
            return


def _number(clause: Clause, at: int, names: tuple[str, ...]) -> Range | None:
    """A number by its measure: of the text before, else of the cell of the subject."""
    is_new = any(token.text != clause.before.subject for token in clause.tokens(SUBJECT, 0, at))
    typed: dict[str, Quantity] = ({} if is_new else clause.said.measured) | _here(clause, at)
    for name in names:
        if (found := typed.get(name)) and found not in clause.said.doubted:
            return found.value - found.step / 2, found.value + found.step / 2
    about = clause.about(at)
    for name in names:
        for spot in clause.find(replace(about, measure=name)):
            if spot.value is not None and (spot.subject or (spot.period and about.is_dated)):
                return spot.room(spot.value)
    return None


def _here(clause: Clause, at: int) -> dict[str, Quantity]:
    found, measure = {}, ""
    for token in clause.all_tokens(at):
        if token.kind == MEASURE:
            measure = token.text
        elif token.quantity and measure:
            found[measure] = token.quantity
            measure = ""
    return found


def _defined(clause: Clause, at: int, over: str, under: str) -> Iterator[Claim]:
    quantity = clause.quantity(at)
    about = clause.about(at)
    if not clause.tokens(SUBJECT, 0, at) or quantity.family not in {"倍", "%"} or quantity.is_bound:
        return
    one = [spot for spot in clause.find(replace(about, measure=over)) if spot.value is not None]
    two = [spot for spot in clause.find(replace(about, measure=under)) if spot.value]
    if one and two:
        expected = ratio(one[0].room(one[0].value or 0), two[0].room(two[0].value or 0))
        if not agrees(quantity, expected):
            yield clause.wrong_number("ratio", at, f"{over} / {under}", expected, one[0].exhibit.label)
