"""Claims of a direction over several periods: 逐季改善, 连续三年增长, 持续下降, 从未回升."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from yanbao import periods
from yanbao.formatting import percent
from yanbao.periods import Moment
from yanbao.review.reading.claims.clauses import CHAIN, IS_BAD, OTHER_CHAR, Claim, Clause
from yanbao.review.reading.skeletons import MEASURE, PERIOD, SUBJECT
from yanbao.review.reading.spots import About, Spot, is_within

_TREND = re.compile(
    rf"(?P<chain>(?:[ⓈⓂⓅⒻ→＋（）()ⓃⓌ各]|∀|{OTHER_CHAR}{{1,8}}(?=[ⓈⓅ])){{0,16}}(?:(?<=ⒻⓅ)Ⓠ)?)(?P<change>Ⓨ?ℛ|Ⓨ)?(?P<steps>≫)(?P<way>[↑↓]|(?P<sign>[负正])(?:增长)?|改善|恶化|向好|转好|转弱|走弱|走强|回暖)$"
)
_NEVER = re.compile(rf"(?P<chain>{CHAIN})(?P<steps>¬|从¬)(?P<way>[↑↓])过?$")
_FIRST_OF = re.compile("前[二两三四2-4]个(?:季度|月)")  # the first of a year, which is no period here
_FASTER = re.compile(rf"(?P<chain>{CHAIN})Ⓨ?ℛ[ⓎⒽ]*(?:(?P<up>↑|加快|提速)|(?P<down>↓|↘|放缓|减速))$")
_BOTH = re.compile("Ⓜ(?:＋Ⓜ)+∀(?P<way>[↑↓])$")
_GOOD = {"↑", "改善", "向好", "转好", "走强", "回暖"}
_AFTER = re.compile("此后|之后|随后|其后")
_SINCE = re.compile("以来|起|至今")
_LOOSE = re.compile("持续|不断|一路|连年|节节|逐步")


def read(clause: Clause) -> Iterator[Claim]:
    """Claims of directions that the cells do not go."""
    if clause.is_hypothetical() or _FIRST_OF.search(clause.written):
        return
    if faster := _FASTER.match(clause.text):
        return (yield from _faster(clause, faster))
    if (match := _BOTH.match(clause.text)) and not clause.tokens(PERIOD):
        yield from _both(clause, match)
        return
    if not (match := _TREND.match(clause.text) or _NEVER.match(clause.text)):
        return
    end = match.end("chain")
    about = clause.about(end)
    if not about.measure or len(clause.tokens(SUBJECT, 0, end)) > 1:
        return
    is_never = match.re is _NEVER
    word = clause.word(match.start("steps"))
    many = clause.count(match.start("steps")) if word.startswith("连续") or word[1:] == "连" else 0
    if not is_never and match["sign"]:
        yield from _signs(clause, match, about, many)
        return
    is_loose = bool(_LOOSE.match(word))
    for spot in clause.find(replace(about, period=None, is_dated=False), any_period=True):
        is_up = (match["way"] in _GOOD) != is_never
        if IS_BAD.search(spot.measure.label) and match["way"] in {"改善", "恶化"}:
            is_up = not is_up
        path = path_of(spot, is_change=bool(not is_never and match["change"]))
        path = _cut(path, clause, many)
        clause.said.reached = path[-1][0] if path and many else None
        if len(path) < 3 - (many > 0):
            continue
        against = [
            later
            for earlier, later in pairwise(path)
            if not _goes(earlier[1], later[1], is_up) and not (is_never and earlier[1] == later[1])
        ]
        wrong = len(against) == len(path) - 1 or _goes(path[-1][1], path[0][1], is_up) if is_loose else against
        is_cut = bool(path) and path[0][0] == spot.exhibit.periods[0]  # there may be periods before the first one known
        if wrong or (many and len(path) - 1 < many and not is_cut):
            yield _wrong(clause, match, spot, against, many, is_up=is_up)
        return


def _signs(clause: Clause, match: re.Match[str], about: About, many: int) -> Iterator[Claim]:
    """连续四个月为负: the last so many changes, or numbers, are below 0."""
    for spot in clause.find(about, any_period=True):
        path = [one for one in path_of(spot, is_change=bool(match["change"])) if one[0] <= (spot.period or one[0])]
        against = [one for one in path[-many:] if (one[1] >= 0) is (match["sign"] == "负")]
        if many and len(path) >= many and against:
            yield _wrong(clause, match, spot, against, many, is_up=match["sign"] == "正")
        return


def _both(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    """ⓂⓂ双双回落: neither over all that is shown, nor last, nor mostly, if all of them went the other way."""
    rows = [
        spot
        for token in clause.tokens(MEASURE)
        for spot in clause.find(clause.before.told([token]), any_period=True)[:1]
        if len(spot.series) > 2
    ]
    is_up = match["way"] == "↑"
    for row in rows if len(rows) == len(clause.tokens(MEASURE)) else ():
        values = [value for _, value in row.series]
        steps = [_goes(*pair, is_up) for pair in pairwise(values)]
        if not (_goes(values[0], values[-1], is_up) or steps[-1] or sum(steps) * 2 >= len(steps)):
            message = f"by {row.exhibit.label}, {row.measure.label} goes {'down' if is_up else 'up'}"
            yield clause.claim("order", (match.start("way") - 1, match.end()), message, "correct the verb")
            return


def _faster(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    """ⓅⓂ增速加快: what grew faster or slower than in the year before."""
    about = clause.about(match.end("chain"))
    for spot in clause.find(about) if about.measure and about.period else ():
        path = path_of(spot, is_change=True)
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


def path_of(spot: Spot, *, is_change: bool) -> list[tuple[Moment, float]]:
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
    if len(told) > 1 and re.search("ⒻⓅⓆ?≫", whole):
        path = [one for one in path if one[0] >= told[-1] and is_within(one[0], told[0])]
    elif len(told) == 2 and re.search("Ⓟ[→＋]?Ⓟ", whole):
        path = [one for one in path if told[0][1] >= one[0][1] and one[0][0] <= told[1][0]]
    elif told and many and _AFTER.search(clause.written):
        start = clause.said.reached or told[-1]
        return [one for one in path if one[0] >= start][: many + 1]
    elif told and _SINCE.search(clause.written):
        path = [one for one in path if one[0] >= told[-1] or is_within(one[0], told[-1])]
        if many and "Ⓕ" in whole:
            return path[: many + 1]
    elif told and many:
        path = [one for one in path if one[0] <= told[-1]]
    elif told:
        path = [one for one in path if is_within(one[0], told[-1])]
    return path[-(many + 1) :] if many else path


def _wrong(
    clause: Clause, match: re.Match[str], spot: Spot, against: list[tuple[Moment, float]], many: int, *, is_up: bool
) -> Claim:
    when = f"in {periods.spoken(against[0][0])}" if against else f"{many} times in a row"
    message = f"by {spot.exhibit.label}, {spot.measure.label} does not go {'up' if is_up else 'down'} {when}"
    return clause.claim("order", (match.end("chain"), match.end()), message, "say which periods are meant")
