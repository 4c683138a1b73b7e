"""Claims of how much cells changed: ⓈⓂ同比增长Ⓠ, 较Ⓟ下降Ⓠ, 增速Ⓠ; and that they rose or fell at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from yanbao import periods
from yanbao.periods import Moment
from yanbao.review.reading.claims.clauses import CHAIN, IS_BAD, OTHER_CHAR, Claim, Clause
from yanbao.review.reading.claims.growth import (
    between,
    change_of,
    expected,
    of_forecast,
    of_typed,
    over_told,
    signed,
    since,
    wrong_change,
)
from yanbao.review.reading.claims.shown import is_any
from yanbao.review.reading.claims.sums import over_parts
from yanbao.review.reading.skeletons import MEASURE, PERIOD, SUBJECT, Skeleton, Token
from yanbao.review.reading.spots import About, Range, Spot, is_within, ratio, year_before

_LEAD = rf"(?:[ⓈⓂⓅⓎⒽⒺⓌΣ（）()＋⊤⊥Ⓒ→]|Ⓕ(?=Ⓟ)|{OTHER_CHAR}{{1,8}}(?=[ⓈⓅ])){{0,14}}"
_CHANGE = re.compile(rf"{_LEAD}(?:(?P<less>↘)|(?P<way>[↑↓ℛℱ])|(?<=[ⓎⒽⒺ]))Ⓠ(?![\-~—])")
_COMPOUND = re.compile(rf"{_LEAD}Ⓡ[↑↓]?Ⓠ")
_BARE = re.compile(rf"(?P<chain>{CHAIN})(?P<over>[ⓎⒽ])?(?P<chain2>Ⓜ?)(?P<reversed>[不¬][↑↓]反?)?(?P<way>[↑↓])$")
_LISTED = re.compile(
    rf"{CHAIN}[ⓎⒽ]?(?P<items>[ⓈⓂⓅ](?:＋[ⓈⓂⓅ])+){CHAIN}[ⓎⒽ]?∥?[ⓎⒽ]?(?P<way>[↑↓ℛℱ]|(?<=[ⓎⒽ∥]))(?P<numbers>Ⓠ(?:[＋/]Ⓠ)+)"
)
_MORE = re.compile(r"(?:[ⒸⓎⒽ](?P<base>Ⓟ))?[ⒸⓎⒽ]{0,3}∥?[ⓎⒽ]?∥?(?P<way>[↑↓ℛℱ]|(?<=[ⓎⒽ∥]))∥?(?P<numbers>Ⓠ(?:[＋/]Ⓠ)+)$")
_AGAIN = re.compile("[Ⓢ＋]?Ⓟ(?:[↑↓↘]|反弹)?→?Ⓠ")
_LAST = re.compile(rf"{CHAIN}Ⓦ{CHAIN}Ⓨ?ℛ∥(?P<numbers>Ⓠ(?:[＋/]Ⓠ)+)")
_OVER = {"Ⓨ": "同比", "Ⓗ": "环比"}


def _over(text: str) -> str:
    found = [char for char in text if char in _OVER]
    return _OVER[found[-1]] if found else ""


def read(clause: Clause, start: int, at: int) -> Iterator[Claim] | None:
    """The claim of a change; None if the number is none."""
    segment = clause.text[start : at + 1]
    if match := _COMPOUND.fullmatch(segment):
        return compound(clause, at, clause.skeleton)
    if clause.said.changed and _AGAIN.fullmatch(segment) and clause.quantity(at).family == "%":
        return _again(clause, at)
    if match := _CHANGE.fullmatch(segment):
        if match["less"] or (not match["way"] and clause.quantity(at).family not in {"%", "个百分点"}):
            return iter(())
        return _change(clause, start, at, match)
    return None


def _change(clause: Clause, start: int, at: int, match: re.Match[str]) -> Iterator[Claim]:
    quantity, text = clause.quantity(at), clause.text[:at]
    found = _meant(clause, start, at)
    clause.spots = clause.changed = found or clause.spots
    if quantity.is_bound or quantity.in_range:
        return
    expected = [one for spot in found for one in _candidates(clause, spot, text, quantity.family)]
    falls = match["way"] in {"↓", "ℱ"}
    said = replace(quantity, value=-abs(quantity.value)) if falls else quantity
    expected = expected or list(of_forecast(clause, at))
    if not expected and (typed := of_typed(clause, quantity.family)):
        if not is_any(said, [typed]) and not is_any(replace(said, value=abs(said.value)), [typed]):
            yield clause.wrong_number("change", at, "the change", typed, "the numbers before")
        return
    if not expected or is_any(said, [one for _, one in expected]):
        return
    spot, wanted = expected[0]
    what = change_of(spot)
    if match["way"] in {"↑", "↓"} and is_any(said, [(-high, -low) for _, (low, high) in expected]):
        message = f"the sign is wrong: by {spot.exhibit.label}, {what} is {signed(wanted)}"
        yield clause.claim("change", (at - 1, at + 1), message, "correct the verb")
        return
    sure = "Ⓒ" in text or not found or found[0].period is not None or not spot.exhibit.periods
    yield clause.wrong_number("change", at, what, wanted, spot.exhibit.label, sure=sure)


def _again(clause: Clause, at: int) -> Iterator[Claim]:
    """Ⓟ放缓至Ⓠ: the change of what the clause before has told the change of, in another period."""
    clause.changed = [replace(spot, period=clause.about(at).period) for spot in clause.said.changed]
    options = [one for spot in clause.changed if spot.period for one in expected(spot, "", None, "%")]
    yield from wrong_change(clause, at, options)


def card(clause: Clause, at: int, about: About) -> Iterator[Claim]:
    """A key figure that is a change, by its label."""
    found = clause.find(about, any_period=True) if about.subject or about.period else []
    options = [one for spot in found for one in expected(spot, "同比", None, clause.quantity(at).family)]
    yield from wrong_change(clause, at, options)


def _candidates(clause: Clause, spot: Spot, text: str, family: str) -> Iterator[tuple[Spot, Range]]:
    """What the change may be, by what the clause says it is from."""
    base = _base(clause, text)
    about, is_row = clause.about(len(text)), bool(spot.exhibit.periods) and spot.measure.key not in spot.exhibit.undated
    first = base.moment if base else year_before(about.period) if about.period and _over(text) != "环比" else None
    if is_row and spot.period is None and about.period and first and not re.search("[ⒺⓌ⊤⊥]", text):
        wholes = (replace(about, period=moment) for moment in (first, about.period))
        ends = [over_parts(clause, whole, spot.measure.family) for whole in wholes]
        if all(ends):
            earlier, later = (sum(end[0][1]) / 2 for end in ends)
            yield from ((spot, one) for one in between(spot, later, earlier, family))
        if all(ends) or not base:
            return  # of a period that no row has
    if base is not None and base.kind == PERIOD and "⊤" not in text and "⊥" not in text:
        yield from expected(spot, "", base, family)
    elif "⊤" in text or "⊥" in text:
        pick = max if "⊤" in text else min
        rows = [one for one in spot.series if spot.period is None or one[0] <= spot.period]
        end = spot.period or (spot.series[-1][0] if spot.series else None)
        value = spot.at(end)
        if rows and value is not None:
            most = pick(each for _, each in rows)
            yield from ((replace(spot, period=end), one) for one in between(spot, value, most, family))
    elif "Ⓔ" in text:
        yield from since(spot, 1, family, is_end=True)
    elif "Ⓦ" in text:
        yield from since(spot, clause.count(text.rindex("Ⓦ")), family, is_end=False)
        yield from over_told(clause, spot, family)
    else:
        yield from expected(spot, _over(text), None, family)
        yield from over_told(clause, spot, family) if not _over(text) else ()


def _base(clause: Clause, text: str) -> Token | None:
    if found := re.search("[ⒸⓎⒽ]Ⓟ", text):
        return clause.token(found.end() - 1)
    return None if re.search("[ⓎⒽ]", text) else clause.said.base


def _meant(clause: Clause, start: int, at: int) -> list[Spot]:
    """The cells whose change is told: those that the clause names, or those of the number before."""
    told = [
        token
        for place, token in clause.skeleton.tokens.items()
        if clause.start + start <= place < clause.start + at
        and clause.skeleton.text[place - 1 : place] not in {"Ⓒ", "Ⓕ", "Ⓨ", "Ⓗ"}
    ]
    about = clause.about(at)
    if not told:
        found = clause.spots or clause.said.spots
        if not found or not about.subject or about.subject == found[0].subject or not about.measure:
            return found
        return clause.find(about, any_period=True) or found
    if about.measure:
        return [one for one in clause.find(about, any_period=True) if _has_part(one, about)]
    alone = [one for exhibit in clause.scope.page for one in exhibit.measures if one.is_change]
    if about.subject and len(alone) == 1:  # the one column of changes of the page
        return clause.find(replace(about, measure=min(alone[0].names, default="")), any_period=True)
    return []


def _has_part(spot: Spot, about: About) -> bool:
    """Whether an exhibit has the period that is said, or parts of it."""
    said = about.period
    is_open = not about.is_dated or spot.period is not None or not spot.exhibit.periods
    return is_open or bool(said and any(is_within(one, said) for one in spot.exhibit.periods))


def directions(clause: Clause) -> Iterator[Claim]:
    """ⓈⓂ下降: what is said to have risen or fallen, without a number."""
    match = _BARE.match(clause.text)
    if not match or clause.is_hypothetical():
        return
    end = match.end("chain2")
    told = {token.kind for token in clause.all_tokens(end)}
    same = "同步" in clause.written or "同样" in clause.written or clause.written.startswith(("也", "亦"))
    if not (same or {MEASURE, PERIOD} & told):
        return
    about = clause.about(end)
    rises = match["way"] == "↑"
    found = clause.find(about)
    if same and not found:
        found = [replace(spot, subject=spot.exhibit.subject_of(about.subject)) for spot in clause.said.spots]
    found = [spot for spot in found if not IS_BAD.search(spot.measure.label)]
    over, family = _OVER.get(match["over"] or "", ""), {"%": "个百分点"}
    changes = [one for spot in found for one in expected(spot, over, None, family.get(spot.measure.family, "%"))]
    is_placed = clause.tokens(PERIOD) or clause.tokens(SUBJECT) or (match["over"] and about.period)
    if not is_placed or not changes:
        return
    if all((sum(one) < 0) if rises else (sum(one) > 0) for _, one in changes):
        spot, wanted = changes[0]
        start = match.start("reversed") if match["reversed"] else match.start("way")
        message = f"by {spot.exhibit.label}, {change_of(spot)} is {signed(wanted)}"
        yield clause.claim("change", (start, match.end()), message, "correct the verb")


def lists(clause: Clause) -> Iterator[Claim]:
    """Changes of a list, each with the item that it is said of."""
    match = _LISTED.match(clause.text) or _LAST.match(clause.text)
    if not match and clause.said.listed:
        match = _MORE.match(clause.text)
    if not match:
        return
    numbers = clause.places(match.span("numbers"))
    if numbers[0] in clause.read:
        return
    about, over = clause.about(numbers[0]), _over(match[0])
    if "items" in match.re.groupindex:
        places = clause.places(match.span("items"), "ⓈⓂⓅ")
        abouts = clause.said.listed = [about.told([clause.token(at)]) for at in places]
    elif match.re is _MORE:
        abouts = clause.said.listed
    else:
        abouts = _newest(clause, about, clause.count(match[0].index("Ⓦ")))
    base = clause.token(match.start("base")) if match.re is _MORE and match["base"] else None
    if len(abouts) == len(numbers):
        falls = "way" in match.re.groupindex and match["way"] in {"↓", "ℱ"}
        yield from _each(clause, abouts, numbers, over, base, falls=falls)


def _each(
    clause: Clause, abouts: list[About], numbers: list[int], over: str, base: Token | None, *, falls: bool
) -> Iterator[Claim]:
    for one, at in zip(abouts, numbers, strict=True):
        quantity = clause.quantity(at).like(clause.quantity(numbers[-1]))
        said = replace(quantity, value=-abs(quantity.value)) if falls else quantity
        options = [found for spot in clause.find(one) for found in expected(spot, over, base, quantity.family)]
        if options:
            clause.read.add(at)
        yield from wrong_change(clause, at, options, said)


def compound(clause: Clause, at: int, told_in: Skeleton) -> Iterator[Claim]:
    """ⓅtoⓅ复合增速Ⓠ: of a series whose two ends are cells."""
    about = clause.about(at)
    options = [
        (spot, room)
        for first, last in (_ends(clause, at, told_in, about) if about.measure else ())
        for spot in clause.find(replace(about, period=last, is_dated=True))
        for room in _yearly(spot, first, last)
    ]
    what = f"the growth a year of {options[0][0].measure.label}" if options else ""
    yield from clause.refuted("change", at, what, options)


def _years_before(moment: Moment, years: int) -> Moment:
    for _ in range(years):
        moment = year_before(moment) or moment
    return moment


def _yearly(spot: Spot, first: Moment, last: Moment) -> Iterator[Range]:
    years = periods.days_of(last)[1].year - periods.days_of(first)[1].year
    earlier, later = spot.at(first), spot.value
    if years > 1 and earlier and later and earlier > 0 and later > 0:
        low, high = ratio(spot.room(later), spot.room(earlier))
        yield low ** (1 / years) - 1, high ** (1 / years) - 1


def _ends(clause: Clause, at: int, told_in: Skeleton, about: About) -> Iterator[tuple[Moment, Moment]]:
    """The periods that a growth a year may be between: two of the clause, else any two of the sentence."""
    end = clause.start + at if told_in is clause.skeleton else len(told_in.text)
    start = clause.start if told_in is clause.skeleton else 0
    told = [one.moment for one in told_in.of_kind(PERIOD, 0, end) if one.moment]
    own = [one.moment for one in told_in.of_kind(PERIOD, start, end) if one.moment]
    spans = [one for one in range(end) if told_in is clause.skeleton and told_in.text[one] == "Ⓦ"]
    many = clause.count(spans[-1] - clause.start) if spans else 0
    if many and told and "Ⓦ" not in clause.text[:at]:
        own = []  # the years are those of the clause before
        yield from ((_years_before(told[-1], many), told[-1]),)
    pairs = [(own[-2], own[-1])] if len(own) > 1 else list(combinations(sorted(set(told)), 2))
    for first, last in pairs:
        years = periods.days_of(last)[1].year - periods.days_of(first)[1].year
        before = year_before(first) if many == years + 1 else None  # from the year before the first
        yield before or first, last
    if not pairs and many:
        for spot in clause.find(replace(about, period=None, is_dated=False), any_period=True):
            order = spot.exhibit.periods
            if spot.exhibit.length == "year" and many < len(order):
                yield order[-many - 1], order[-1]


def _newest(clause: Clause, about: About, many: int) -> list[About]:
    """The last periods of the one exhibit that has them."""
    found = clause.find(replace(about, period=None), any_period=True)
    if len(found) != 1:
        return []
    return [replace(about, period=period) for period in found[0].exhibit.periods[-many:]]
