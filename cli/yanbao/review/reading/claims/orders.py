"""Claims of order among subjects and periods: Ⓢ居首, ⓈⓂ高于Ⓢ, 各家均增长, Ⓠ家增长, Ⓟ新高."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from yanbao.review.reading.claims.clauses import CHAIN, NUMERAL, Claim, Clause, Words, count_of
from yanbao.review.reading.sentences import once
from yanbao.review.reading.skeletons import MEASURE, PERIOD, SUBJECT, Token
from yanbao.review.reading.spots import About, Spot, agrees

_AMONG = (
    rf"(?:(?:居|位居|位列|列|排名|处于|为|是|在)?(?:(?:Ⓠ|{NUMERAL})家(?:公司|企业|集团|港口)?|各家|样本"
    "|表中|图中|可比公司|其中|之中|中|的)*)"
)
_FIRST = "(?:之首|首位|居首|第一(?![大季])|榜首|最高|最大|最多|领先|最快)"
_LAST = "(?:末位|垫底|最低|最小|最少|最慢)"
_MOST = re.compile(
    rf"^(?:按|从|以)?(?P<chain>{CHAIN})(?:以Ⓠ的?Ⓜ)?(?P<change>增速|增幅|同比增速)?(?:来看|看|计|方面)?(?:继续|稳|高)*{_AMONG}(?:(?P<first>{_FIRST})|(?P<last>{_LAST})"
    rf"|仅次于(?P<second>Ⓢ)|仅高于(?P<penult>Ⓢ))$"
)
_BY = re.compile(r"按(?P<measure>Ⓜ)(?P<change>增速|增幅|同比增速)?(?:排序|排名|来看|看|计)?[，：]$")
_MORE = "高于|大于|多于|超过|超越|领先于|领先|胜过|好于|快于"
_LESS = "低于|小于|少于|不及|落后于|弱于|慢于"
_COMPARED = re.compile(
    rf"^(?P<chain>{CHAIN})(?P<change>增速|增幅)?(?:[也仍还]|略微?|明显|显著|远|大幅|小幅|稍)*(?:(?P<more>{_MORE})|(?P<less>{_LESS}))"
    r"(?P<other>[ⓈⓅⓂ])(?:的|[ⓂⓈ]|增速|增幅|水平|同期)*$"
)
_APART = re.compile(
    rf"^(?P<chain>{CHAIN})(?:[也仍还]|分别)*(?:(?P<more>高出|高于|领先于?|多出|超出)|(?P<less>低于|落后于?|少于)|[比较])(?P<other>Ⓢ)"
    r"(?:(?P<higher>高出?|多出?)|(?P<lower>低|少))?(?:约|近)?(?P<number>Ⓠ)$"
)
_EXTREME = re.compile(
    rf"^(?P<chain>{CHAIN})(?:(?P<high>高点|峰值|最高点)|(?P<low>低点|谷底|最低点))(?:[为是在]|出现在|位于|出现于)+(?P<at>Ⓟ)(?:的Ⓠ)?$"
)
_RECORD = re.compile(
    rf"^(?P<chain>{CHAIN})(?:创|达到|升至|创下|为|是|处于|录得)*(?P<many>{NUMERAL}|[0-9]{{1,2}})?(?:个?季度|年|个月)?(?:以?来|内|中|图中)?(?:的)?"
    r"(?:(?P<high>新高|最高(?:值|点|水平)?)|(?P<low>新低|最低(?:值|点|水平)?))$"
)


class _Patterns:
    def __init__(self, words: Words) -> None:
        by = rf"(?:(?P<fell>{words.down})|(?P<rose>{words.up}))(?P<more>超过|超|逾|高于)Ⓠ"
        way = (
            rf"(?:(?P<up>{words.up}|高于上年|为正)|(?P<down>{words.down}|低于上年|为负)"
            "|(?P<over>超过|高于|大于|超)Ⓠ|(?P<under>低于|不足|不到|少于)Ⓠ)"
        )
        self.all = re.compile(
            rf"^(?:(?P<many>{NUMERAL}|[0-9]{{1,2}})(?:家|个|大)|各家|所有|全部)?(?:公司|企业|集团|酒企|的|港口)*(?P<chain>{CHAIN})"
            rf"(?P<change>增速|同比)?(?:均|全部|都|皆)(?:实现|录得|保持|同比|了)*{way}$"
        )
        self.count = re.compile(
            rf"^(?:(?:Ⓠ|{NUMERAL})家(?:公司|企业|集团)?[中里]有?|其中|有){{0,4}}(?P<many>Ⓠ|{NUMERAL}家)(?:公司|企业|集团)?(?P<chain>{CHAIN})(?:实现|同比)*(?:{way}|{by})$"
        )


_patterns = once(_Patterns)


def read(clause: Clause) -> Iterator[Claim]:
    """Claims of order that the cells do not have."""
    if clause.is_hypothetical():
        return
    patterns, text = _patterns(clause.words), clause.text
    if match := _MOST.match(text):
        yield from _most(clause, match)
    elif match := _COMPARED.match(text):
        yield from _compared(clause, match)
    elif match := _APART.match(text):
        yield from _apart(clause, match)
    elif match := _EXTREME.match(text):
        yield from _extreme(clause, match)
    if match := _RECORD.match(text):
        yield from _record(clause, match)
    if match := patterns.all.match(text):
        yield from _every(clause, match)
    elif match := patterns.count.match(text):
        yield from _count(clause, match)


def _measured(clause: Clause, about: About, change: str | None, *, any_subject: bool = False) -> list[Spot]:
    """The cells of a measure, or of its changes, if the clause speaks of a growth rate."""
    if any_subject:
        subjects = {subject for exhibit in clause.scope.near for subject in exhibit.subjects[:1]}
        found = [spot for subject in subjects for spot in clause.find(replace(about, subject=subject), any_period=True)]
    else:
        found = clause.find(about)
    if not change:
        return found
    columns = [(spot, spot.exhibit.change_of(spot.measure, "")) for spot in found]
    return [replace(spot, measure=column) for spot, column in columns if column]


def _most(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    end = match.end("chain")
    about, change = clause.about(end), match["change"]
    head = clause.skeleton.text[: clause.start]
    if by := _BY.search(head):
        about = replace(about, measure=clause.skeleton.tokens[by.start("measure")].text)
        change = change or by["change"]
    if len(clause.tokens(SUBJECT, 0, end)) > 1 or not about.subject or not about.measure:
        return
    for spot in _measured(clause, about, change):
        ranked = spot.exhibit.ranking(spot.measure, spot.period)
        if len(ranked) < 3 or spot.subject not in ranked:
            continue
        order = sorted(ranked, key=lambda name: -ranked[name])
        value = ranked[spot.subject]
        if match["second"] or match["penult"]:
            other = spot.exhibit.names.get(
                name := clause.token(match.start("second" if match["second"] else "penult")).text, name
            )
            wanted = order.index(other) + (1 if match["second"] else -1) if other in order else -1
            holds = 0 <= wanted < len(order) and ranked[order[wanted]] == value
        else:
            best = order[0] if match["first"] else order[-1]
            holds = ranked[best] == value
        if not holds:
            first = order[0] if match["first"] or match["second"] else order[-1]
            start = next(match.start(one) for one in ("first", "last", "second", "penult") if match[one])
            start -= len("仅次于") if match["second"] or match["penult"] else 0
            place = next(place for place, name in enumerate(order, 1) if ranked[name] == value)
            message = (
                f"by {spot.exhibit.label}, {spot.subject} is number {place} of {len(order)} in {spot.measure.label}; "
                f"{'last' if first == order[-1] else 'first'} is {first}"
            )
            yield clause.claim("order", (start, match.end()), message, "correct the name or the claim")
        return


def _compared(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    end = match.end("chain")
    about, at = clause.about(end), match.start("other")
    other = clause.token(at)
    if other.kind == MEASURE:
        yield from _beside(clause, match, about, other)
        return
    for token in clause.tokens(MEASURE, at):
        about = about.told([token])
    is_time = other.kind == PERIOD
    if not about.measure or (is_time and not clause.tokens(PERIOD, 0, end)):
        return
    if is_time and (subjects := clause.tokens(SUBJECT, at)):
        about = about.told(subjects)
    for spot in _measured(clause, about, match["change"]):
        if is_time:
            mine, theirs = spot.value, spot.at(other.moment)
        else:
            name = spot.exhibit.names.get(other.text, other.text)
            mine, theirs = spot.value, spot.exhibit.value(name, spot.period, spot.measure)
        if mine is None or theirs is None or (not is_time and spot.subject == name):
            continue
        if (mine <= theirs) if match["more"] else (mine >= theirs):
            start = match.start("more" if match["more"] else "less")
            mine_is = "equal" if mine == theirs else "less" if mine < theirs else "more"
            whose = clause.quote(other)
            said = match["more"] or match["less"]
            message = f"by {spot.exhibit.label}, {spot.measure.label} is {mine_is}, not {said}{whose}"
            yield clause.claim("order", (start, at + 1), message, "correct the comparison")
        return


def _beside(clause: Clause, match: re.Match[str], about: About, other: Token) -> Iterator[Claim]:
    """ⓅⓂ高于Ⓜ: two measures of one subject and period."""
    mine = [spot for spot in clause.find(about) if spot.value is not None]
    theirs = [spot for spot in clause.find(about.told([other])) if spot.value is not None]
    pairs = [(a, b) for a in mine for b in theirs if a.exhibit is b.exhibit and a.measure.family == b.measure.family]
    for one, two in pairs:
        a, b = one.value or 0.0, two.value or 0.0
        if one.measure != two.measure and ((a <= b) if match["more"] else (a >= b)):
            start = match.start("more" if match["more"] else "less")
            way = "less" if a < b else "more"
            message = f"by {one.exhibit.label}, {one.measure.label} is {way} than {two.measure.label}"
            yield clause.claim("order", (start, match.start("other") + 1), message, "correct the comparison")
            return


def _apart(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    """ⓈⓂ高出ⓈⓆ: the difference of two cells."""
    at = match.start("number")
    quantity, other = clause.quantity(at), clause.token(match.start("other"))
    about = clause.about(match.end("chain"))
    if quantity.is_bound or quantity.in_range or quantity.family == "%" or not about.measure:
        return
    for spot in clause.find(about):
        name = spot.exhibit.names.get(other.text, other.text)
        theirs = spot.exhibit.value(name, spot.period, spot.measure)
        points = quantity.family == "个百分点" and spot.measure.family == "%"
        if spot.value is None or theirs is None or not (points or quantity.family == spot.measure.family):
            continue
        if not any(match[way] for way in ("more", "less", "higher", "lower")):
            return
        apart = (spot.value - theirs) if match["more"] or match["higher"] else (theirs - spot.value)
        room = (apart - spot.measure.step, apart + spot.measure.step)
        if not agrees(quantity, room):
            yield clause.wrong_number("change", at, "the difference", room, spot.exhibit.label)
        return


def _extreme(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    about = clause.about(match.end("chain"))
    if not about.measure:
        return
    moment = clause.token(match.start("at")).moment
    rows = clause.find(replace(about, period=moment, is_dated=True))
    yield from _top(clause, rows, match, (match.start("at"), match.start("at") + 1), 0)


def _record(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    about = clause.about(match.end("chain"))
    rows = clause.find(about) if clause.tokens(MEASURE) else clause.said.spots
    if not clause.tokens(MEASURE) and clause.tokens(SUBJECT):
        return
    start = match.start("high" if match["high"] else "low")
    rows = [row for row in rows if len(row.series) > 2 and row.period]
    yield from _top(clause, rows, match, (start, match.end()), count_of(match["many"] or ""), is_new="新" in match[0])


def _top(
    clause: Clause, rows: list[Spot], match: re.Match[str], span: tuple[int, int], many: int, *, is_new: bool = False
) -> Iterator[Claim]:
    for row in rows:
        series = [(moment, value) for moment, value in row.series if not is_new or moment <= (row.period or moment)]
        series = series[-many:] if many and is_new else series
        value = row.value
        if value is None or len(series) < 2:
            continue
        pick = max if match["high"] else min
        if pick(found for _, found in series) == value:
            return
        message = (
            f"by {row.exhibit.label}, {row.measure.label} is not the {'highest' if match['high'] else 'lowest'} then"
        )
        yield clause.claim("order", span, message, "correct the period or the claim")
        return


def _holds(clause: Clause, match: re.Match[str], value: float) -> bool:
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
    if not about.measure or clause.tokens(SUBJECT, 0, match.end("chain")):
        return None
    is_change = bool(match["up"] or match["down"] or ("more" in match.re.groupindex and match["more"]))
    for spot in _measured(clause, about, "增速" if is_change else None, any_subject=True):
        ranked = spot.exhibit.ranking(spot.measure, spot.period)
        family = None if is_change else clause.quantity(match.end() - 1).family
        if len(ranked) > 2 and family in {None, spot.measure.family} and (spot.exhibit.dated or spot.period):
            return spot, ranked
    return None


def _every(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    found = _population(clause, match)
    if not found or (match["many"] and count_of(match["many"]) != len(found[1])):
        return
    spot, ranked = found
    if against := [name for name, value in ranked.items() if not _holds(clause, match, value)]:
        message = f"by {spot.exhibit.label}, {spot.measure.label} says otherwise of {'、'.join(against[:3])}"
        yield clause.claim("order", (0, len(clause.text)), message, "name the exceptions")


def _count(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    found = _population(clause, match)
    at = match.start("many")
    if not found or (clause.text[at] == "Ⓠ" and clause.quantity(at).unit not in {"家", "个"}):
        return
    said = int(clause.quantity(at).value) if clause.text[at] == "Ⓠ" else count_of(clause.text[at])
    spot, ranked = found
    count = sum(_holds(clause, match, value) for value in ranked.values())
    if count != said and said <= len(ranked):
        message = f"by {spot.exhibit.label}, {spot.measure.label} says so of {count}, not of {said}"
        yield clause.claim("order", (0, len(clause.text)), message, "correct the number")
