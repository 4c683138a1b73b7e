"""No data, source or past event is dated after the report.

The as-of date of a fact or table, the day on which a source was published, the last day of a series that is shown,
and a date that the text treats as past (截至2024年5月31日, 2024年6月发布了): none lies after the report's own date.
One of the two dates is wrong. Forecasts (预测, 预计, 2028E) and plans (将于, 计划, 有望) are ignored. A report that
is dated by its month or year may use data until its end.

PASS::

    date: 2024-04-26

    text: 截至2024年4月25日，指数上涨5%；公司预计2024年6月投产。

FAIL::

    date: 2024-04-26

    text: 截至2024年5月31日，指数上涨5%。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from yanbao.diagnostics import Level
from yanbao.model.charts import DataChart
from yanbao.model.dataset import NUMERIC, TIME
from yanbao.model.manuscript import PROSE, FigureText, Manuscript, Passage, Role
from yanbao.model.tables import Table
from yanbao.review.findings import Finding, at, on, where
from yanbao.review.reading.columns import along
from yanbao.review.reading.data_ages import DATA, is_forecast, uses
from yanbao.review.reading.dates import Written, around, dates, earliest, latest
from yanbao.rules import define

RULE = define("future-data", __doc__, "review", Level.WARNING)

_ROLES = {*PROSE, Role.CAPTION, Role.UNIT, Role.NOTE, Role.CARD, Role.PAGE, Role.HEADING}

_FUTURE = re.compile(
    r"将|[预估]计|预[期测告判料]|有望|[计规筹]划|拟|目标|可能|或(?!者)|展望|未来|力争|争取|届[时满]|到期|有效期|期限|估算|测算|假设|"
    r"如果|若(?!干)|指引|承诺|约定|授权|日程|安排|(?:[之以底末年月日])前|[年月]内|以后|之后|规定|应当|要求|不晚于|排期|合同|锁定|解禁|E(?![A-Za-z])"
)
"""What makes a coming date a plan, a forecast or a deadline."""

_AS_OF = re.compile(r"截[至止](?:于|到)?\s?$")
_PAST = re.compile(r"已|曾|了(?!解)|收于|收报|录得|报收")
_REPORTED = re.compile(r"发布|推出|披露|公告|公布|同比|环比|[上下]涨|下跌|实现|达到?")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A warning at each date of data after the report's."""
    issued = manuscript.report.spec.date
    last = latest(issued)
    late: set[str] = set()
    for use in uses(manuscript):
        if use.as_of and earliest(use.as_of) > last and not use.is_forecast:
            late.add(use.path)
            message = f"'{use.path}' speaks of {use.as_of}, after the report's date {issued}"
            yield use.find(message, f"correct its as_of ({where(use.mark)}) or the date of the report")
        for name in use.sources:
            source = manuscript.project.ledger.sources.get(name)
            if source and source.published and earliest(source.published) > last and name not in late:
                late.add(name)
                message = f"'{name}', a source of '{use.path}', was published {source.published}, after the report"
                yield use.find(message, "correct the date of the source or of the report")
    for figure in manuscript.figures:
        yield from _of_series(figure, last, late)
    for passage in manuscript.passages:
        if passage.role in _ROLES:
            yield from _in_text(passage, last)


def _of_series(figure: FigureText, last: date, late: set[str]) -> Iterator[Finding]:
    """Numbers by day or month that go on after the report; tables of coming events may."""
    spec = figure.spec
    if not isinstance(spec, Table | DataChart):
        return
    dataset = figure.datasets[0]
    shown, types = along(spec), dataset.spec.columns
    has_numbers = isinstance(spec, DataChart) or any(types[column].type in NUMERIC for column in shown)
    column = next((column for column in shown if types[column].type in TIME), None)
    if column is None or not has_numbers or DATA + dataset.name in late:
        return
    moment = dataset.frame[column].iloc[list(figure.rows)].max()
    if moment == moment and moment.date() > last and not is_forecast(dataset):  # NaT differs from itself
        late.add(DATA + dataset.name)
        message = f"'{dataset.name}' goes on until {moment.date()}, after the report's date"
        bound = "'where'" if isinstance(spec, Table) else "'until'"
        yield at(spec.data, message, f"correct the dates, set {bound}, or say in a label which values are forecasts")


def _in_text(passage: Passage, last: date) -> Iterator[Finding]:
    for written in dates(passage.text):
        if not written.has_year or earliest(written.last) <= last or not passage.is_typed(written.start, written.end):
            continue
        level = _level(passage.text, written, last)
        if level:
            text = passage.text[written.start : written.end]
            message = f"'{text}' is told as past, but lies after the report's date"
            remedy = "correct the date, or say that it is a plan or forecast"
            yield on(passage, written.start, written.end, message, remedy, None if level is RULE.level else level)


def _level(text: str, written: Written, last: date) -> Level | None:
    """How surely a date is meant as past in its sentence; None if it is a plan or a forecast."""
    before, behind = around(text, written.start, written.end)
    if _FUTURE.search(before) or _FUTURE.search(behind):
        return None
    if _AS_OF.search(before):
        return Level.WARNING
    if len(written.first) == len("2024") or earliest(written.first) <= last:
        return None
    said = before + behind
    return Level.WARNING if _PAST.search(said) else Level.HINT if _REPORTED.search(said) else None
