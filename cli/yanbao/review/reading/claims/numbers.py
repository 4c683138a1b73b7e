"""Claims that numbers are those of cells: ⓈⓂⓆ, a list of them, the difference of two cells, a number in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from yanbao.review.reading.claims import changes, differences, lists, misplaced, misprints, parts, ratios
from yanbao.review.reading.claims.clauses import CHAIN, OTHER, Claim, Clause, Scope
from yanbao.review.reading.claims.misprints import is_turned
from yanbao.review.reading.claims.said import Said
from yanbao.review.reading.claims.shown import is_any
from yanbao.review.reading.claims.sums import is_flow, over_parts, total
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.skeletons import MEASURE, PERIOD, QUANTITY, SUBJECT, Skeleton
from yanbao.review.reading.spots import About, Spot

_TELLING = 3  # digits that tell one number from all others of a page
_LEVEL = re.compile(rf"[＋]?{CHAIN}(?:[↑↓↘]?→|[＞＜⊤⊥÷])?Ⓠ")
_ADDED = re.compile(rf"(?P<chain>{CHAIN})(?P<way>[↑↓]|[新净]↑)Ⓠ")
_PROFIT = re.compile(rf"{CHAIN}(?P<sign>[ⓁⒼ])(?:[↑↓↘]?→)?Ⓠ")
_NAMED = re.compile("Ⓢ(?:＋Ⓢ)+")
_ROW = re.compile("Ⓠ(?:[＋/]Ⓠ)+")


def read(clause: Clause) -> Iterator[Claim]:
    """Claims of numbers that their cells do not have, in the order of the numbers."""
    if match := _NAMED.search(clause.text):
        clause.said.listed = [clause.before.told([clause.token(at)]) for at in clause.places(match.span(), "Ⓢ")]
    ratios.define(clause)
    if "Ⓠ" not in clause.text or clause.is_hypothetical() or clause.is_summed():
        return
    for kind in (ratios.listed, lists.read, changes.lists, lists.swapped, lists.in_brackets, lists.from_to):
        yield from kind(clause)
    if match := _ROW.search(clause.text):  # a list whose items cannot be told
        unread = [at for at in clause.places(match.span()) if at not in clause.read]
        clause.read.update(unread)
        for at in unread:
            yield from _of_no_words(clause, at)
    start = 0
    for at in clause.numbers:
        if at not in clause.read:
            found = list(_one(clause, start, at))
            yield from found or _of_no_words(clause, at)
        start = at + 1


def _of_no_words(clause: Clause, at: int) -> Iterator[Claim]:
    """What a number itself tells that no other claim has read: that it is of another cell, or mistyped."""
    found = list(misplaced.read(clause, at))
    yield from found or misprints.read(clause, at)


def _one(clause: Clause, start: int, at: int) -> Iterator[Claim]:
    """The claim of one number, by the words between it and the number before."""
    segment = clause.text[start : at + 1]
    if start and segment in {"Ⓠ", "＜Ⓠ", "＞Ⓠ"} and re.search("[＞＜≻≺Ⓒ][^Ⓠ]*Ⓠ$", clause.text[:start]):
        return  # by how much: 高于Ⓟ的Ⓠ不足Ⓠ
    for kind in (_profit, changes.read, parts.read, ratios.read, differences.read, _flows):
        if (found := kind(clause, start, at)) is not None:
            yield from found
            return
    if _LEVEL.fullmatch(segment) and not re.match(r"[ⓆⓃ]|[\-~—]|占", clause.text[at + 1 :]):
        about = clause.about(at)
        behind = re.match("Ⓜ(?![Ⓠ↑↓→ⓎⒽℛℱ])", clause.text[at + 1 :])
        if behind and MEASURE not in {token.kind for token in clause.all_tokens(at, start)}:
            about = about.told([clause.token(at + 1)])
        yield from _level(clause, start, at, about)
    clause.spots = clause.spots or _recognised(clause, at)


def _level(clause: Clause, start: int, at: int, about: About) -> Iterator[Claim]:
    named = {token.kind for token in clause.all_tokens(at, start)}
    if MEASURE not in named and not start and set(clause.said.words) & set("ⓌΔⒺ"):
        return  # made as the number before: 两年累计增长31.2%，乙公司12.5%
    if about.measure and (named or about.subject or about.period):
        if named == {MEASURE} and not about.subject and not about.period and clause.scope.near != clause.scope.page:
            return
        yield from _value(clause, at, about)
    elif not about.measure and named and (measure := clause.by_unit(at)):
        yield from _value(clause, at, replace(about, measure=measure))


def card(label: Skeleton, value: Skeleton, scope: Scope, said: Said) -> Iterator[Claim]:
    """A key figure: its label says what the one quantity of its value is of; ``said`` is what those beside it say."""
    numbers = [at for at, token in value.tokens.items() if token.kind == QUANTITY]
    about = About().told(token for token in label.tokens.values())
    written, kind = label.passage.text, label.text
    clause = Clause(value, 0, len(value.text), about, said, scope)
    about = clause.before = clause.filled(about)
    if len(numbers) == 1 and about.measure and not OTHER.search(written):
        found = []
        if "Ⓡ" in kind:
            found = list(changes.compound(clause, numbers[0], label))
        elif re.search("[Ⓨℛℱ]", kind):
            found = list(changes.card(clause, numbers[0], about))
        elif about.subject or clause.find(about):
            found = list(_value(clause, numbers[0], about))
        found = found or list(ratios.card(clause, numbers[0], about.measure))
        yield from found or misprints.read(clause, numbers[0])


def _value(clause: Clause, at: int, about: About) -> Iterator[Claim]:
    quantity = clause.quantity(at)
    found = clause.cells(about, quantity.family)
    expected = [(spot, spot.held) for spot in found] or over_parts(clause, about, quantity.family)
    found = [spot for spot, _ in expected]
    clause.spots = found or ([] if about.is_dated else _of_row(clause, quantity, about))
    if not expected or quantity.in_range or quantity.is_bound:
        return
    rooms = [one for _, one in expected]
    if (not is_any(quantity, rooms) or is_turned(quantity, rooms)) and not _is_of_all(clause, at, found):
        yield clause.wrong_cell(at, *expected[0])
    elif clause.text[at - 2 : at] in {"↑→", "↓→"} and found:
        yield from _wrong_way(clause, at, found[0])


def _is_of_all(clause: Clause, at: int, found: Sequence[Spot]) -> bool:
    """Whether a number whose subject is not said in its clause is that of all together."""
    if clause.tokens(SUBJECT, 0, at):
        return False
    own = [replace(spot, subject="") for spot in found if spot.subject]
    wholes = [spot.held for spot in own if spot.value is not None]
    sums = [total(one.measure, one.exhibit.everything(one.measure, one.period).values()) for one in own]
    return is_any(clause.quantity(at), [*wholes, *sums])


def _wrong_way(clause: Clause, at: int, spot: Spot) -> Iterator[Claim]:
    """升至Ⓠ of a cell that is less than that of the period before and that of the year before."""
    named = [token.moment for token in clause.skeleton.of_kind(PERIOD, 0, clause.start + at)]
    ways = ("环比",) if spot.before("环比") in named else ("同比", "环比")
    before = [value for over in ways if (value := spot.at(spot.before(over))) is not None]
    value, rises = spot.value or 0.0, clause.text[at - 2] == "↑"
    if spot.before("环比") and before and all(value < one if rises else value > one for one in before):
        message = f"by {spot.exhibit.label}, {spot.measure.label} went {'down' if rises else 'up'} to that"
        yield clause.claim("change", (at - 2, at + 1), message, "correct the verb")


def _of_row(clause: Clause, quantity: Quantity, about: About) -> list[Spot]:
    """The cell of a row that has the number, where no period is said."""
    rows = clause.find(about, quantity.family, any_period=True)
    return [
        replace(row, period=moment) for row in rows for moment, value in row.series if quantity.is_rounded(abs(value))
    ][:1]


def _recognised(clause: Clause, at: int) -> list[Spot]:
    """The one cell that a clause can only mean, because it has its number and says its subject or period.

    What is measured may then have a name that no list has: 5月全国件量173.2亿件.
    """
    quantity, told = clause.quantity(at), clause.all_tokens(at)
    if quantity.digits < _TELLING or len(clause.numbers) > 1 or any(token.kind == MEASURE for token in told):
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


def _flows(clause: Clause, start: int, at: int) -> list[Claim] | None:
    """Claims of cells that are themselves additions, such as new loans, or of their sums; None if they are none."""
    match = _ADDED.fullmatch(clause.text[start : at + 1])
    if not match:
        return None
    quantity, about = clause.quantity(at), clause.about(start + match.end("chain"))
    found = [spot for spot in clause.find(about, quantity.family, any_period=True) if is_flow(spot)]
    if not found or quantity.is_bound or quantity.in_range or not about.period:
        return None
    expected = [(spot, spot.held) for spot in found if spot.value is not None]
    expected = expected or over_parts(clause, about, quantity.family)
    said = replace(quantity, value=-abs(quantity.value)) if match["way"] == "↓" else quantity
    clause.spots = [spot for spot, _ in expected]
    if not expected or is_any(said, [one for _, one in expected]):
        return []
    return [clause.wrong_cell(at, *expected[0])]


def _profit(clause: Clause, start: int, at: int) -> list[Claim] | None:
    """盈利Ⓠ, 亏损Ⓠ: the net profit, above or below 0."""
    if not (match := _PROFIT.fullmatch(clause.text[start : at + 1])):
        return None
    quantity, about = clause.quantity(at), replace(clause.about(at), measure="净利润")
    said = replace(quantity, value=-quantity.value) if match["sign"] == "Ⓛ" else quantity
    found = clause.spots = clause.cells(about, quantity.family)
    if not found or quantity.is_bound or quantity.in_range or is_any(said, [spot.held for spot in found]):
        return []
    spot, value = found[0], found[0].held[0]
    if is_any(said, [(-one.held[0], -one.held[0]) for one in found]):
        message = f"by {spot.exhibit.label}, {spot.measure.label} is {'above' if value > 0 else 'below'} 0"
        return [clause.claim("value", (start + match.start("sign"), at + 1), message, "correct the verb")]
    return [clause.wrong_cell(at, spot, spot.held)]
