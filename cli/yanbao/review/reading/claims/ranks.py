"""Claims of rank among subjects, of all and of a number of them: Ⓢ居首, ⓈⓂ仅次于Ⓢ, 排名第三, 各家均增长, Ⓠ家增长."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from yanbao.review.reading.claims.clauses import CHAIN, Claim, Clause
from yanbao.review.reading.skeletons import MEASURE, SUBJECT
from yanbao.review.reading.spots import About, Spot, changes_of

_CHEAP = re.compile("成本|费用|负债|能耗|不良|电耗")

_AMONG = r"(?:Ⓝ|Ⓠ|各家|样本|可比|其中|之|里|之列|Ⓦ|#.){0,6}"
_AMONG_SOME = re.compile("[，；]?(?!.*(?:样本|可比|公司|产品|地区|业务|项目))[^，；0-9一二三四五六七八九]{2,8}[中里]")
MOST = re.compile(
    rf"(?:Ⓟ?[ⓃⓆ])?(?P<chain>(?:{CHAIN}))(?:ⓆⓂ?)?(?P<change>Ⓨ?[ℛℱ]|Ⓨ|↑)?Ⓜ?{_AMONG}(?:(?P<first>▲)|(?P<last>▼)|②(?P<second>Ⓢ)|⑵(?P<penult>Ⓢ)"
    rf"|(?:Ⓝ|Ⓢ)?(?P<rank>#))(?:(?P<who>Ⓢ)|[ℛℱ])?$"
)


_PART = re.compile("(?:[^，。；：其司家项个区本业]|[^全同行]业)(?:之?中|里|内)(?:，)?$")
_BY = re.compile(r"按?(?P<measure>Ⓜ)(?P<change>Ⓨ?ℛ)?(?:排序|序|排)?[，：]$")


def measured(clause: Clause, about: About, change: str | None, *, any_subject: bool = False) -> list[Spot]:
    """The cells of a measure, or of its changes, if the clause speaks of a growth rate."""
    if any_subject:
        subjects = {subject for exhibit in clause.scope.near for subject in exhibit.subjects[:1]}
        found = [spot for subject in subjects for spot in clause.find(replace(about, subject=subject), any_period=True)]
    else:
        found = clause.find(about, any_period=bool(change))
    return changes_of(found) if change else found


def most(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    """A rank that a subject does not have."""
    end = match.end("chain")
    about, change = clause.about(end if match["second"] or match["penult"] else match.end()), match["change"]
    if by := _BY.search(clause.skeleton.text[: clause.start]):
        about = replace(about, measure=clause.skeleton.tokens[by.start("measure")].text)
        change = change or by["change"]
    if change and not about.measure:
        about = replace(about, measure=grown_of(clause))
    is_size = bool(match["rank"]) and "大" in clause.word(match.start("rank"))
    if is_size and (size := _size(clause, about)):
        about = replace(about, measure=size)
    place = match.start("first") if match["first"] else match.start("last")
    is_of_change = bool(clause.said.changed) and not clause.tokens(MEASURE) and not is_size
    if is_of_change or (place >= 0 and re.search("[快慢]", clause.word(place))):
        change = change or "↑"
    if _of_some(clause) or len(clause.tokens(SUBJECT, 0, end)) > 1 or not about.subject or not about.measure:
        return
    if _AMONG_SOME.match(clause.written):
        return
    found = measured(clause, about, change)
    if change and not found and (grown := grown_of(clause)):
        found = measured(clause, replace(about, measure=grown), change)
    for spot in found:
        ranked = spot.exhibit.ranking(spot.measure, spot.period)
        if len(ranked) > 2 and spot.subject in ranked:
            falls = "ℱ" in (change or "")
            order = sorted(ranked, key=lambda name: ranked[name] if falls else -ranked[name])
            yield from _misplaced(clause, match, spot, order, ranked)
            return


def _of_some(clause: Clause) -> bool:
    """Whether it is about a part of the subjects that no exhibit names: 通达系中Ⓢ最高."""
    first = next(iter(clause.tokens(SUBJECT)), None)
    return bool(first and _PART.search(clause.skeleton.passage.text[clause.skeleton.start : first.start]))


def _size(clause: Clause, about: About) -> str:
    """What the one column that is neither a rate nor a change has, by which a subject is 第一大."""
    for exhibit in clause.scope.near:
        sizes = [one for one in exhibit.measures if not one.is_change and one.family not in {"%", "倍"} and one.names]
        if len(sizes) == 1 and exhibit.subject_of(about.subject) in exhibit.subjects:
            return min(sizes[0].names)
    return ""


def _misplaced(
    clause: Clause, match: re.Match[str], spot: Spot, order: list[str], ranked: Mapping[str, float]
) -> Iterator[Claim]:
    value = ranked[spot.subject]
    if match["first"] and "领" in clause.word(match.start("first")) and _CHEAP.search(spot.measure.label):
        return  # whoever leads in costs has the least
    if match["second"] or match["penult"]:
        token = clause.token(match.start("second" if match["second"] else "penult"))
        other = spot.exhibit.subject_of(token.text)
        wanted = order.index(other) + (1 if match["second"] else -1) if other in order else -1
        is_end = other == order[0 if match["second"] else -1]  # 仅高于 is above the last one
        holds = is_end and 0 <= wanted < len(order) and ranked[order[wanted]] == value
    elif match["rank"]:
        wanted = clause.count(match.start("rank"))
        holds = wanted > len(order) or ranked[order[wanted - 1]] == value
    else:
        holds = ranked[order[0] if match["first"] else order[-1]] == value
    if holds:
        return
    is_last = bool(match["last"] or match["penult"])
    start = next(match.start(one) for one in ("first", "last", "second", "penult", "rank") if match[one])
    start -= bool(match["second"] or match["penult"])
    place = next(place for place, name in enumerate(order, 1) if ranked[name] == value)
    message = (
        f"by {spot.exhibit.label}, {spot.subject} is number {place} of {len(order)} in {spot.measure.label}; "
        f"{'last' if is_last else 'first'} is {order[-1] if is_last else order[0]}"
    )
    yield clause.claim("order", (start, match.end()), message, "correct the name or the claim")


def grown_of(clause: Clause) -> str:
    """What the one column of changes of the page is of."""
    found = [(one, measure) for one in clause.scope.page for measure in one.measures if measure.is_change]
    if len(found) != 1:
        return ""
    ((exhibit, column),) = found
    return next((min(one.names) for one in exhibit.measures if exhibit.change_of(one, "") == column and one.names), "")


_WAY = r"(?:(?P<up>↑|Ⓖ|为正|正增长)|(?P<down>↓|Ⓛ|为负|负增长)|(?P<over>＞)Ⓠ|(?P<under>＜)Ⓠ)"
EVERY = re.compile(
    rf"(?:(?P<many>[ⓃⓆ])|各家|所有)?(?:公司|企业|集团|港口){{0,2}}(?P<chain>(?:Ⓢ＋){{0,5}}{CHAIN})"
    rf"(?P<change>[ⓎⒽ]?ℛ?)Ⓝ?∀[ⓎⒽ]{{0,2}}{_WAY}$"
)
COUNT = re.compile(
    rf"(?:Ⓟ)?(?:[ⓃⓆ][中里]?有?|有){{0,4}}(?P<many>[ⓃⓆ])(?:公司|企业|集团)?(?P<chain>{CHAIN})[ⓎⒽ]{{0,2}}"
    rf"(?:{_WAY}|(?:(?P<fell>↓)|↑)(?P<more>＞)Ⓠ)$"
)
COUNT_OVER = re.compile(
    rf"(?P<chain>{CHAIN})(?:(?P<over>＞)|(?P<under>＜))(?P<limit>Ⓠ)(?P<many>[ⓃⓆ])(?:公司|企业|集团)?$"
)


def _holds(clause: Clause, match: re.Match[str], value: float) -> bool:
    if match.re is COUNT_OVER:
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
            own = {spot.exhibit.subject_of(token.text) for token in listed}
            ranked = {name: value for name, value in ranked.items() if name in own} if own <= set(ranked) else {}
        limit = match.start("limit") if match.re is COUNT_OVER else match.end() - 1
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
