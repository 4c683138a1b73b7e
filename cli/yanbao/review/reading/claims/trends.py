"""Claims of a direction over several periods: 逐季改善, 连续三年增长, 持续下降, 从未回升."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from yanbao import periods
from yanbao.formatting import percent
from yanbao.periods import Moment
from yanbao.review.reading.claims.clauses import CHAIN, IS_BAD, LINKS, NUMERAL, Claim, Clause, Words, count_of
from yanbao.review.reading.sentences import once
from yanbao.review.reading.skeletons import PERIOD, SUBJECT
from yanbao.review.reading.spots import Spot, is_within


class _Patterns:
    def __init__(self, words: Words) -> None:
        steps = rf"逐[季年月]|连续(?P<many>{NUMERAL}|[0-9]{{1,2}})(?:年|个?季度|个?月)|(?P<loose>持续|不断|一路|连年)"
        self.trend = re.compile(
            rf"^(?:自|从)?(?P<chain>(?:{LINKS}|自|从|以来|至|起|各季度|(?:四|各)个季度|[、\-~—]|已经?|也|均|呈){{0,16}})(?P<change>同比增速|增速|增幅|同比)?(?:已|也)?"
            rf"(?:{steps})(?:[的地])?(?:(?P<up>{words.up})|(?P<down>{words.down}))(?:态势|趋势)?$"
        )
        self.never = re.compile(
            rf"^(?P<chain>{CHAIN})则?(?:从未|没有|未曾)(?:(?P<up>{words.down})|(?P<down>{words.up}))过?$"
        )


_FASTER = re.compile(
    rf"^(?P<chain>{CHAIN})(?:同比)?增速(?:较上年|较上季度|较前一年|同比|环比)?(?:进一步|明显|有所|显著|大幅|小幅|继续)*"
    r"(?:(?P<up>加快|提速|提升|回升|扩大|上行)|(?P<down>放缓|回落|收窄|下降|下滑|减速))$"
)

_patterns = once(_Patterns)


def read(clause: Clause) -> Iterator[Claim]:
    """Claims of directions that the cells do not go."""
    patterns = _patterns(clause.words)
    if clause.is_hypothetical():
        return
    if match := _FASTER.match(clause.text):
        yield from _faster(clause, match)
        return
    match = patterns.trend.match(clause.text) or patterns.never.match(clause.text)
    if not match:
        return
    end = match.end("chain")
    about = clause.about(end)
    if not about.measure or len(clause.tokens(SUBJECT, 0, end)) > 1:
        return
    groups = match.re.groupindex
    change = match["change"] if "change" in groups else None
    many = count_of(match["many"]) if "many" in groups and match["many"] else 0
    is_loose = "loose" in groups and bool(match["loose"])
    for spot in clause.find(replace(about, period=None, is_dated=False), any_period=True):
        is_up = bool(match["up"])
        if IS_BAD.search(spot.measure.label) and (match["up"] or match["down"]) in {"改善", "恶化"}:
            is_up = not is_up
        path = _path(spot, bool(change))
        path = _cut(path, clause, many)
        if len(path) < 3 - (many > 0):
            continue
        is_never = match.re is patterns.never
        against = [
            later
            for earlier, later in pairwise(path)
            if not _goes(earlier[1], later[1], is_up) and not (is_never and earlier[1] == later[1])
        ]
        wrong = len(against) == len(path) - 1 or _goes(path[-1][1], path[0][1], is_up) if is_loose else against
        if wrong or (many and len(path) - 1 < many and not _reaches_back(spot, path)):
            yield _wrong(clause, match, spot, against, many)
        return


def _faster(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    """ⓅⓂ增速加快: what grew faster or slower than in the year before."""
    about = clause.about(match.end("chain"))
    for spot in clause.find(about) if about.measure and about.period else ():
        path = _path(spot, True)
        at = next((index for index, (moment, _) in enumerate(path) if moment == spot.period), 0)
        if at < 1 or spot.exhibit.length != "year":
            continue
        if not _goes(path[at - 1][1], path[at][1], bool(match["up"])):
            rates = " and ".join(percent(rate, 1) for _, rate in path[at - 1 : at + 1])
            message = f"by {spot.exhibit.label}, {spot.measure.label} grew by {rates}"
            start = match.start("up" if match["up"] else "down")
            yield clause.claim("order", (start, match.end()), message, "correct the claim")
        return


def _goes(earlier: float, later: float, up: bool) -> bool:
    return later > earlier if up else later < earlier


def _path(spot: Spot, is_change: bool) -> list[tuple[Moment, float]]:
    """The numbers over time, or those of their changes."""
    if not is_change:
        return spot.series
    if column := spot.exhibit.change_of(spot.measure, ""):
        return spot.exhibit.series(spot.subject, column)
    found = []
    for moment, value in spot.series:
        here = replace(spot, period=moment)
        earlier = here.at(here.before("同比"))
        if earlier:
            found.append((moment, value / earlier - 1))
    return found


def _cut(path: list[tuple[Moment, float]], clause: Clause, many: int) -> list[tuple[Moment, float]]:
    """The part that is spoken of: from one period to another, the parts of one, or up to the newest."""
    at = clause.start + len(clause.text)
    told = [token.moment for token in clause.skeleton.of_kind(PERIOD, 0, at) if token.moment]
    whole = clause.skeleton.text[:at]
    if len(told) == 2 and re.search("Ⓟ[至到\\-~—]Ⓟ", whole):
        path = [one for one in path if told[0][1] >= one[0][1] and one[0][0] <= told[1][0]]
    elif told and re.search("Ⓟ(?:以来|起|至今)", whole):
        path = [one for one in path if one[0] >= told[-1] or is_within(one[0], told[-1])]
    elif told and many:
        path = [one for one in path if one[0] <= told[-1]]
    elif told:
        path = [one for one in path if is_within(one[0], told[-1])]
    return path[-(many + 1) :] if many else path


def _reaches_back(spot: Spot, path: list[tuple[Moment, float]]) -> bool:
    """Whether there would be periods before the first one known, so that the claim cannot be told."""
    return bool(path) and path[0][0] == spot.exhibit.periods[0]


def _wrong(clause: Clause, match: re.Match[str], spot: Spot, against: list[tuple[Moment, float]], many: int) -> Claim:
    way = "up" if match["up"] else "down"
    start = match.end("chain")
    if against:
        message = f"by {spot.exhibit.label}, {spot.measure.label} does not go {way} in {periods.spoken(against[0][0])}"
    else:
        message = f"by {spot.exhibit.label}, {spot.measure.label} does not go {way} {many} times in a row"
    return clause.claim("order", (start, match.end()), message, "say which periods are meant")
