"""Claims of several cells in a row: Ⓢ、Ⓢ分别为Ⓠ、Ⓠ, Ⓢ（Ⓠ）、Ⓢ（Ⓠ）, 由Ⓟ的Ⓠ升至Ⓟ的Ⓠ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from yanbao.periods import Moment
from yanbao.review.reading.claims.clauses import CHAIN, Claim, Clause
from yanbao.review.reading.claims.differences import difference
from yanbao.review.reading.claims.misprints import is_turned
from yanbao.review.reading.claims.shown import is_any
from yanbao.review.reading.claims.sums import is_added, over_parts, total
from yanbao.review.reading.skeletons import PERIOD, SUBJECT
from yanbao.review.reading.spots import About, Range, Spot, is_within

_LISTED = re.compile(
    rf"{CHAIN}(?P<items>[ⓈⓂⓅ](?:＋[ⓈⓂⓅ])+){CHAIN}[Ⓝ]?{CHAIN}∥?{CHAIN}(?:[↑↓]?→)?(?P<numbers>Ⓠ(?:[＋/]Ⓠ)+)"
)

_TOTALS = re.compile(rf"{CHAIN}(?P<items>[ⓂⓅ](?:＋[ⓂⓅ])+)[^ⓈⓂⓅⓆΣ]{{0,4}}Σ∥?(?P<numbers>Ⓠ(?:[＋/]Ⓠ)+)")
_SPAN = re.compile(rf"(?:Ⓟ→|{CHAIN}Ⓟ→)?{CHAIN}∥?{CHAIN}(?P<numbers>Ⓠ(?:[＋/]Ⓠ)+)$")
_SAME = re.compile(r"(?:其|Ⓒ)?Ⓟ?(?P<chain>Ⓜ)∥?(?P<numbers>Ⓠ(?:[＋/]Ⓠ)+)$")

_PARTS = re.compile(rf"{CHAIN}[Ⓦ个]?{CHAIN}∥(?P<numbers>Ⓠ(?:[＋/]Ⓠ)+)")

_FROM = re.compile(rf"(?P<chain>{CHAIN})Ⓕ(?P<first>Ⓟ)(?P<who>[ⓈⓂ]?)(?P<from>Ⓠ)[^ⓈⓂⓅⓆⒹ，]{{0,3}}→(?P<last>Ⓟ)?(?P<to>Ⓠ)")

_APARTS = re.compile(rf"{CHAIN}∥?(?P<way>[≻≺＞＜])(?P<items>Ⓢ(?:＋Ⓢ)+)Ⓜ?∥?(?P<numbers>Ⓠ(?:[＋/]Ⓠ)+)")

_BESIDE = re.compile("Ⓢ[（(](?P<number>Ⓠ)[）)，]")

_SWAPPED = re.compile(r"[^，ⓈⓆ]{0,8}(?P<items>Ⓢ(?:＋Ⓢ)+)[^，Ⓢ]{0,8}?∥[^，ⓈⓆ]{0,6}(?P<numbers>Ⓠ(?:[＋/]Ⓠ)+)")

_RATE = re.compile("[ℛℱ↑↓ⓎⒽ÷]|份额")


def read(clause: Clause) -> Iterator[Claim]:
    """Numbers of a list, each with the item that it is said of."""
    if match := _APARTS.match(clause.text):
        numbers = clause.places(match.span("numbers"))
        others = [clause.token(at) for at in clause.places(match.span("items"), "Ⓢ")]
        about = clause.about(match.start("items"))
        for other, at in zip(others, numbers, strict=len(others) == len(numbers)):
            clause.read.add(at)
            yield from difference(clause, at, about, other, less=match["way"] in "≺＜")
    elif match := _TOTALS.match(clause.text):
        yield from _totals(clause, match)
    elif moments := _span(clause):
        numbers = clause.numbers
        base = clause.about(numbers[0])
        clause.said.listed = [replace(base, period=moment, is_dated=True) for moment in moments]
        yield from _of_each(clause, clause.said.listed, numbers)
    elif match := _LISTED.match(clause.text):
        items = clause.places(match.span("items"), "ⓈⓂⓅ")
        numbers = clause.places(match.span("numbers"))
        if len(items) == len(numbers) and len({clause.text[at] for at in items}) == 1:
            base = clause.about(numbers[0])
            clause.said.listed = [base.told([clause.token(at)]) for at in items]
            yield from _of_each(clause, clause.said.listed, numbers)
    elif (match := _SAME.match(clause.text)) and (clause.said.listed or _told(clause)):
        clause.said.listed = clause.said.listed or _told(clause)
        numbers, measure = clause.places(match.span("numbers")), clause.token(match.start("chain"))
        clause.said.listed = [about.told([measure]) for about in clause.said.listed]
        if len(numbers) == len(clause.said.listed):
            yield from _of_each(clause, clause.said.listed, numbers)
    elif match := _PARTS.match(clause.text):
        numbers = clause.places(match.span("numbers"))
        about = clause.about(numbers[0])
        for spot in clause.find(about, any_period=True) if about.period and about.measure else ():
            inside = [moment for moment, _ in spot.series if about.period and is_within(moment, about.period)]
            if len(inside) == len(numbers):
                yield from _of_each(clause, [replace(about, period=moment) for moment in inside], numbers)
                return


def _told(clause: Clause) -> list[About]:
    """The periods that the sentence has named before, one after the other: 2025年…，2026年…，对应PE分别为Ⓠ、Ⓠ."""
    told = clause.skeleton.of_kind(PERIOD, 0, clause.start)
    moments = list(dict.fromkeys(token.moment for token in told if token.moment))
    is_in_order = len(moments) == len(told) and moments == sorted(moments)
    return [replace(clause.before, period=one, is_dated=True) for one in moments] if is_in_order else []


def _span(clause: Clause) -> list[Moment]:
    """The periods from one to another, if a list has a number of each: 2025—2026年净利润为Ⓠ、Ⓠ."""
    told = [token.moment for token in clause.tokens(PERIOD)]
    if len(told) != 2 or not re.search("Ⓟ→?Ⓟ", clause.text) or not _SPAN.match(clause.text) or None in told:
        return []
    first, last = told
    for exhibit in clause.scope.near:
        inside = [one for one in exhibit.periods if first and last and first <= one <= last]
        if len(inside) == len(clause.numbers) and inside[0] == first:
            return inside
    return []


def _totals(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    """Ⓜ、Ⓜ合计分别为Ⓠ、Ⓠ: the total of each column."""
    items = [clause.token(at) for at in clause.places(match.span("items"), "ⓂⓅ")]
    for item, at in zip(items, clause.places(match.span("numbers")), strict=False):
        clause.read.add(at)
        about, last = clause.before.told([item]), clause.quantity(clause.numbers[-1])
        for exhibit in clause.scope.near:
            for measure in exhibit.measures:
                values = exhibit.everything(measure, about.period).values()
                is_of = about.measure in measure.names and is_added(measure) and measure.family == last.family
                if is_of and len(values) > 1 and not is_any(clause.quantity(at).like(last), [total(measure, values)]):
                    what = f"{measure.label} of all {len(values)}"
                    yield clause.wrong_number("total", at, what, total(measure, values), exhibit.label)


def swapped(clause: Clause) -> Iterator[Claim]:
    """Numbers that are all cells of the subjects that are listed, but each of another: no word need be known."""
    match = _SWAPPED.match(clause.text)
    if not match or match.start("numbers") in clause.read:
        return
    names = [clause.token(at).text for at in clause.places(match.span("items"), "Ⓢ")]
    numbers = clause.places(match.span("numbers"))
    said = [clause.quantity(at) for at in numbers]
    for exhibit in clause.scope.near if len(names) == len(said) else ():
        own = [exhibit.subject_of(name) for name in names]
        for measure in exhibit.measures:
            cells = [exhibit.value(name, None, measure) for name in own]
            if None in cells or measure.family != said[-1].family:
                continue
            fits = [[one.is_rounded(abs(cell or 0.0)) for cell in cells] for one in said]
            if all(map(any, fits)) and all(map(any, zip(*fits, strict=True))):
                clause.read.update(numbers)
                for place, (at, row) in enumerate(zip(numbers, fits, strict=True)):
                    if not row[place]:
                        spot = Spot(exhibit, own[place], measure, None)
                        yield clause.wrong_cell(at, spot, spot.held)
                return


def in_brackets(clause: Clause) -> Iterator[Claim]:
    """Ⓢ（Ⓠ）、Ⓢ（Ⓠ）: numbers in brackets behind their subjects, of the measure that was named before."""
    for match in _BESIDE.finditer(clause.text):
        at = match.start("number")
        clause.read.add(at)
        about = clause.before.told(one for one in clause.all_tokens(at) if one.kind != SUBJECT)
        quantity = clause.quantity(at)
        is_change = quantity.family == "%" and clause.quote(clause.token(at))[:1] in {"+", "-", "−"}
        if about.measure and not is_change and not _RATE.search(clause.text[:at]):
            about = about.told([clause.token(match.start())])
            yield from _of_each(clause, [about], [at])


def from_to(clause: Clause) -> Iterator[Claim]:
    """由Ⓟ的Ⓠ升至Ⓟ的Ⓠ: two cells of one row."""
    match = _FROM.match(clause.text)
    if not match:
        return
    moments = [clause.token(match.start("first")), *([clause.token(match.start("last"))] if match["last"] else [])]
    chain = clause.all_tokens(match.end("chain"))
    first = clause.before.told([*chain, moments[0], *clause.all_tokens(match.end("who"))])
    of = [token for token in clause.all_tokens(match.end("who")) if token.kind != PERIOD]
    last = first.told(moments[1:]) if match["last"] else clause.before.told([*chain, *of])
    if first.measure and last.period != first.period:
        yield from _of_each(clause, [first, last], [match.start("from"), match.start("to")])


def _of_each(clause: Clause, abouts: Sequence[About], numbers: Sequence[int]) -> Iterator[Claim]:
    """Numbers that are each of a cell of its own."""
    off: list[tuple[int, Spot, Range]] = []
    spots: list[Spot] = []
    for about, at in zip(abouts, numbers, strict=True):
        if not about.measure and not (about := replace(about, measure=clause.by_unit(numbers[-1]))).measure:
            return
        quantity = clause.quantity(at)
        if quantity.family in {"", "个"}:
            quantity = quantity.like(clause.quantity(numbers[-1]))
        options = [(spot, spot.held) for spot in clause.cells(about, quantity.family)]
        options = options or over_parts(clause, about, quantity.family)
        spots += [spot for spot, _ in options]
        rooms = [room for _, room in options]
        if options and not quantity.is_bound and (not is_any(quantity, rooms) or is_turned(quantity, rooms)):
            off.append((at, *options[0]))
    if spots:
        clause.read.update(numbers)
        clause.spots = spots
    for at, spot, room in off:
        yield clause.wrong_cell(at, spot, room)
