"""Claims of what cells come to, what part one is of others, and their averages: 合计Ⓠ, 占Ⓠ, 均值Ⓠ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.review.reading.claims import sums
from yanbao.review.reading.claims.clauses import Claim, Clause
from yanbao.review.reading.claims.shown import is_any
from yanbao.review.reading.claims.sums import is_added, over_parts, total, when
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.skeletons import MEASURE, PERIOD, SUBJECT, Token
from yanbao.review.reading.spots import Range, ratio

_SHARE = re.compile("占比|份额|比重|市占率|占有率|构成")
_PLAIN_SHARE = re.compile("÷(?:[ⓂⓅⓃΣ]|全球|市场|总量|总额|总数){0,4}(?:Σ)?Ⓠ")
_TOTAL = re.compile("占.*总")
_WHOLE = re.compile("÷[ⓂⓈⓃΣⓅ]{0,6}Ⓠ")


def read(clause: Clause, start: int, at: int) -> Iterator[Claim] | None:
    """The claim of a sum, a share or an average; None if the number is none."""
    segment = clause.text[start : at + 1]
    if "÷" in segment and clause.quantity(at).family == "%":
        return _share(clause, start, at)
    if "Ⓩ" in clause.text[:at]:
        return iter(())  # of some that no exhibit names
    if "⑤" in segment and clause.quantity(at).family == "%" and not re.search("[Ⓢ∥]", segment):
        return _concentration(clause, at)
    if start and segment in {"Ⓠ", "ⓂⓆ"} and _WHOLE.search(clause.text[:at]) and clause.quantity(at).family == "%":
        return _of_whole(clause, at)
    if re.search("[＞＜Ⓒ][ⓈⓂⓅ]*[⌀⍉]", segment):
        return iter(())  # what others are on average
    if "⌀" in segment or "⍉" in segment:
        return sums.average(clause, at)
    if (
        "Σ" in segment
        or (segment.startswith("＋") and "Σ" in clause.text[:start])
        or ("Ⓦ" in segment and "累计" in clause.written and not re.search("[↑↓]", segment))
    ):
        return sums.read(clause, at)
    return None


def _checked(clause: Clause, at: int, options: list[Range], what: str, *, sure: bool = True) -> Iterator[Claim]:
    if options and not is_any(clause.quantity(at), options):
        yield clause.wrong_number("total", at, what, options[0], "the numbers", sure=sure)


def _of_whole(clause: Clause, at: int) -> Iterator[Claim]:
    """Ⓠ，占Ⓠ的Ⓠ: the number said before, of the number before the share."""
    earlier = [clause.quantity(one) for one in clause.numbers if one < at]
    whole = earlier[-1]
    over = earlier[-2] if len(earlier) > 1 else clause.said.quantities[-1] if clause.said.quantities else None
    is_fit = over and over.family == whole.family and not over.in_range and over.value < whole.value
    if over and is_fit and over not in clause.said.doubted:
        yield from _checked(clause, at, [ratio(over.room, whole.room)], "that share")


def _part(clause: Clause, at: int) -> Quantity | None:
    """The number before a share, of which it may be."""
    earlier = [clause.quantity(one) for one in clause.numbers if one < at]
    over = clause.said.quantities[-1] if clause.said.quantities else None
    if over and over.family in {"%", "倍", "个百分点"} and not earlier:
        return next((one for one in reversed(clause.said.quantities) if one.family != "%"), over)
    return earlier[-1] if earlier else over


def _share(clause: Clause, start: int, at: int) -> Iterator[Claim]:
    """占Ⓠ: a cell of shares, or what a number is of others."""
    clause.read.add(at)
    if clause.quantity(at).is_bound or clause.quantity(at).in_range:
        return
    told = clause.tokens(SUBJECT, start, at)
    place = clause.text.rindex("÷", 0, at)
    if re.search("[ⓎⒽ↑↓Ⓔ]", clause.text[place:at]):
        return
    over = _part(clause, at)
    if over in clause.said.doubted:
        return
    options = _of_base(clause, place, at, over, told)
    if options is None and (typed := _of_typed(clause, place, at)):
        options = [typed]
    if options is not None:
        yield from _checked(clause, at, options, "that share")
        return
    if not _PLAIN_SHARE.search(clause.text[: at + 1], place):
        return
    if not told and re.search("[^ⓈⓂⓅⓆⓃΣⓎ＋，]$|Ⓝ", clause.text[:place]):
        return  # of something that no exhibit names
    if not clause.tokens(SUBJECT, 0, at) and clause.said.is_total and over and not clause.tokens(MEASURE, place, at):
        named = Token(MEASURE, 0, 0, clause.about(at).measure or clause.before.measure)
        yield from _checked(clause, at, _of_all(clause, over, [named]), "that share")
        return
    names = told or [token for token in clause.all_tokens(at) if token.kind == SUBJECT]
    if "Σ" in clause.text[:at] and not names and clause.text[0] not in "ΣⓂ÷":
        return
    if not names and "Σ" in clause.text[:at]:
        names = [Token(SUBJECT, 0, 0, about.subject) for about in clause.said.listed]
    many = clause.count(place + clause.text[place:at].index("Ⓝ")) if "Ⓝ" in clause.text[place:at] else 0
    options, sure = _shares_of(clause, names, at, many)
    if clause.said.total and names:
        family, total = clause.said.total
        spots = clause.cells(clause.about(place), family)
        options = [ratio(spots[0].rounded, total)] if spots else options
        sure = sure or bool(spots)
    yield from _checked(clause, at, options, "that share", sure=sure)


def _of_base(clause: Clause, place: int, at: int, over: Quantity | None, told: list[Token]) -> list[Range] | None:
    """What the share is if the clause says of what: a period, a total, another measure; None if it does not."""
    base = clause.tokens(MEASURE, place, at)
    if span := clause.tokens(PERIOD, place, at):
        about = clause.before.told([*clause.all_tokens(place), *span])
        totals = over_parts(clause, about, over.family if over else "")
        parts = [one.room for one in clause.said.row] if "Σ" in clause.text[:place] else [over.room] if over else []
        part = sum(low for low, _ in parts), sum(high for _, high in parts)
        return [ratio(part, totals[0][1])] if totals and parts else []
    if over and (base or told) and _TOTAL.search(clause.written) and (found := _of_all(clause, over, [*base, *told])):
        return found
    if base and told:
        return _of_own(clause, base[0], told, at) or None
    return _of_measure(clause, at, base[0], over) if base and over else None


def _shares_of(clause: Clause, names: list[Token], at: int, many: int) -> tuple[list[Range], bool]:
    """The share of subjects together: by a column of shares, else of the sum of all; and whether that is certain."""
    about = clause.about(at)
    texts = [token.text for token in names] or ([about.subject] if about.subject else [])
    options: list[Range] = []
    for exhibit in clause.scope.near:
        own = list(dict.fromkeys(map(exhibit.subject_of, texts)))
        if not own or not set(own) <= set(exhibit.subjects):
            continue
        for measure in exhibit.measures:
            period = None if measure.key in exhibit.undated or not exhibit.periods else when(exhibit, about.period)
            if period and about.period not in {None, period}:
                continue
            ranked = exhibit.ranking(measure, period)
            of = _SHARE.sub("", measure.label)
            if measure.family == "%" and of != measure.label and set(own) <= set(ranked):
                if of and not _is_same(clause, of, about.measure):
                    continue  # a share of something else: 海外收入占比
                return [total(measure, [ranked[name] for name in own])], True
            if is_added(measure) and set(own) <= set(ranked) and min(ranked.values()) > 0:
                if exhibit.periods and len(exhibit.subjects) < 2:
                    continue
                if many in {0, len(ranked)} and (about.measure in measure.names or len(exhibit.measures) == 1):
                    part, whole = total(measure, [ranked[name] for name in own]), total(measure, ranked.values())
                    options.append(ratio(part, whole))
                    by_period = exhibit.value("", period, measure)
                    options += [ratio(part, (by_period, by_period))] if by_period else []
    return options, "Ⓝ" in clause.text or "Ⓝ" in clause.skeleton.text


def _is_same(clause: Clause, name: str, other: str) -> bool:
    """Whether two names are of one measure."""
    measures = (measure for exhibit in clause.scope.near for measure in exhibit.measures)
    return name == other or any({name, other} <= measure.names for measure in measures)


def _concentration(clause: Clause, at: int) -> Iterator[Claim]:
    """CR5 of a column of shares."""
    top = clause.count(clause.text.rindex("⑤", 0, at))
    for exhibit in clause.scope.near:
        for measure in exhibit.measures:
            ranked = sorted(exhibit.ranking(measure, when(exhibit, clause.about(at).period)).values(), reverse=True)
            if _SHARE.search(measure.label) and measure.family == "%" and 1 < top <= len(ranked):
                yield from _checked(clause, at, [total(measure, ranked[:top])], f"the sum of the first {top}")
                return


def _of_typed(clause: Clause, place: int, at: int) -> Range | None:
    """Ⓠ，其中…Ⓠ，占比Ⓠ: the second number of the first."""
    if place or at != 1 or len(clause.said.quantities) < 2:
        return None
    whole, part = clause.said.quantities[-2:]
    written = clause.skeleton.passage.text[whole.end : part.start]
    is_part = "其中" in written and "。" not in written and whole.family == part.family and 0 < part.value < whole.value
    doubted = whole in clause.said.doubted or part in clause.said.doubted
    return ratio(part.room, whole.room) if is_part and part.family != "%" and not doubted else None


def _of_own(clause: Clause, base: Token, told: list[Token], at: int) -> list[Range]:
    """ⓈM占Ⓜ的Ⓠ, of an exhibit whose only measure is called so: a part of all its subjects."""
    about = clause.about(at)
    for exhibit in clause.scope.page:
        name = exhibit.subject_of(told[-1].text)
        for measure in exhibit.measures if len(exhibit.measures) == 1 else ():
            ranked = exhibit.ranking(measure, when(exhibit, about.period) if exhibit.periods else None)
            if base.text in measure.names and name in ranked and is_added(measure) and len(ranked) > 1:
                return [ratio(total(measure, [ranked[name]]), total(measure, ranked.values()))]
    return []


def _of_all(clause: Clause, over: Quantity, named: list[Token]) -> list[Range]:
    """占总Ⓜ的Ⓠ: of the total of a column."""
    names = {token.text for token in named}
    return [
        ratio(one.room, total(measure, values))
        for exhibit in clause.scope.near
        for measure in exhibit.measures
        if names & measure.names and measure.family == over.family and is_added(measure)
        for one in [over, *(said for said in clause.said.quantities if _is_beside(clause, over, said))]
        for values in [
            exhibit.everything(measure, when(exhibit, clause.about(0).period) if exhibit.periods else None).values()
        ]
        if len(values) > 1
    ]


def _is_beside(clause: Clause, over: Quantity, other: Quantity) -> bool:
    """Whether another number of the sentence may be the part that is meant."""
    return other.family == over.family and other.start >= clause.skeleton.start


def _of_measure(clause: Clause, at: int, base: Token, over: Quantity) -> list[Range]:
    """占Ⓜ的Ⓠ: of another measure of the same subject and period."""
    about = clause.about(at).told([base])
    wholes = [spot for spot in clause.find(about) if spot.value and spot.value > 0]
    is_part = bool(wholes) and over.family == wholes[0].measure.family and 0 < over.value < (wholes[0].value or 0)
    return [ratio(over.room, wholes[0].rounded)] if is_part else []
