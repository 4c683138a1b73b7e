"""Claims of all subjects or of a number of them: 各家均增长, Ⓠ家增长."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from yanbao.review.reading.claims.clauses import CHAIN, Claim, Clause
from yanbao.review.reading.claims.ranks import grown_of, measured
from yanbao.review.reading.skeletons import SUBJECT
from yanbao.review.reading.spots import Spot


class _Patterns:
    def __init__(self) -> None:
        way = r"(?:(?P<up>↑|Ⓖ|为正|正增长)|(?P<down>↓|Ⓛ|为负|负增长)|(?P<over>＞)Ⓠ|(?P<under>＜)Ⓠ)"
        by = r"(?:(?P<fell>↓)|(?P<rose>↑))(?P<more>[＞])Ⓠ"
        self.all = re.compile(
            rf"(?:(?P<many>[ⓃⓆ])|各家|所有)?(?:公司|企业|集团|港口){{0,2}}(?P<chain>(?:Ⓢ＋){{0,5}}{CHAIN})"
            rf"(?P<change>[ⓎⒽ]?ℛ?)Ⓝ?∀[ⓎⒽ]{{0,2}}{way}$"
        )
        self.count = re.compile(
            rf"(?:Ⓟ)?(?:[ⓃⓆ][中里]?有?|有){{0,4}}(?P<many>[ⓃⓆ])(?:公司|企业|集团)?(?P<chain>{CHAIN})[ⓎⒽ]{{0,2}}(?:{way}|{by})$"
        )
        self.over = re.compile(
            rf"(?P<chain>{CHAIN})(?:(?P<over>＞)|(?P<under>＜))(?P<limit>Ⓠ)(?P<many>[ⓃⓆ])(?:公司|企业|集团)?$"
        )


PATTERN = _Patterns()


def _holds(clause: Clause, match: re.Match[str], value: float) -> bool:
    if match.re is PATTERN.over:
        limit = clause.quantity(match.start("limit")).value
        return value > limit if match["over"] else value < limit
    if match["up"]:
        return value > 0
    if match["down"]:
        return value < 0
    limit = clause.quantity(match.end() - 1).value
    if "more" in match.re.groupindex and match["more"]:
        return -value > limit if match["fell"] else value > limit
    return value > limit if match["over"] else value < limit


def _population(clause: Clause, match: re.Match[str]) -> tuple[Spot, dict[str, float]] | None:
    """The numbers of all subjects that a claim about all of them, or some, is about."""
    about = clause.about(match.end("chain"))
    listed = clause.tokens(SUBJECT, 0, match.end("chain"))
    groups = match.groupdict()
    up, down, more = groups.get("up"), groups.get("down"), groups.get("more")
    earns = {"Ⓖ", "Ⓛ"} & {up, down}
    if earns:
        about = replace(about, measure="净利润")
    if (not about.measure and not grown_of(clause)) or len(listed) == 1 or (listed and "＋" not in clause.text):
        return None
    if not any(clause.find(replace(about, subject=name)) for one in clause.scope.near for name in one.subjects[:1]):
        about = replace(about, measure=grown_of(clause) if up or down else about.measure)
    is_change = not earns and bool(up or down or more)
    for spot in measured(clause, about, "增速" if is_change else None, any_subject=True):
        ranked = spot.exhibit.ranking(spot.measure, spot.period)
        if listed:
            own = {spot.exhibit.names.get(token.text, token.text) for token in listed}
            ranked = {name: value for name, value in ranked.items() if name in own} if own <= set(ranked) else {}
        limit = match.start("limit") if match.re is PATTERN.over else match.end() - 1
        family = None if is_change or earns else clause.quantity(limit).family
        if (
            len(ranked) > (1 if listed else 2)
            and family in {None, spot.measure.family}
            and (not spot.exhibit.periods or spot.period or spot.measure.key in spot.exhibit.undated)
        ):
            return spot, ranked
    return None


def every(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    found = _population(clause, match)
    if not found or (match["many"] and clause.count(match.start("many")) != len(found[1])):
        return
    spot, ranked = found
    if against := [name for name, value in ranked.items() if not _holds(clause, match, value)]:
        message = f"by {spot.exhibit.label}, {spot.measure.label} says otherwise of {'、'.join(against[:3])}"
        yield clause.claim("order", (0, len(clause.text)), message, "name the exceptions")


def count(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    found = _population(clause, match)
    at = match.start("many")
    if not found or (clause.text[at] == "Ⓠ" and clause.quantity(at).unit not in {"家", "个"}):
        return
    said = clause.count(at)
    spot, ranked = found
    count = sum(_holds(clause, match, value) for value in ranked.values())
    if count != said and said <= len(ranked):
        message = f"by {spot.exhibit.label}, {spot.measure.label} says so of {count}, not of {said}"
        yield clause.claim("order", (0, len(clause.text)), message, "correct the number")
