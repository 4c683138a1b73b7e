"""Claims of what cells come to, and what one is of another: 合计Ⓠ, 占Ⓠ的Ⓠ, Ⓢ是Ⓢ的Ⓠ倍, 均值Ⓠ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from yanbao.periods import Moment
from yanbao.review.reading.claims.clauses import CHAIN, LINK, NUMERAL, Claim, Clause, count_of, is_any
from yanbao.review.reading.exhibits import Exhibit, Measure
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.skeletons import MEASURE, PERIOD, SUBJECT, Token
from yanbao.review.reading.spots import About, Range, Spot, agrees, is_within, ratio

_NOT_ADDED = re.compile("率|均|比|价|倍|速|幅|指数|得分|评分|PE|PB|EPS")
_FLOW = re.compile("新增|净增|增量|净流|变动|变化")
_SUM = re.compile(
    rf"(?P<who>(?:Ⓢ(?:、|和|及|与|以及))*)(?P<chain>{CHAIN}|[^，；：。ⓆⒹ]{{0,16}}?)(?:合计|共计|总计|累计|加总)(?P<of>{CHAIN})(?:新增|[一-鿿]{{2}})?{LINK}(?P<number>Ⓠ)"
)
_MANY = re.compile(
    rf"前(?P<top>{NUMERAL})|(?P<all>{NUMERAL}|[0-9]{{1,2}})(?:家|个(?!季度|月)|大|者)|(?P<spans>{NUMERAL})(?:年|个季度|个月)(?:间|来|内)?"
)
_SHARE = re.compile(
    r"(?:一家|独家|单独)?占(?P<of>比)?(?:达到?|[了约为近超]){0,6}+"
    r"(?:(?:全国|全球|全部|行业|合计|总数|总量|总额|其|[ⓂⓈ的]){0,8}(?P<whole>Ⓠ)的|(?P<base>Ⓜ)的?(?:比重|比例)?(?:为|达|约)?|(?P<span>全年|Ⓟ)[的Ⓜ]{0,4})?(?:约|近|超)?(?P<number>Ⓠ)$"
)
_OF = re.compile(
    rf"{CHAIN}(?<=Ⓢ)占Ⓢ(?:Ⓜ|的|比重|比例|份额|占比)+(?:由|从)(?P<first>Ⓟ)的{LINK}(?P<from>Ⓠ)"
    rf"(?:下?降|提?升|上升|回升|回落|提高|扩大|增)至(?P<last>Ⓟ)的{LINK}(?P<to>Ⓠ)"
)
_TIMES = re.compile(
    rf"^(?P<chain>{CHAIN})(?P<near>接近|近|约|大约|已|仅|大致)*(?:为|是|相当于|达到|达|接近)(?P<near2>接近|近|约)?"
    rf"(?P<who>Ⓢ|其?(?=Ⓟ?Ⓜ))(?P<more>(?:的|Ⓜ|Ⓟ|同期)*)(?P<under>Ⓠ)?的?(?P<near3>接近|近|约|超过|超)?(?P<number>Ⓠ)(?:左右|以上)?$"
)


def read(clause: Clause) -> Iterator[Claim]:
    """Claims of sums, shares, multiples and averages that cells do not make."""
    if "Ⓠ" not in clause.text or clause.is_hypothetical():
        return
    if match := _OF.match(clause.text):
        yield from _shares_of(clause, match)
    elif match := _TIMES.match(clause.text):
        yield from _times(clause, match)
    elif match := _SUM.search(clause.text):
        yield from _sum(clause, match)
    if match := _SHARE.search(clause.text):
        yield from _share(clause, match)


def is_added(measure: Measure) -> bool:
    """Whether numbers of a measure have a sum."""
    return (
        measure.family not in {"%", "倍", "点", "个百分点"}
        and "/" not in measure.family
        and not _NOT_ADDED.search(measure.label)
    )


def is_flow(spot: Spot) -> bool:
    """Whether numbers are themselves additions: new loans, net inflows."""
    return bool(_FLOW.search(spot.exhibit.caption) or _FLOW.search(spot.measure.label))


def over_parts(clause: Clause, about: About, family: str) -> list[tuple[Spot, Range]]:
    """The sums of the parts of a period, of which an exhibit has each: a year of quarters."""
    if about.period is None:
        return []
    found = []
    for spot in clause.find(about, family, any_period=True):
        parts = [(period, value) for period, value in spot.series if is_within(period, about.period)]
        if len(parts) > 1 and is_added(spot.measure) and _covers([period for period, _ in parts], about.period):
            found.append((spot, _total(spot.measure, [value for _, value in parts])))
    return found


def _covers(parts: list[Moment], whole: Moment) -> bool:
    """Whether parts without gaps make a period: their ends are its own, and each begins after the one before."""
    parts = sorted(parts)
    joined = all(-later[1] == earlier[0] + 1 for earlier, later in pairwise(parts))
    return joined and parts[0][1] == whole[1] and parts[-1][0] == whole[0]


def _total(measure: Measure, values: Iterable[float]) -> Range:
    values = list(values)
    room = measure.step / 2 * len(values)
    return sum(values) - room, sum(values) + room


def _sum(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    at = match.start("number")
    quantity, about = clause.quantity(at), clause.about(at)
    tokens = clause.all_tokens(at)
    who = [token.text for token in tokens if token.kind == SUBJECT]
    many = _MANY.search(clause.text[:at]) or _MANY.search(clause.skeleton.text, 0, clause.start + at)
    found = [
        (what, room)
        for spot in _rows(clause, about, quantity)
        for what, room in _sums(spot, who, many, clause.tokens(PERIOD, 0, at))
    ]
    if not found:
        return
    clause.said.total = (quantity.family, (quantity.value, quantity.value))
    if quantity.is_bound or quantity.in_range or is_any(quantity, [room for _, room in found]):
        return
    spot = _rows(clause, about, quantity)[0]
    yield clause.wrong_number("total", at, f"{spot.measure.label} of {found[0][0]}", found[0][1], spot.exhibit.label)


def _rows(clause: Clause, about: About, quantity: Quantity) -> list[Spot]:
    """The cells of any one subject of the exhibits that a sum may be of; a list of subjects need no measure."""
    for exhibits in (clause.scope.page, clause.scope.section, clause.scope.report):
        found = [
            spot
            for exhibit in exhibits
            for name in ([about.measure] if about.measure else exhibit.measured_in(quantity.family))
            for spot in clause.find(replace(about, measure=name, subject=_any(exhibit, about)), any_period=True)
            if spot.exhibit is exhibit and spot.measure.family == quantity.family and is_added(spot.measure)
        ]
        if found or not about.measure:
            return found
    return []


def _any(exhibit: Exhibit, about: About) -> str:
    """The subject of a series, or any subject of a table."""
    if exhibit.periods:
        return exhibit.names.get(about.subject, about.subject)
    return exhibit.subjects[0] if exhibit.subjects else ""


def _sums(spot: Spot, who: list[str], many: re.Match[str] | None, told: list[Token]) -> Iterator[tuple[str, Range]]:
    exhibit, measure = spot.exhibit, spot.measure
    if exhibit.periods:
        values = [value for _, value in spot.series]
        moments = [token.moment for token in told if token.moment]
        if len(moments) == 2 and len(told) == 2:
            first, last = moments
            inside = [value for moment, value in spot.series if first[1] >= moment[1] and moment[0] <= last[0]]
            if set(moments) <= {moment for moment, _ in spot.series}:
                yield "these periods", _total(spot.measure, inside)
        elif many and many["spans"] and count_of(many["spans"]) == len(values) == len(exhibit.periods):
            yield "all periods", _total(measure, values)
        return
    ranked = exhibit.ranking(measure, spot.period)
    names = [exhibit.names.get(name, name) for name in who]
    if len(names) > 1:
        if all(name in ranked for name in names) and len(set(names)) == len(names):
            yield "、".join(names), _total(measure, [ranked[name] for name in names])
    elif many and many["top"] and count_of(many["top"]) < len(ranked):
        top = sorted(ranked.values(), reverse=True)[: count_of(many["top"])]
        yield f"the first {len(top)}", _total(measure, top)
    elif many and many["all"] and count_of(many["all"]) == len(ranked) == len(exhibit.subjects):
        yield f"all {len(ranked)}", _total(measure, ranked.values())


def _share(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    at = match.start("number")
    quantity = clause.quantity(at)
    if quantity.family != "%" or quantity.is_bound or quantity.in_range:
        return
    over = clause.said.quantities[-1] if clause.said.quantities else None
    earlier = [token.quantity for token in clause.tokens("Ⓠ", 0, match.start()) if token.quantity]
    over = earlier[-1] if earlier else over
    if over in clause.said.doubted:
        return
    if match["whole"]:
        whole = clause.quantity(match.start("whole"))
        if over and over.family == whole.family and not over.in_range and over.value < whole.value:
            yield from _checked(clause, at, ratio(_room(over), _room(whole)), "that share")
        return
    if match["base"]:
        yield from _of_measure(clause, at, clause.token(match.start("base")), over)
        return
    if match["span"]:
        about = clause.about(match.start("number"))
        family = over.family if over else ""
        for _, total in over_parts(clause, about, family)[:1] if over else ():
            yield from _checked(clause, at, ratio(_room(over), total), "that share") if over else ()
        return
    if match["of"]:
        yield from _part(clause, at) if not clause.all_tokens(match.start()) else ()
        return
    subject = clause.tokens(SUBJECT, 0, match.start())
    if clause.said.total and len(subject) == 1 and clause.text[: match.start()].endswith("Ⓢ"):
        family, total = clause.said.total
        spots = [spot for spot in clause.find(clause.about(match.start()), family) if spot.value is not None]
        if spots:
            yield from _checked(clause, at, ratio(spots[0].room(spots[0].value or 0), total), "its share")


def _of_measure(clause: Clause, at: int, base: Token, over: Quantity | None) -> Iterator[Claim]:
    """占Ⓜ的Ⓠ: of another measure of the same subject and period."""
    about = clause.about(at).told([base])
    wholes = [spot for spot in clause.find(about) if spot.value and spot.value > 0]
    if over and wholes and over.family == wholes[0].measure.family and 0 < over.value < (wholes[0].value or 0):
        yield from _checked(clause, at, ratio(_room(over), wholes[0].room(wholes[0].value or 0)), "that share")


def _part(clause: Clause, at: int) -> Iterator[Claim]:
    """占比Ⓠ behind the number of a part: of the number of the whole that its chart has beside it."""
    for spot in clause.said.spots:
        alike = [one for one in spot.exhibit.measures if spot.subject and one.family == spot.measure.family]
        wholes = [whole for one in alike if (whole := spot.exhibit.value("", spot.period, one))]
        is_doubted = bool(clause.said.quantities) and clause.said.quantities[-1] in clause.said.doubted
        if len(wholes) == 1 and spot.value and not is_doubted:
            yield from _checked(clause, at, ratio(spot.room(spot.value), spot.room(wholes[0])), "that share")


def _checked(clause: Clause, at: int, expected: Range, what: str) -> Iterator[Claim]:
    if not agrees(clause.quantity(at), expected):
        yield clause.wrong_number("total", at, what, expected, "the numbers")


def _room(quantity: Quantity) -> Range:
    half = quantity.step / 2
    return quantity.value - half, quantity.value + half


def _shares_of(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    """ⓈⓈ: the share of one subject in another, at two periods."""
    one, other = clause.tokens(SUBJECT, 0, match.start("first"))[-2:]
    for period, at in (("first", match.start("from")), ("last", match.start("to"))):
        moment = clause.token(match.start(period)).moment
        about = replace(clause.before, period=moment, is_dated=True)
        for spot in _of(clause, about, one):
            value, whole = spot.value, spot.exhibit.value(_name(spot, other), moment, spot.measure)
            if value is not None and whole:
                yield from _checked(clause, at, ratio(spot.room(value), spot.room(whole)), "that share")


def _of(clause: Clause, about: About, subject: Token) -> list[Spot]:
    """The cells of a subject; what is measured may be left out where there is but one measure."""
    about = replace(about, subject=subject.text)
    if about.measure:
        return clause.find(about)
    return [
        spot
        for exhibit in clause.scope.page
        if len(exhibit.measures) == 1
        for spot in clause.find(replace(about, measure=min(exhibit.measures[0].names, default="")))
    ]


def _name(spot: Spot, token: Token) -> str:
    return spot.exhibit.names.get(token.text, token.text)


def _times(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    """ⓈⓂ是Ⓢ的Ⓠ倍"""
    at = match.start("number")
    quantity = clause.quantity(at)
    if quantity.family != "倍" or quantity.is_bound:
        return
    if match["near"] in {"接近", "近", "约", "大约"} or match["near2"] or "接近" in match[0]:
        quantity = replace(quantity, bound="about")
    expected: list[Range] = []
    if match["under"]:
        under = clause.quantity(match.start("under"))
        alike = [one for one in clause.said.quantities[-2:] if one.family == under.family]
        if alike and under.value > 0 and alike[-1] not in clause.said.doubted:
            expected.append(ratio(_room(alike[-1]), _room(under)))
    else:
        about = clause.about(match.start("who"))
        for token in clause.tokens(MEASURE, match.start("more"), match.end("more")):
            about = about.told([token])
        if match["who"] != "Ⓢ":
            over = clause.said.quantities[-1:]
            unders = [spot.room(spot.value) for spot in clause.find(about) if spot.value and spot.value > 0]
            is_known = over and over[0] not in clause.said.doubted and over[0].family not in {"%", "倍"}
            expected += [ratio(_room(over[0]), one) for one in unders] if is_known else []
        else:
            other = clause.token(match.start("who"))
            for spot in clause.find(about):
                value, whole = spot.value, spot.exhibit.value(_name(spot, other), spot.period, spot.measure)
                if value is not None and whole and whole > 0 and spot.subject != _name(spot, other):
                    expected.append(ratio(spot.room(value), spot.room(whole)))
    if expected and not any(agrees(quantity, one) for one in expected):
        yield clause.wrong_number("ratio", at, "that", expected[0], "the numbers")
