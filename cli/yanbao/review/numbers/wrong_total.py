"""Parts add up to their whole: in an enumeration, in a table with a row 合计, in a column of shares.

Read are numbers in a row that 合计 or 其余 closes (分别为40%、35%、20%，其余5%); shares in a row that pass 100%; rows
of a table above 合计 or 总计, in columns that can be added (no rates, averages, prices); columns called 占比 or 份额,
and stacked columns of percentages, that pass 100%. Rounding may cost half of the last digit of every part. Shares of
several years or of several markets do not make a whole and are left alone.

PASS::

    text: 三项业务收入占比分别为40%、35%、25%

FAIL::

    text: 三项业务收入占比分别为40%、35%、30%
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from yanbao.diagnostics import Level
from yanbao.formatting import decimals_of, number, percent
from yanbao.model.blocks import Table
from yanbao.model.charts import BarChart, ColumnChart
from yanbao.model.dataset import TIME, ColumnType, Dataset
from yanbao.model.manuscript import FigureText, Manuscript
from yanbao.review.findings import Finding, at, on
from yanbao.review.numbers.quantities import Quantity
from yanbao.review.numbers.reading import Sentence, read

ID = "wrong-total"
LEVEL = Level.WARNING

_JOINT = re.compile(r"\s?(?:、|/|和|及|与|以及|、和)\s?")
_SUM = re.compile(
    r"[）)]?[，,（(]?(?:(?:[二两三四五六七八九]者|[二两三四五六七八九][项家大类])?(?:合计|共计|总计|加总)|总和)(?:占比|占|份额)?(?:约|为|达到|达|是)*$"
)
_REST = re.compile(r"[，,；]?(?:其余|剩余|其他|其它)[^\d，。；、]{0,8}(?:占比|占|份额|比重)?(?:约|为|达|是)*$")
_SHARES = re.compile(r"(?:占比|比重|占有率|份额|市占率)(?:分别|依次)(?:约)?(?:为|是|达到|达)?(?:约)?\s?$")
_SHARE = re.compile(r"占|比重|份额")
_MANY_WHOLES = re.compile(
    r"\d年|\d月|季度|年度|年末|近[两三四五]年|[EQH]\d?|市场|领域|地区|区域|国家|在.*[、和]|占比.*占比|均|各自|从|由"
)
_DIGIT_BEFORE = re.compile(r"\d[、/]\s?$")

_TOTAL = frozenset({"合计", "总计", "合 计", "总 计"})
_NOT_ADDED = re.compile(
    r"率|均|比|价|倍|速|幅|排名|名次|得分|评分|分数|指数|年份|序号|[Pp][EeBbSs]|EPS|ROE|CAGR|%|/|年|点"
)
_NOT_ADDED_UNITS = re.compile(r"/|%|倍|分$|点$|年$|月$|度$")
_PARTS_OF_PARTS = re.compile(r"其中|小计|其中：|^[\s　-]+")
_SHARE_LABELS = frozenset({"占比", "份额", "比重", "构成", "权重", "市场份额", "市占率", "市场占有率"}) | frozenset(
    f"{whole}占比" for whole in ("收入", "营收", "销量", "出货量", "规模", "销售额")
)
_STILL_A_WHOLE = 1.2
"""Shares that come to more are of several wholes."""
_NEAR = 0.1
"""How far a total may be above its rows before they are but some of them."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each total, remainder or set of shares that does not add up."""
    for sentence in read(manuscript):
        for row, after in _rows(sentence):
            yield from _in_text(sentence, row, after)
    for dataset in manuscript.datasets:
        yield from _total_row(dataset)
    told: set[tuple[str, str]] = set()
    for figure in manuscript.figures:
        yield from _shares(figure, told)


def _rows(sentence: Sentence) -> Iterator[tuple[list[Quantity], Quantity | None]]:
    """Numbers of one family in a row, and the number after them."""
    text, row = sentence.passage.text, list[Quantity]()
    for first, second in zip_longest(sentence.quantities, sentence.quantities[1:]):
        row.append(first)
        if second and second.family == first.family and _JOINT.fullmatch(text, first.end, second.start):
            continue
        if len(row) > 1 and not _DIGIT_BEFORE.search(text, sentence.start, row[0].start):
            yield row, second
        row = []


def _in_text(sentence: Sentence, row: Sequence[Quantity], after: Quantity | None) -> Iterator[Finding]:
    text = sentence.passage.text
    if any(one.in_range or one.value < 0 for one in row):
        return
    total, room = sum(one.value for one in row), sum(one.step for one in row) / 2
    if any(one.bound for one in row):
        room += 0.05 * total
    last = row[-1]
    lead = text[sentence.start : row[0].start]
    between = text[last.end : after.start] if after else ""
    if after and after.family == last.family and not after.in_range:
        closing = after.step / 2 + (0.05 * after.value if after.bound else 0.0) + 1e-9 * total
        if _SUM.fullmatch(between) and abs(total - after.value) > room + closing:
            quote = sentence.quote(after)
            message = f"'{quote}' is not the sum of the {len(row)} numbers before: that is {_shown(total, after)}"
            yield on(sentence.passage, after.start, after.end, message, "correct the total or one of its parts")
            return
        is_share = last.family == "%" and _SHARE.search(lead + between)
        if _REST.fullmatch(between) and is_share and after.is_plain:
            whole = total + after.value
            if abs(whole - 1) > room + closing:
                message = f"parts and remainder come to {_shown(whole, after)}, not to 100%"
                yield on(sentence.passage, row[0].start, after.end, message, "correct one of them")
                return
    if (
        last.family == "%"
        and _SHARES.search(lead)
        and not _MANY_WHOLES.search(lead)
        and 1 + room + 1e-9 < total <= _STILL_A_WHOLE
    ):
        level = None if len(row) > 2 else Level.HINT
        message = f"shares that come to {_shown(total, last)}"
        yield on(
            sentence.passage,
            row[0].start,
            last.end,
            message,
            "correct one of them, or say what each is a share of",
            level,
        )


