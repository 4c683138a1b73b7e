"""Claims of how much cells changed: ⓈⓂ同比增长Ⓠ, 较Ⓟ下降Ⓠ, 增速为Ⓠ; and that they rose or fell at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from yanbao import periods
from yanbao.review.reading.claims.clauses import (
    CHAIN,
    IS_BAD,
    LINK,
    LINKS,
    NUMERAL,
    Claim,
    Clause,
    Words,
    count_of,
    is_any,
)
from yanbao.review.reading.claims.totals import is_flow
from yanbao.review.reading.sentences import once
from yanbao.review.reading.skeletons import MEASURE, PERIOD, SUBJECT, Token
from yanbao.review.reading.spots import About, Range, Spot, bare, ratio

_THAN = (
    r"(?:(?P<over>同比|环比)"
    r"|(?:较|相较于?|比|相比)(?:(?P<end>上年[末底]|年初|去年[末底])|(?P<year>上年同期|上年|去年同期|去年)"
    r"|(?P<base>Ⓟ)(?:Ⓜ?高点|Ⓜ?低点)?(?:的?Ⓠ)?)[末底]?|(?P<years>[一二三四五六七八九])年(?:间|来|内)?)?"
)
_WAY = r"(?:仍|则|大幅|小幅|略微?|明显|显著|共|累计|实现|有所|略有|[一二三四五六七八九]年间|正)*"
_RATE = r"(?P<rate>增速|增幅|涨幅|升幅|增长率|(?P<fall>跌幅|降幅))"


class _Patterns:
    def __init__(self, words: Words) -> None:
        lead = rf"(?P<chain>{CHAIN}){_THAN}{_WAY}"
        self.change = re.compile(
            rf"{lead}(?:{words.verb}|{_RATE}|(?<=[同环]比))(?:出)?(?![至到为]){LINK}(?P<number>Ⓠ)(?![\-~—]|[ⓂⓆ])"
        )
        how = "(?:有所|略有|小幅|明显|企稳|止跌|继续|开始|再度|大幅|显著)*"
        verb = rf"{how}(?:(?P<same>同步|同样|[也亦])?(?:(?P<up>{words.up})|(?P<down>{words.down})))"
        self.bare = re.compile(
            rf"(?P<chain>{CHAIN})(?P<over>同比|环比)?(?:(?P<reversed>不[降升增减]反(?P<way>[升降增减]))|{verb})$"
        )
        self.listed = re.compile(
            rf"{CHAIN}(?P<items>Ⓢ(?:(?:、|和|及|与|以及)Ⓢ)+)(?P<rest>{CHAIN})(?P<over>同比|环比)?(?:分别|依次)"
            rf"(?P<over2>同比|环比)?(?:{words.verb}|{_RATE}){LINK}(?P<numbers>Ⓠ(?:(?:、|和|及|与|以及|/)Ⓠ)+)"
        )
        self.more = re.compile(
            rf"(?:对应)?(?P<over>同比|环比)(?:分别|依次)?(?:{words.verb}|{_RATE}){LINK}"
            r"(?P<numbers>Ⓠ(?:(?:、|和|及|与|/)Ⓠ)+)$"
        )
        self.last = re.compile(
            rf"近(?P<many>{NUMERAL}|[0-9]{{1,2}})(?P<unit>年|个季度|季)(?P<chain>{CHAIN})(?:同比)?(?:增速|增幅|增长率)(?:分别|依次){LINK}"
            r"(?P<numbers>Ⓠ(?:(?:、|和|及|与|以及|/)Ⓠ)+)"
        )


_COMPOUND = re.compile(
    rf"(?P<chain>(?:{LINKS}|[至到\-~—]){{0,16}})(?:{NUMERAL}年|年均|期间){{0,3}}复合(?:年均)?(?:增长率|增速|增长){LINK}(?P<number>Ⓠ)"
)

_patterns = once(_Patterns)


def read(clause: Clause) -> Iterator[Claim]:
    """Claims of changes that did not happen, or by another size."""
    if clause.is_hypothetical():
        return
    patterns = _patterns(clause.words)
    if match := patterns.listed.search(clause.text) or patterns.last.search(clause.text):
        yield from _listed(clause, match)
    elif match := _COMPOUND.match(clause.text):
        yield from _compound(clause, match)
    elif clause.said.listed and (match := patterns.more.match(clause.text)):
        yield from _listed(clause, match)
    elif match := patterns.change.search(clause.text):
        if match.start() == 0 or clause.text[match.start() - 1] in "（(、":
            yield from _change(clause, match)
    elif (match := patterns.bare.match(clause.text)) and (
        match["same"] or {MEASURE, PERIOD} & {token.kind for token in clause.all_tokens(match.end("chain"))}
    ):
        yield from _bare(clause, match)


def _change(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    at = match.start("number")
    quantity = clause.quantity(at)
    base = clause.token(match.start("base")) if match["base"] else clause.said.base
    found = _meant(clause, match.end("chain"), says=bool(clause.all_tokens(match.end("chain"))))
    clause.spots = found or clause.spots
    if quantity.is_bound or quantity.in_range or (match["less"] and not match["rate"]):
        return
    over = match["over"] or ("同比" if match["year"] else "")
    back = 1 if match["end"] else count_of(match["years"] or "")
    if back:
        expected = [one for spot in found for one in _since(spot, back, quantity.family, is_end=bool(match["end"]))]
    else:
        expected = [one for spot in found for one in _expected(spot, over, base, quantity.family)]
    said = replace(quantity, value=-abs(quantity.value)) if match["down"] or match["fall"] else quantity
    if not expected or is_any(said, [one for _, one in expected]):
        return
    spot, wanted = expected[0]
    what = _change_of(spot)
    way = "up" if match["up"] else "down"
    if match[way] and is_any(said, [(-high, -low) for _, (low, high) in expected]):
        message = f"by {spot.exhibit.label}, {what} is {_signed(wanted)}"
        yield clause.claim("change", (match.start(way), at + 1), message, "correct the verb")
        return
    sure = base is not None or found[0].period is not None or not spot.exhibit.periods
    yield clause.wrong_number("change", at, what, wanted, spot.exhibit.label, sure=sure)


def _since(spot: Spot, years: int, family: str, *, is_end: bool) -> Iterator[tuple[Spot, Range]]:
    """A change over years up to the period that is told or the newest, or since the end of the year before."""
    for end in [spot.period] if spot.period else spot.exhibit.periods[-1:]:
        here = replace(spot, period=end)
        wanted = date(periods.days_of(end)[1].year - years, 12, 31).toordinal()
        is_known = is_end or spot.exhibit.length == "year"
        before = [one for one in spot.exhibit.periods if one[0] == wanted and is_known]
        value, earlier = here.value, here.at(before[0]) if before else None
        if value is not None and earlier is not None:
            yield from ((here, one) for one in _between(here, value, earlier, family))


def _change_of(spot: Spot) -> str:
    """How messages name a change."""
    label = spot.measure.label
    return " of ".join(filter(None, (label if spot.measure.is_change else f"the change of {label}", spot.subject)))


def _signed(wanted: Range) -> str:
    return "negative" if sum(wanted) < 0 else "positive"


def _meant(clause: Clause, end: int, *, says: bool) -> list[Spot]:
    """The cells whose change is told: those that the clause names, or those of the clause before."""
    if not says:
        return clause.said.spots
    about = clause.about(end)
    return clause.find(about, any_period=True) if about.measure else []


def _expected(spot: Spot, over: str, base: Token | None, family: str) -> Iterator[tuple[Spot, Range]]:
    """What a change may be: as a column tells it, or from two cells."""
    exhibit, value = spot.exhibit, spot.value
    moment = base.moment if base else None
    if is_flow(spot) and value is not None and base is None and not over and family == spot.measure.family:
        yield spot, (value, value)
        yield spot, (-value, -value)
    column = exhibit.change_of(spot.measure, over)
    if column and base is None and family == column.family:
        told = Spot(exhibit, spot.subject, column, spot.period)
        if told.value is not None:
            yield told, told.held
            return
    if not exhibit.periods:
        return
    ends = [spot.period] if spot.period else list(exhibit.periods)
    for end in ends:
        here = replace(spot, period=end)
        value = here.value
        befores = (
            [moment]
            if base is not None
            else [here.before(over)]
            if over
            else [here.before("同比"), here.before("环比")]
        )
        for before in befores:
            earlier = here.at(before) if before else None
            if value is not None and earlier is not None and before != end:
                yield from ((here, one) for one in _between(here, value, earlier, family))


def _between(spot: Spot, value: float, earlier: float, family: str) -> Iterator[Range]:
    half = spot.measure.step / 2
    if family in {spot.measure.family, bare(spot.measure.family)} or (
        family == "个百分点" and spot.measure.family == "%"
    ):
        if family != "%":
            yield value - earlier - 2 * half, value - earlier + 2 * half
    elif family in {"%", "倍"} and earlier > 2 * half and value > 0:
        low, high = ratio((value - half, value + half), (earlier - half, earlier + half))
        yield low - 1, high - 1


def _bare(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    """ⓈⓂ下降: what is said to have risen or fallen, without a number."""
    about = clause.about(match.end("chain"))
    rises = match["way"] in {"升", "增"} if match["way"] else bool(match["up"])
    found = clause.find(about)
    if match["same"] and not found:
        found = [replace(spot, subject=_name(spot, about.subject)) for spot in clause.said.spots]
    found = [spot for spot in found if not IS_BAD.search(spot.measure.label)]
    changes = [
        one
        for spot in found
        for one in _expected(spot, match["over"] or "", None, "个百分点" if spot.measure.family == "%" else "%")
    ]
    if len(clause.tokens(PERIOD)) + len(clause.tokens(SUBJECT)) == 0 or not changes:
        return
    if all((sum(one) < 0) if rises else (sum(one) > 0) for _, one in changes):
        spot, wanted = changes[0]
        start = match.start("reversed") if match["reversed"] else match.start("up" if rises else "down")
        what = _change_of(spot)
        message = f"by {spot.exhibit.label}, {what} is {_signed(wanted)}"
        yield clause.claim("change", (start, match.end()), message, "correct the verb")


def _name(spot: Spot, subject: str) -> str:
    return spot.exhibit.names.get(subject, subject)


def _listed(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    """Changes of a list, each with the item that it is said of."""
    numbers = [at for at in range(*match.span("numbers")) if clause.text[at] == "Ⓠ"]
    about = clause.about(numbers[0])
    over = next((match[name] for name in ("over", "over2") if name in match.re.groupindex and match[name]), "")
    falls = "down" in match.re.groupindex and bool(match["down"])
    if "items" in match.re.groupindex:
        tokens = [clause.token(at) for at in range(*match.span("items")) if clause.text[at] == "Ⓢ"]
        abouts = clause.said.listed = [about.told([token]) for token in tokens]
    elif "many" not in match.re.groupindex:
        abouts = clause.said.listed
    else:
        abouts = _newest(clause, about, count_of(match["many"]))
    if len(abouts) != len(numbers):
        return
    for one, at in zip(abouts, numbers, strict=True):
        quantity = clause.quantity(at)
        said = replace(quantity, value=-abs(quantity.value)) if falls else quantity
        expected = [found for spot in clause.find(one) for found in _expected(spot, over, None, quantity.family)]
        if expected and not quantity.is_bound and not is_any(said, [room for _, room in expected]):
            spot, wanted = expected[0]
            what = _change_of(spot)
            yield clause.wrong_number("change", at, what, wanted, spot.exhibit.label)


def _compound(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    """ⓅtoⓅ复合增速Ⓠ: of a series whose two ends are cells."""
    at = match.start("number")
    quantity = clause.quantity(at)
    told = [one.moment for one in clause.skeleton.of_kind(PERIOD, 0, clause.start + at) if one.moment][-2:]
    if len(told) < 2 or quantity.is_bound:
        return
    years = periods.days_of(told[1])[1].year - periods.days_of(told[0])[1].year
    about = replace(clause.about(at), period=told[1], is_dated=True)
    for spot in clause.find(about) if about.measure and years > 1 else ():
        start, end = spot.at(told[0]), spot.value
        if start and end and start > 0 and end > 0:
            low, high = ratio(spot.room(end), spot.room(start))
            room = (low ** (1 / years) - 1, high ** (1 / years) - 1)
            if not is_any(quantity, [room]):
                what = f"the growth a year of {spot.measure.label}"
                yield clause.wrong_number("change", at, what, room, spot.exhibit.label)
            return


def _newest(clause: Clause, about: About, many: int) -> list[About]:
    """The last periods of the one exhibit that has them."""
    found = clause.find(replace(about, period=None), any_period=True)
    if len(found) != 1:
        return []
    return [replace(about, period=period) for period in found[0].exhibit.periods[-many:]]
