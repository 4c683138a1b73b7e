"""Claims of one subject against all others, or against another by their changes: 仅Ⓢ上升, 唯一下降, 跑赢Ⓢ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.review.reading.claims.clauses import CHAIN, SOME, Claim, Clause
from yanbao.review.reading.claims.shown import is_any
from yanbao.review.reading.exhibits import Exhibit, Measure
from yanbao.review.reading.skeletons import PERIOD, SUBJECT
from yanbao.review.reading.spots import About, Spot, changes_of

_ONLY = re.compile(rf"{CHAIN}(?:唯一|唯有|唯独)?(?:实现)?[ⓎⒽ]?(?P<way>[↑↓])(?:[^ⓈⓂⓅⓆ，]{{0,6}})$")
_IS_ONLY = re.compile("唯一|唯有|唯独|[仅只]有?(?![次高低有占约])")
_VERDICT = re.compile("跑赢|跑输|强于|弱于")
_OUTRUN = re.compile("(?P<way>[＞＜])(?P<other>Ⓢ)Ⓠ?$")
_SPANS = (
    (re.compile("[本一当上]周|周内|周涨|周度"), re.compile("周")),
    (re.compile("[本当上]月|月内|月涨|月度"), re.compile("月")),
    (re.compile("[本当上]季|季内"), re.compile("季")),
    (re.compile("年初|年内|今年以?来|YTD", re.IGNORECASE), re.compile("年初|年内|今年|YTD", re.IGNORECASE)),
)
"""How texts and columns of changes name the same span of time."""


def read(clause: Clause) -> Iterator[Claim]:
    """Claims that the column of changes of an exhibit contradicts."""
    if clause.is_hypothetical():
        return
    if _IS_ONLY.search(clause.written) and (match := _ONLY.match(clause.text)):
        yield from _only(clause, match)
    elif _VERDICT.search(clause.written) and (match := _OUTRUN.search(clause.text)):
        yield from _outrun(clause, match)


def _only(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    """Whether it goes that way, and no other does."""
    about = clause.about(len(clause.text))
    if not about.subject or about.subject == SOME or len(clause.tokens(SUBJECT)) > 1 or clause.tokens(PERIOD):
        return
    for spot in _changes(clause, about):
        ranked = spot.exhibit.ranking(spot.measure, spot.period)
        many = _said(clause)
        if spot.subject not in ranked or len(ranked) < 3 or many not in {0, len(ranked)}:
            continue
        goes = {name for name, value in ranked.items() if (value > 0 if match["way"] == "↑" else value < 0)}
        if goes != {spot.subject}:
            which = "、".join(name for name in ranked if name in goes) or "none"
            message = f"by {spot.exhibit.label}, {spot.measure.label} goes {_way(match)} of {which}"
            yield clause.claim("order", (0, len(clause.text)), message, "correct the name or the claim")
        return


def _way(match: re.Match[str]) -> str:
    return "up" if match["way"] == "↑" else "down"


def _said(clause: Clause) -> int:
    """How many there are, if the sentence says of how many: 四家中唯一."""
    places = [at for at, char in enumerate(clause.skeleton.text[: clause.end]) if char == "Ⓝ"]
    return clause.count(places[-1] - clause.start) if places else 0


def _changes(clause: Clause, about: About) -> list[Spot]:
    """The cells of columns of changes of a subject: of the measure that is said, or of an exhibit that has only one."""
    if about.measure not in {"", SOME}:
        return changes_of(clause.find(about, any_period=True))
    found = []
    for exhibit in clause.scope.near:
        columns = [measure for measure in exhibit.measures if measure.is_change]
        if len(columns) == 1 and (own := exhibit.subject_of(about.subject)) in exhibit.subjects:
            found.append(Spot(exhibit, own, columns[0], _when(exhibit, columns[0])))
    return found


def _when(exhibit: Exhibit, measure: Measure) -> tuple[int, int] | None:
    return None if measure.key in exhibit.undated else max(exhibit.periods, default=None)


def _outrun(clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    """跑赢Ⓢ: of two changes over the span that the sentence says last, the first is more."""
    other = clause.token(match.start("other"))
    about = clause.about(match.start("way"))
    for exhibit in [*clause.scope.near, *clause.scope.report.get(other.text, ())]:
        mine, theirs = exhibit.subject_of(about.subject), exhibit.subject_of(other.text)
        column = _column(clause, exhibit)
        if column is None or mine == theirs:
            continue
        period = _when(exhibit, column)
        one, two = exhibit.value(mine, period, column), exhibit.value(theirs, period, column)
        if one is None or two is None:
            continue
        start = match.start("way")
        if one != two and (one > two) is not (match["way"] == "＞"):
            message = f"by {exhibit.label}, {column.label} is {one:+.1%} of {mine}, and {two:+.1%} of {theirs}"
            yield clause.claim("order", (start, match.start("other") + 1), message, "correct the verb")
        elif (numbers := clause.numbers) and clause.quantity(numbers[-1]).family == "个百分点" and numbers[-1] > start:
            gap, step = abs(one - two), column.step
            clause.read.add(numbers[-1])
            if not is_any(clause.quantity(numbers[-1]), [(gap - step, gap + step)]):
                room = (gap - step, gap + step)
                yield clause.wrong_number("change", numbers[-1], "the difference", room, exhibit.label)
        return


def _column(clause: Clause, exhibit: Exhibit) -> Measure | None:
    """The column of changes over the span that a sentence names last; the only one if it names none."""
    columns = [measure for measure in exhibit.measures if measure.is_change and measure.family == "%"]
    before = clause.skeleton.passage.text[clause.skeleton.start : clause.skeleton.places[clause.end - 1][1]]
    told = [(found.start(), own) for said, own in _SPANS for found in said.finditer(before)]
    if told:
        columns = [one for one in columns if max(told, key=lambda one: one[0])[1].search(one.label)]
    return columns[0] if len(columns) == 1 else None
