"""Claims of the difference of two cells: ⓈⓂ高出ⓈⓆ, 比Ⓢ低Ⓠ, 两者相差Ⓠ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from yanbao.review.reading.claims.clauses import CHAIN, Claim, Clause
from yanbao.review.reading.claims.shown import is_any
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.skeletons import MEASURE, PERIOD, SUBJECT, Token
from yanbao.review.reading.spots import About, Spot, bare, changes_of

_APART = re.compile(rf"[▲▼]?{CHAIN}(?:[＞＜](?P<than>[ⓈⓅ])[ⓂⓈ]*|[≻≺](?P<over>Ⓢ)Ⓜ*|(?:Ⓒ[▲▼]?(?P<base>[ⓈⓅ])Ⓜ*)?[≻≺])Ⓠ")

_AHEAD = re.compile(rf"{CHAIN}[＞≻](?P<rank>#)名?Ⓜ?Ⓠ")
_BETWEEN = re.compile(rf"＋?{CHAIN}(?:＋{CHAIN})?Ⓝ?Ⓜ?Δ[＞＜]?(?:ⒻⓅ?Ⓠ)?(?:[↑↓↘]?→)?Ⓠ")


def read(clause: Clause, start: int, at: int) -> Iterator[Claim] | None:
    """ⓈⓂ高出ⓈⓆ, 比Ⓢ低Ⓠ, 低于Ⓢ的Ⓠ, 两者相差Ⓠ: the difference of two cells, or the other cell itself."""
    segment = clause.text[start : at + 1]
    if match := _APART.fullmatch(segment):
        return _of_two(clause, start, at, match)
    if match := _AHEAD.fullmatch(segment):
        return _ahead(clause, start, at, match)
    if _BETWEEN.fullmatch(clause.text[: at + 1] if "→" in segment else segment):
        return _gap(clause, at)
    return None


def _ahead(clause: Clause, start: int, at: int, match: re.Match[str]) -> Iterator[Claim]:
    """Ⓢ领先第二名Ⓠ: the difference to the subject of that rank."""
    about, rank = clause.about(at), clause.count(start + match.start("rank"))
    for spot in clause.find(about) if about.subject and about.measure else ():
        ranked = spot.exhibit.ranking(spot.measure, spot.period)
        order = sorted(ranked, key=lambda name: -ranked[name])
        if 1 < rank <= len(order):
            other = Token(SUBJECT, 0, 0, order[rank - 1])
            yield from difference(clause, at, about, other, less=False)
            return


def _of_two(clause: Clause, start: int, at: int, match: re.Match[str]) -> Iterator[Claim]:
    """The difference to the subject that is named, or to the only other one of the sentence."""
    group = next((name for name in ("than", "over", "base") if match[name]), "")
    about = clause.about(start + (match.start(group) if group else len(match[0]) - 2))
    about = about.told(clause.tokens(MEASURE, start, at))
    if group:
        others = [clause.token(start + match.start(group))]
    else:
        named = {token.text: token for token in clause.skeleton.of_kind(SUBJECT, 0, clause.start + at)}
        others = [token for name, token in named.items() if name != about.subject]
        others = others or [one for one in [clause.said.than] if one]
    if len(others) == 1:
        clause.said.than = others[0]
        less = bool(re.search("[＜≺↓]", match[0]))
        yield from difference(clause, at, about, others[0], less=less, or_itself=bool(match["than"]))


def difference(
    clause: Clause, at: int, about: About, other: Token, *, less: bool, or_itself: bool = False
) -> Iterator[Claim]:
    quantity = clause.quantity(at).like(clause.quantity(clause.numbers[-1]))
    if not about.measure:
        about = replace(about, measure=clause.by_unit(at))
    if quantity.is_bound or quantity.in_range or not about.measure:
        return
    for spot in clause.find(about):
        theirs = _other(spot, other)
        if spot.value is None or theirs is None or spot.subject == spot.exhibit.subject_of(other.text):
            continue
        is_rate = quantity.family in {"个百分点", "%"} and spot.measure.family == "%"
        if not (is_rate or quantity.family in {spot.measure.family, bare(spot.measure.family)}):
            continue
        clause.spots = [spot]
        apart = (theirs - spot.value) if less else (spot.value - theirs)
        room = (apart - spot.measure.step, apart + spot.measure.step)
        itself = (theirs, theirs)
        is_itself = abs(quantity.value - theirs) <= abs(quantity.value - apart) or quantity.family == "%"
        if or_itself and is_itself and not is_any(quantity, [room]):
            if not is_any(quantity, [itself]):
                whose = replace(spot, subject=other.text) if other.kind == SUBJECT else spot
                yield clause.wrong_cell(at, whose, itself)
        elif quantity.family == "%" and is_any(quantity, [room]):
            message = f"'{clause.quote(clause.token(at))}': a difference of two rates is in 个百分点"
            yield clause.claim("change", (at, at + 1), message, "write 个百分点")
        else:
            yield from _checked(clause, at, spot, apart, quantity)
        return


def _checked(clause: Clause, at: int, spot: Spot, apart: float, said: Quantity | None = None) -> Iterator[Claim]:
    """The claim of a difference that is not that of two cells, which may both be rounded."""
    room = (apart - spot.measure.step, apart + spot.measure.step)
    return clause.refuted("change", at, "the difference", [(spot, room)], said)


def _other(spot: Spot, other: Token) -> float | None:
    if other.kind == PERIOD:
        return spot.at(other.moment)
    return spot.exhibit.value(spot.exhibit.subject_of(other.text), spot.period, spot.measure)


def _gap(clause: Clause, at: int) -> Iterator[Claim]:
    quantity = clause.quantity(at)
    names = list({token.text: token for token in clause.skeleton.of_kind(SUBJECT, 0, clause.start + at)}.values())
    if len(names) not in {1, 2} and "Ⓝ" in clause.text:
        names = clause.said.named[-2:]
    here = clause.tokens(SUBJECT, 0, at)
    if len(here) == 1 and clause.before.subject not in {"", here[0].text}:
        names = [replace(here[0], text=clause.before.subject), *here]
    about = clause.about(at)
    if not about.measure:
        about = replace(about, measure=clause.by_unit(at))
    if len(names) != 2:
        yield from _gap_of_measures(clause, at, about)
        return
    if not about.measure:
        return
    for spot in clause.find(about.told(names[:1])):
        theirs = _other(spot, names[1])
        points = quantity.family == "个百分点" and spot.measure.family == "%"
        if spot.value is not None and theirs is not None and (points or quantity.family == spot.measure.family):
            yield from _checked(clause, at, spot, abs(spot.value - theirs))
            return


def _gap_of_measures(clause: Clause, at: int, about: About) -> Iterator[Claim]:
    """ⓈⓂ增速低于Ⓜ增速，二者相差Ⓠ: of two measures of one subject, or of their changes."""
    end = clause.start + at
    named = {
        token.text: place for place, token in clause.skeleton.tokens.items() if token.kind == MEASURE and place < end
    }
    if len(named) != 2:
        return
    sides = []
    for name, place in named.items():
        found = clause.find(replace(about, measure=name))
        if re.match("Ⓨ?ℛ", clause.skeleton.text[place + 1 :]):
            found = changes_of(found)
        sides.append([one for one in found if one.value is not None])
    for one in sides[0]:
        for other in sides[1]:
            if one.exhibit is other.exhibit and one.measure.family == other.measure.family:
                yield from _checked(clause, at, one, abs((one.value or 0) - (other.value or 0)))
                return
