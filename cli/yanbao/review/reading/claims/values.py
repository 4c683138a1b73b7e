"""Claims that a cell has a value: ⓈⓂ为Ⓠ, Ⓢ为Ⓠ after Ⓜ, and Ⓢ、Ⓢ分别为Ⓠ、Ⓠ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from yanbao.review.reading.claims.clauses import (
    CHAIN,
    LINK,
    OTHER,
    Claim,
    Clause,
    Said,
    Scope,
    Words,
    is_any,
    shown_as,
    slip_of,
)
from yanbao.review.reading.claims.totals import is_flow, over_parts
from yanbao.review.reading.skeletons import MEASURE, PERIOD, QUANTITY, SUBJECT, Skeleton, Token
from yanbao.review.reading.spots import About, Range, Spot

_TELLING = 3  # digits that tell one number from all others of a page
_TO = (
    r"(?:升至|降至|增至|增长至|下降至|回落至|提升至|回升至|上升至|扩大至|跌至|涨至"
    r"|稳定在|维持在|居|高点|收于|报收?|回落到|降到|升到|涨到|跌到)?"
)
_VALUE = re.compile(rf"(?P<chain>{CHAIN}){_TO}{LINK}(?P<number>Ⓠ)(?!的?[ⓆⓂ]|[至到\-~—]|个百分点|占|以上)")
_ADDED = re.compile(rf"(?P<chain>{CHAIN})(?P<way>新增|净增|增加|减少){LINK}(?P<number>Ⓠ)(?!的?[ⓆⓂ]|[至到\-~—])")
_THAN = re.compile(
    rf"{CHAIN}(?:[也仍]|略|明显|显著|大幅)*(?:高于|低于|大于|小于|多于|少于|超过|不及)"
    rf"(?P<who>Ⓢ)(?P<more>(?:的|[ⓂⓅ])*){LINK}(?P<number>Ⓠ)$"
)
_LISTED = re.compile(
    rf"{CHAIN}(?P<items>[ⓈⓂⓅ](?:(?:、|和|及|与|以及)[ⓈⓂⓅ])+)(?P<rest>{CHAIN})(?:分别|依次){CHAIN}{_TO}{LINK}"
    r"(?P<numbers>Ⓠ(?:(?:、|和|及|与|以及|/)Ⓠ)+)"
)
_RATE = re.compile("增速|增幅|增长|同比|环比|占比|份额|[降跌涨]")
_SAME = re.compile(rf"(?:其|对应)?(?P<chain>Ⓜ)(?:分别|依次){LINK}(?P<numbers>Ⓠ(?:(?:、|和|及|与|以及|/)Ⓠ)+)$")
_WITH = re.compile(rf"{CHAIN}以(?:约|近)?(?P<number>Ⓠ)的?(?P<measure>Ⓜ)")
_FROM = re.compile(rf"{CHAIN}(?:由|从|自)(?P<first>Ⓟ)的?(?P<from>Ⓠ)[^ⓈⓂⓅⓆⒹ，]{{0,6}}[至到](?P<last>Ⓟ)?的?(?P<to>Ⓠ)$")
_BESIDE = re.compile("Ⓢ[（(](?P<number>Ⓠ)[）)，]")
_KIND = {"Ⓢ": SUBJECT, "Ⓜ": MEASURE, "Ⓟ": PERIOD}


def read(clause: Clause) -> Iterator[Claim]:
    """Claims of values that their cells do not have."""
    if "Ⓠ" not in clause.text or clause.is_hypothetical():
        return
    if match := _LISTED.match(clause.text):
        yield from _listed(clause, match)
        return
    if (match := _SAME.match(clause.text)) and clause.said.listed:
        yield from _same(clause, match)
        return
    yield from _in_brackets(clause)
    if match := _FROM.match(clause.text):
        yield from _from(clause, match)
        return
    if match := _WITH.match(clause.text):
        about = clause.about(match.start("number")).told([clause.token(match.start("measure"))])
        yield from _value(clause, match.start("number"), about)
        return
    if match := _THAN.match(clause.text):
        about = clause.about(match.start("who")).told([clause.token(match.start("who"))])
        if about.measure:
            yield from _value(clause, match.start("number"), about)
        return
    if (match := _ADDED.match(clause.text)) and (found := _flows(clause, match)) is not None:
        yield from found
        return
    match = _VALUE.match(clause.text)
    if not match:
        clause.spots = _recognised(clause)
        return
    at = match.start("number")
    about = clause.about(at)
    named = {token.kind for token in clause.all_tokens(at)}
    if not about.measure:
        clause.spots = _recognised(clause)
    if not about.measure or not named or (named == {MEASURE} and not about.subject and not about.period):
        return
    yield from _value(clause, at, about)
    clause.spots = clause.spots or _recognised(clause)


def card(label: Skeleton, value: Skeleton, scope: Scope, words: Words) -> Iterator[Claim]:
    """A key figure: its label says what the one quantity of its value is of."""
    numbers = [at for at, token in value.tokens.items() if token.kind == QUANTITY]
    about = About().told(token for token in label.tokens.values())
    if len(numbers) == 1 and about.measure and about.subject and not OTHER.search(label.text):
        clause = Clause(value, 0, len(value.text), about, Said(), scope, words)
        yield from _value(clause, numbers[0], about)


def _value(clause: Clause, at: int, about: About) -> Iterator[Claim]:
    quantity = clause.quantity(at)
    found = [spot for spot in clause.find(about, quantity.family) if spot.value is not None]
    expected = [(spot, spot.held) for spot in found]
    if not expected:
        expected = over_parts(clause, about, quantity.family)
        found = [spot for spot, _ in expected]
    clause.spots = found
    if not expected or quantity.in_range or quantity.is_bound:
        return
    if not is_any(quantity, [one for _, one in expected]):
        yield _wrong(clause, at, *expected[0])


def _recognised(clause: Clause) -> list[Spot]:
    """The one cell that a clause can only mean, because it has its number and says its subject or period.

    What is measured may then have a name that no list has: 5月全国件量173.2亿件.
    """
    at = clause.text.find("Ⓠ")
    quantity, told = clause.quantity(at), clause.all_tokens(at)
    if quantity.digits < _TELLING or clause.text.count("Ⓠ") > 1 or any(token.kind == MEASURE for token in told):
        return []
    about = clause.about(at)
    found = [
        spot
        for exhibit in clause.scope.page
        for measure in exhibit.measures
        for spot in clause.find(replace(about, measure=min(measure.names, default="")), quantity.family)
        if told and spot.exhibit is exhibit and spot.value is not None and quantity.is_rounded(spot.value)
    ]
    return found if len({(spot.measure.key, spot.subject) for spot in found}) == 1 else []


def _flows(clause: Clause, match: re.Match[str]) -> list[Claim] | None:
    """Claims of cells that are themselves additions, such as new loans, or of their sums; None if they are none."""
    at = match.start("number")
    quantity, about = clause.quantity(at), clause.about(match.end("chain"))
    found = [spot for spot in clause.find(about, quantity.family, any_period=True) if is_flow(spot)]
    if not found or quantity.is_bound or quantity.in_range or not about.period:
        return None
    expected = [(spot, spot.held) for spot in found if spot.value is not None]
    expected = expected or over_parts(clause, about, quantity.family)
    said = replace(quantity, value=-abs(quantity.value)) if match["way"] == "减少" else quantity
    clause.spots = [spot for spot, _ in expected]
    if not expected or is_any(said, [one for _, one in expected]):
        return []
    return [_wrong(clause, at, *expected[0])]


def _listed(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    """Numbers of a list, each with the item that it is said of."""
    items = [at for at in range(*match.span("items")) if clause.text[at] in _KIND]
    numbers = [at for at in range(*match.span("numbers")) if clause.text[at] == "Ⓠ"]
    if len(items) != len(numbers) or len({clause.text[at] for at in items}) != 1:
        return
    base = clause.about(numbers[0])
    clause.said.listed = [base.told([clause.token(at)]) for at in items]
    yield from _of_each(clause, clause.said.listed, numbers)


def _same(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    """Ⓜ分别为Ⓠ、Ⓠ of the subjects that the clause before has listed."""
    numbers = [at for at in range(*match.span("numbers")) if clause.text[at] == "Ⓠ"]
    measure = clause.token(match.start("chain"))
    clause.said.listed = [about.told([measure]) for about in clause.said.listed]
    if len(numbers) == len(clause.said.listed):
        yield from _of_each(clause, clause.said.listed, numbers)


def _in_brackets(clause: Clause) -> Iterator[Claim]:
    """Ⓢ（Ⓠ）、Ⓢ（Ⓠ）: numbers in brackets behind their subjects, of the measure that was named before."""
    for match in _BESIDE.finditer(clause.text):
        at = match.start("number")
        about = clause.before.told(one for one in clause.all_tokens(at) if one.kind != SUBJECT)
        quantity = clause.quantity(at)
        is_change = quantity.family == "%" and clause.quote(clause.token(at))[:1] in {"+", "-", "−"}
        if about.measure and not is_change and not _RATE.search(clause.text[:at]):
            about = about.told([clause.token(match.start())])
            yield from _of_each(clause, [about], [at])


def _from(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    """由Ⓟ的Ⓠ升至Ⓟ的Ⓠ: two cells of one row."""
    first = clause.about(match.start("from"))
    last = first.told([clause.token(match.start("last"))]) if match["last"] else clause.before.told(_first_row(clause))
    numbers = [match.start("from"), match.start("to")]
    if first.measure and last.period != first.period:
        yield from _of_each(clause, [first, last], numbers)


def _first_row(clause: Clause) -> list[Token]:
    """What a clause says first of its subject and measure."""
    return [token for token in clause.all_tokens(clause.text.find("Ⓟ")) if token.kind != PERIOD]


def _of_each(clause: Clause, abouts: Sequence[About], numbers: Sequence[int]) -> Iterator[Claim]:
    """Numbers that are each of a cell of its own."""
    wrong: list[tuple[int, Spot, Range]] = []
    for about, at in zip(abouts, numbers, strict=True):
        if not about.measure:
            return
        quantity = clause.quantity(at)
        family = quantity.family or clause.quantity(numbers[-1]).family
        found = [spot for spot in clause.find(about, family) if spot.value is not None]
        rooms = [spot.held for spot in found]
        clause.spots += found
        if found and not quantity.is_bound and not is_any(quantity, rooms):
            wrong.append((at, found[0], rooms[0]))
    for at, spot, room in wrong:
        yield _wrong(clause, at, spot, room)


def _wrong(clause: Clause, at: int, spot: Spot, room: Range) -> Claim:
    quantity = clause.quantity(at)
    cell = " of ".join(filter(None, (spot.measure.label, spot.subject)))
    value = sum(room) / 2
    shown = shown_as(value, quantity)
    slip = slip_of(quantity.value, value)
    message = f"'{clause.quote(clause.token(at))}' contradicts {spot.exhibit.label}: {cell} is {shown} there{slip}"
    return clause.claim("value", (at, at + 1), message)
