"""跑赢 and 跑输 are as the closes have it.

Two indices or stocks whose daily closes are in the report's tables are compared over the period that the sentence
names (一周, 本月, 年初以来, or its days), or that the report is about. Other periods, and what is expected or denied,
are ignored; so are differences that the printed changes do not show.

PASS::

    text: 一周申万传媒上涨3.1%，跑赢沪深300。      # +1.2%

FAIL::

    text: 一周申万传媒上涨3.1%，跑输沪深300。      # +1.2%
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript, Passage, Role
from yanbao.model.report import Report
from yanbao.periods import Span, span
from yanbao.review.findings import Finding, on
from yanbao.review.reading.dates import dates, earliest, latest
from yanbao.review.reading.issue_values import Quotes, quotes
from yanbao.review.reading.patterns import bounded, either
from yanbao.review.reading.relative_periods import Kind, periods
from yanbao.review.reading.sentences import sentences
from yanbao.rules import define

RULE = define("contradicted-verdict", __doc__, "review", Level.WARNING)

_OTHER = {"跑赢": "跑输", "跑输": "跑赢", "强于": "弱于", "弱于": "强于"}
_VERDICT = re.compile(either(_OTHER))
_UNSURE = re.compile("未能?|没有|不[能会]?|难以|有望|预计|预期|将|若|如果|或|能否|是否")
"""What a clause says of what did not happen, or not yet."""

_WORDS = {
    "week": re.compile("[一本当]周|周内"),
    "month": re.compile("[本当]月(?!度)|月内"),
    "quarter": re.compile("[本当]季度?|季内"),
}
_OTHER_TIME = re.compile(
    r"[昨今当次][日天]|[上下前次][周月季年]|[一二三四五六七八九十两半0-9]\s?(?:个?(?:交易日|季度|月|年|日|天))|同期以来|[早午尾]盘"
)
_UNTIL = re.compile(r"截[至止]到?\s*$")
_SHOWN = 0.0005
"""What two changes must differ by at least, to be different in print."""

_CLAUSE = re.compile("[，。；：！？,;:!?\n]")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each verdict that the closes contradict."""
    title = ""
    known: dict[str, Quotes] | None = None
    for passage in manuscript.passages:
        if passage.role is Role.PAGE:
            title = passage.text
        if passage.role in (Role.CELL, Role.ALT) or not _VERDICT.search(passage.text):
            continue
        known = quotes(manuscript) if known is None else known
        if len(known) > 1:
            names = re.compile(either(known, bounded))
            yield from _in_passage(passage, title, manuscript.report.spec, known, names)


def _in_passage(
    passage: Passage, title: str, spec: Report, known: dict[str, Quotes], names: re.Pattern[str]
) -> Iterator[Finding]:
    for start, end in sentences(passage.text):
        for verdict in _VERDICT.finditer(passage.text, start, end):
            other = names.match(passage.text, verdict.end())
            before = passage.text[start : verdict.start()]
            subject = _subject(before, names) or _subject(title, names)
            days = _days(before, spec)
            if not other or not subject or not days or not passage.is_typed(*verdict.span()):
                continue
            one, two = known[subject].change(days), known[other[0]].change(days)
            if one is None or two is None or abs(one - two) < _SHOWN or subject == other[0]:
                continue
            if (one > two) is not (verdict[0] in {"跑赢", "强于"}):
                told = f"{subject} {one:+.1%}, {other[0]} {two:+.1%} from {days[0]} to {days[1]}"
                message = f"'{verdict[0]}{other[0]}': {told}"
                remedy = f"write {_OTHER[verdict[0]]}, or let the closes decide: {{{{ … if … else … }}}}"
                yield on(passage, *verdict.span(), message, remedy, mend=_OTHER[verdict[0]])


def _subject(text: str, names: re.Pattern[str]) -> str | None:
    """The one name of the last clause that has any; None if that is unsure."""
    clauses = _CLAUSE.split(text)
    if _UNSURE.search(clauses[-1]):
        return None
    for clause in reversed(clauses):
        found = set(names.findall(clause))
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _days(text: str, spec: Report) -> Span | None:
    """The days that a sentence speaks of before its verdict; None if they are not known."""
    issued = date.fromisoformat(spec.date) if len(spec.date) == len("2024-04-26") else None
    own = spec.days
    last = own[1] if own else issued
    rest = text
    for written in dates(text):
        rest = rest[: written.start] + "#" * (written.end - written.start) + rest[written.end :]
    found: list[tuple[int, Span | None]] = [(match.start(), None) for match in _OTHER_TIME.finditer(rest)]
    for period in periods(text):
        is_year = period.kind is Kind.YEAR and last is not None
        if period.kind is not Kind.DAY or text[period.start : period.start + 2] not in ("截至", "截止"):
            found.append((period.start, (date(last.year, 1, 1), last) if is_year and last else None))
    for word, pattern in _WORDS.items():
        around = own if spec.period in (word, f"last {word}") else span(word, issued)
        found += [(match.start() + 1, around) for match in pattern.finditer(text)]  # after 本周 as a relative period
    for written in dates(text):
        if not _UNTIL.search(text, 0, written.start):
            found.append((written.start, _written(written.first, written.last, last)))
    return max(found, key=lambda one: one[0])[1] if found else own


def _written(first: str, until: str, last: date | None) -> Span | None:
    """The days of a range; None for a single day, on which something may have happened."""
    year = last.year if last else None
    ends = [moment if not moment.startswith("--") else f"{year}{moment[1:]}" for moment in (first, until)]
    if first == until or year is None:
        return None
    return earliest(ends[0]), latest(ends[1])