def _shown(value: float, like: Quantity) -> str:
    if like.family == "%":
        return percent(value, like.decimals)
    scale = like.step * 10**like.decimals
    return number(value / scale, like.decimals) + like.power + like.unit


def _total_row(dataset: Dataset) -> Iterator[Finding]:
    frame = dataset.frame
    first = next((name for name, spec in dataset.spec.columns.items() if spec.type is ColumnType.TEXT), None)
    if first is None or not len(frame):
        return
    names = [str(name) for name in frame[first].tolist()]
    totals = [row for row, name in enumerate(names) if name in _TOTAL]
    if totals != [len(names) - 1] or len(names) < 3 or any(_PARTS_OF_PARTS.search(name) for name in names):
        return
    (last,) = totals
    for column, spec in dataset.spec.columns.items():
        if spec.type is not ColumnType.NUMBER:
            continue
        if _NOT_ADDED.search(str(spec.label)) or _NOT_ADDED_UNITS.search(spec.unit):
            continue
        cells = frame[column].tolist()
        if any(map(math.isnan, cells)):
            continue
        parts, total = cells[:-1], cells[-1]
        decimals = max([spec.decimals or 0, *(decimals_of(cell, 6) for cell in cells)])
        sum_ = sum(parts)
        if abs(sum_ - total) <= (len(cells) / 2) * 10.0**-decimals + 1e-9 * abs(total):
            continue
        if total > sum_ * (1 + _NEAR) or min(parts) < 0 or not total:
            continue  # but some of what makes the total is listed
        mark, width = dataset.place(last, column)
        listed = number(sum_, decimals)
        message = f"{names[last]} {number(total, decimals)} of {dataset.label(column)}: the rows above come to {listed}"
        yield Finding(mark, width, number(total), message, "correct the total or one of the rows")


def _shares(figure: FigureText, told: set[tuple[str, str]]) -> Iterator[Finding]:
    spec = figure.spec
    if not figure.datasets or not figure.rows:
        return
    dataset = figure.datasets[0]
    columns = dataset.spec.columns
    if isinstance(spec, ColumnChart) and spec.stacked:
        stacked = [str(one.y) for one in spec.series]
        if all(columns[name].type is ColumnType.PERCENT for name in stacked):
            yield from _stacks(figure, dataset, str(spec.x), stacked)
        return
    if not isinstance(spec, Table | BarChart | ColumnChart):
        return
    keys = [name for name, one in columns.items() if one.type is ColumnType.TEXT]
    if any(one.type in TIME for one in columns.values()) or len(keys) != 1:
        return
    shown = [str(one.column) for one in spec.columns] if isinstance(spec, Table) else _measured(spec)
    for name in shown:
        if columns[name].type is ColumnType.PERCENT and str(columns[name].label) in _SHARE_LABELS:
            yield from _column(figure, dataset, keys[0], name, told)


def _measured(spec: BarChart | ColumnChart) -> list[str]:
    return [str(spec.y)] if isinstance(spec, BarChart) else [str(one.y) for one in spec.series]


def _stacks(figure: FigureText, dataset: Dataset, x: str, stacked: Sequence[str]) -> Iterator[Finding]:
    for row in figure.rows:
        cells = [float(dataset.frame[name].iloc[row]) for name in stacked]
        if any(math.isnan(cell) or cell < 0 for cell in cells):
            continue
        if (over := _over(cells)) and len(cells) > 1:
            mark, width = dataset.place(row, stacked[-1])
            message = f"the shares of {dataset.frame[x].iloc[row]} come to {over}"
            yield Finding(mark, width, over, message, "correct one of them")


def _column(figure: FigureText, dataset: Dataset, key: str, name: str, told: set[tuple[str, str]]) -> Iterator[Finding]:
    parts = [row for row in figure.rows if str(dataset.frame[key].iloc[row]) not in _TOTAL]
    cells = [float(dataset.frame[name].iloc[row]) for row in parts]
    if len(cells) < 2 or any(math.isnan(cell) or cell < 0 for cell in cells) or (dataset.name, name) in told:
        return
    if over := _over(cells):
        told.add((dataset.name, name))
        message = f"{dataset.label(name)} of '{dataset.name}' comes to {over}"
        yield at(figure.spec.title, message, "correct one of the shares, or say what each is a share of")


def _over(cells: Sequence[float]) -> str:
    """What shares come to, if that is more than a whole and rounding does not explain it."""
    total = sum(cells)
    decimals = max(decimals_of(100 * cell, 4) for cell in cells)
    room = len(cells) / 2 * 10.0 ** -(decimals + 2)
    return percent(total, decimals) if 1 + room + 1e-9 < total <= _STILL_A_WHOLE else ""
