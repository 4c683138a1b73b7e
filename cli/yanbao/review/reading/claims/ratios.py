"""Claims of what follows from two others: Ⓢ是Ⓢ的Ⓠ倍, PE, 总市值, 净利率, and a quotient that the text defines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from yanbao.review.reading.claims.clauses import CHAIN, Claim, Clause
from yanbao.review.reading.claims.shown import is_any
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.skeletons import MEASURE, SUBJECT
from yanbao.review.reading.spots import Range, agrees, ratio

_PRICE = ("收盘价", "股价", "最新价", "现价")
_REVENUE, _PROFIT = ("营业收入", "营收", "收入"), ("归母净利润", "净利润")
_STAFF = ("员工人数", "员工", "人数")
_FORMULAS = (
    (("PE", "市盈率", "P/E"), _PRICE, "/", ("每股收益", "EPS")),
    (("PB", "市净率", "P/B"), _PRICE, "/", ("每股净资产", "BPS")),
    (("总市值", "市值"), _PRICE, "*", ("总股本", "股本")),
    (("股息率",), ("每股派息", "每股分红", "每股股利"), "/", _PRICE),
    (("目标价",), ("每股收益", "EPS"), "*", ("市盈率", "PE", "P/E")),
    (("净利率", "销售净利率", "归母净利率"), _PROFIT, "/", _REVENUE),
    (("销售费用率",), ("销售费用",), "/", _REVENUE),
    (("管理费用率",), ("管理费用",), "/", _REVENUE),
    (("研发费用率",), ("研发费用", "研发投入"), "/", _REVENUE),
    (("人均创收", "人均收入", "人均营收"), _REVENUE, "/", _STAFF),
    (("人均创利",), _PROFIT, "/", _STAFF),
)
"""What is said, and the two numbers that it is made from."""

_NAMES = sorted((name for names, *_ in _FORMULAS for name in names), key=len, reverse=True)
_RESULT = re.compile(f"(?P<name>{'|'.join(_NAMES)})(?:[仅约为达到是]|[（(]TTM[）)]|大约|高达|只有|对应)*$")
_UPSIDE = re.compile("(?:上涨|上行|上升|涨幅|[0-9]%的)空间|较(?:现价|最新价|当前价|收盘价)[^，]*高")
_ROW = re.compile("Ⓜ∥?Ⓠ(?:[＋/]Ⓠ)+$")
_DEFINED = re.compile("[（(](?P<over>Ⓜ)[/÷](?P<under>Ⓜ)[）)]|(?P<one>Ⓜ)⨸(?P<two>Ⓜ)")
_TIMES = re.compile(rf"(?P<chain>{CHAIN})[＞＜→Ⓒ]?(?P<who>Ⓢ)(?P<more>[ⓂⓅ]?Ⓜ?)Ⓠ")
_TIMES_THEN = re.compile(rf"(?P<chain>{CHAIN})[＞＜→Ⓒ]?(?P<who>Ⓟ)Ⓜ?Ⓠ")
_TIMES_OF = re.compile(rf"(?P<chain>{CHAIN})[＞＜→Ⓒ]?(?P<who>Ⓜ)Ⓠ")


def define(clause: Clause) -> None:
    """Remembers the quotient that a bracket defines."""
    if match := _DEFINED.search(clause.text):
        groups = ("over", "under") if match["over"] else ("one", "two")
        over, under = (clause.token(match.start(group)).text for group in groups)
        clause.said.definition = over, under


def read(clause: Clause, start: int, at: int) -> Iterator[Claim] | None:
    """The claim of a quotient or product; None if the number is none."""
    quantity = clause.quantity(at)
    segment = clause.text[start : at + 1]
    is_of = clause.tokens(SUBJECT, 0, at) and quantity.family in {"倍", "%"}
    if clause.said.definition and (is_of or "/" in quantity.family):
        return _defined(clause, at, *clause.said.definition)
    if quantity.family == "倍" and re.search("▲.{0,3}▼Ⓠ$", segment) and clause.about(at).measure:
        return _extremes(clause, at)
    if quantity.family == "%" and _UPSIDE.search(clause.written):
        return _upside(clause, at)
    if (found := _derived(clause, start, at)) is not None:
        return found
    is_part = quantity.family == "%" and (quantity.unit in {"成", "分之"} or "相当于" in clause.written)
    if quantity.family == "倍" and start and segment == "Ⓠ":
        return _of_typed(clause, at)
    if quantity.family == "倍" or is_part:
        match = _TIMES.fullmatch(segment) if _is_of(clause, at) else None
        if match and (
            "Ⓢ" in match["chain"] or clause.before.subject not in {"", clause.token(start + match.start("who")).text}
        ):
            return _times(clause, start, at, match)
        match = _TIMES_THEN.fullmatch(segment) if _is_of(clause, at) else None
        if match and quantity.family == "倍" and ("Ⓜ" in match["chain"] or clause.before.measure):
            return _then(clause, start + match.start("who"), at)
        if _is_of(clause, at) and (match := _TIMES_OF.fullmatch(segment)) and not clause.find(clause.about(at), "倍"):
            return _times(clause, start, at, match)
    return None


def _is_of(clause: Clause, at: int) -> bool:
    """Whether a number is said to be that many times what stands before it: 甲公司的3倍, not 甲公司3倍."""
    end = clause.token(at).start
    start = max((token.end for token in clause.all_tokens(at)), default=end)
    return "的" in clause.skeleton.passage.text[start:end]


def _room(quantity: Quantity) -> Range:
    return quantity.value - quantity.step / 2, quantity.value + quantity.step / 2


def _of_typed(clause: Clause, at: int) -> Iterator[Claim]:
    """Ⓠ，是Ⓢ的Ⓠ的Ⓠ倍: both numbers are told."""
    earlier = [*clause.said.quantities, *(clause.quantity(one) for one in clause.numbers if one < at)]
    alike = [one for one in earlier[:-1] if one.family == earlier[-1].family]
    if alike and earlier[-1].value > 0 and alike[-1] not in clause.said.doubted:
        yield from _checked(clause, at, [ratio(alike[-1].room, earlier[-1].room)])


def _checked(clause: Clause, at: int, options: list[Range]) -> Iterator[Claim]:
    quantity = clause.quantity(at)
    if options and not quantity.is_bound and not _is_near(_loose(clause, at), options):
        yield clause.wrong_number("ratio", at, "that", options[0], "the numbers")


def _is_near(quantity: Quantity, options: list[Range]) -> bool:
    """Whether a multiple is meant: 约三倍 is not 2.1, though its last digit is 1."""
    if quantity.bound == "below" and any(low <= quantity.value for low, _ in options):
        return True
    if quantity.family == "倍" and not quantity.bound:
        return any(low - quantity.step / 2 <= quantity.value <= high + quantity.step / 2 for low, high in options)
    if quantity.family != "倍" or quantity.bound not in {"about", "near"}:
        return is_any(quantity, options)
    room = max(0.5 * quantity.step, 0.12 * quantity.value)
    return any(low - room <= quantity.value <= high + room for low, high in options)


def _loose(clause: Clause, at: int) -> Quantity:
    """A multiple in words, such as 三倍, is about that."""
    quantity = clause.quantity(at)
    if "＜" in clause.text[:at].rpartition("Ⓠ")[2]:
        return replace(quantity, bound="below")
    written = clause.skeleton.passage.text[max(0, quantity.start - 6) : quantity.start]
    if quantity.bound == "" and re.search("[约近]", written):
        return replace(quantity, bound="about")
    return quantity


def _times(clause: Clause, start: int, at: int, match: re.Match[str]) -> Iterator[Claim]:
    """ⓈⓂ是Ⓢ的Ⓠ倍, Ⓟ为Ⓜ的Ⓠ倍"""
    who = start + match.start("who")
    other, about = clause.token(who), clause.about(who)
    options: list[Range] = []
    if other.kind == MEASURE:
        quantity = clause.quantity(at)
        found = clause.find(clause.about(at).told([other]))
        if not clause.about(who).measure or not found or found[0].measure.family == quantity.family:
            return
        unders = [spot for spot in found if spot.value and spot.value > 0]
        over = clause.said.quantities[-1:] if "其" in clause.written or not clause.all_tokens(who) else []
        if over and over[0].family == found[0].measure.family:
            options = [ratio(over[0].room, one.rounded) for one in unders if over[0] not in clause.said.doubted]
        else:
            overs = [spot for spot in clause.find(about) if spot.value and spot.value > 0]
            options = [
                ratio(a.rounded, b.rounded)
                for a in overs
                for b in unders
                if a.exhibit is b.exhibit and a.measure.family == b.measure.family and a.measure != b.measure
            ]
    else:
        about = about.told(clause.tokens(MEASURE, who, at))
        for spot in clause.find(about) if about.measure else ():
            name = spot.exhibit.subject_of(other.text)
            value, whole = spot.value, spot.exhibit.value(name, spot.period, spot.measure)
            if value is not None and whole and whole > 0 and value > 0 and spot.subject != name:
                options.append(ratio(spot.room(value), spot.room(whole)))
    yield from _checked(clause, at, options)


def _extremes(clause: Clause, at: int) -> Iterator[Claim]:
    """最高者为最低者的Ⓠ倍"""
    about = clause.before
    for exhibit in clause.scope.near:
        for measure in exhibit.measures:
            values = list(exhibit.ranking(measure, about.period if exhibit.periods else None).values())
            if about.measure in measure.names and len(values) > 2 and min(values) > 0:
                times = max(values) / min(values)
                yield from _checked(clause, at, [(times, times)])
                return


def _then(clause: Clause, who: int, at: int) -> Iterator[Claim]:
    """ⓅⓂ为Ⓟ的Ⓠ倍"""
    other, about = clause.token(who), clause.about(who)
    found = [spot for spot in clause.find(about) if spot.value and other.moment != spot.period] if about.measure else []
    options = [
        ratio(spot.rounded, spot.room(earlier))
        for spot in found
        if (earlier := spot.at(other.moment)) and earlier > 0 and (spot.value or 0) > 0
    ]
    yield from _checked(clause, at, options)


def _derived(clause: Clause, start: int, at: int) -> Iterator[Claim] | None:
    """PE, 市值 and the like, by the name that stands before the number, if it is no cell itself."""
    first, last = clause.skeleton.place(clause.start + start, clause.start + at + 1)[0], clause.token(at).start
    match = _RESULT.search(clause.skeleton.passage.text[first:last])
    named = [place for place in range(start, at) if clause.text[place] == MEASURE]
    if named and not clause.is_itself(clause.start + named[-1], clause.token(named[-1])):
        return None  # of a word before it: 合理市值
    if not match or clause.find(clause.about(at), clause.quantity(at).family):
        return None
    return _by_formula(clause, at, match["name"])


def card(clause: Clause, at: int, label: str) -> Iterator[Claim]:
    """A key figure that follows from two others: 总市值 of 收盘价 and 总股本."""
    if any(label in names for names, *_ in _FORMULAS):
        yield from _by_formula(clause, at, label)


def _by_formula(clause: Clause, at: int, name: str) -> Iterator[Claim]:
    quantity = clause.quantity(at)
    _, over, sign, under = next(one for one in _FORMULAS if name in one[0])
    is_typed = name == "目标价"  # of the earnings and the multiple that it says, whatever the cells are
    one, two = (_number(clause, at, names, is_typed=is_typed) for names in (over, under))
    if quantity.is_bound or quantity.in_range or not one or not two or one[0] <= 0 or two[0] <= 0:
        return
    options = ratio(one, two) if sign == "/" else (one[0] * two[0], one[1] * two[1])
    if not agrees(quantity, options):
        yield clause.wrong_number("ratio", at, f"{over[0]} {sign} {under[0]}", options, "the numbers")


def _upside(clause: Clause, at: int) -> Iterator[Claim]:
    """目标价Ⓠ，较现价有Ⓠ的上涨空间"""
    quantity, target = clause.quantity(at), _number(clause, at, ("目标价",))
    now = replace(clause.about(at), period=None, is_dated=False)
    cells = [spot for name in _PRICE for spot in clause.find(replace(now, measure=name)) if spot.value]
    price = cells[0].held if cells else _number(clause, at, _PRICE)
    if target and price and price[0] > 0 and not quantity.is_bound and not quantity.in_range:
        low, high = ratio(target, price)
        if not agrees(quantity, (low - 1, high - 1)):
            yield clause.wrong_number("ratio", at, "target / price - 1", (low - 1, high - 1), "the numbers")


def listed(clause: Clause) -> Iterator[Claim]:
    """PE分别为Ⓠ、Ⓠ of a price and as many EPS."""
    match = _ROW.search(clause.text)
    name = clause.token(match.start()).text if match else ""
    formula = next((one for one in _FORMULAS if name.endswith(one[0])), None) if name else None
    if not match or not formula or clause.find(clause.about(match.end())):
        return
    numbers = clause.places(match.span())
    _, over, sign, under = formula
    one = _number(clause, numbers[0], over)
    rows = next((row for key, row in clause.said.lists.items() if key.endswith(under)), [])
    if one and len(rows) == len(numbers) and sign == "/":
        for at, two in zip(numbers, rows, strict=True):
            clause.read.add(at)
            if not agrees(clause.quantity(at), ratio(one, two.room)):
                yield clause.wrong_number("ratio", at, f"{over[0]} / {under[0]}", ratio(one, two.room), "the numbers")


def _number(clause: Clause, at: int, names: tuple[str, ...], *, is_typed: bool = False) -> Range | None:
    """A number by its measure: of the text before, else (unless it must be typed) of the cell of the subject."""
    is_new = any(token.text != clause.before.subject for token in clause.tokens(SUBJECT, 0, at)) and bool(
        clause.before.subject
    )
    period = clause.about(at).period
    typed = {} if is_new else {name: one for name, (one, then) in clause.said.measured.items() if then == period}
    typed |= _here(clause, at)
    for name in names:
        if (
            found := next((one for key, one in typed.items() if key.endswith(name)), None)
        ) and found not in clause.said.doubted:
            return _room(found)
    about = clause.about(at)
    for name in () if is_typed else names:
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
    quantity, about = clause.quantity(at), clause.about(at)
    one = clause.cells(replace(about, measure=over))
    two = [spot for spot in clause.cells(replace(about, measure=under)) if spot.value]
    if not one or not two or quantity.is_bound:
        return
    is_quotient = "/" not in quantity.family or quantity.family == f"{one[0].measure.family}/{two[0].measure.family}"
    options = ratio(one[0].rounded, two[0].rounded)
    if is_quotient and not agrees(quantity, options):
        yield clause.wrong_number("ratio", at, f"{over} / {under}", options, one[0].exhibit.label)
