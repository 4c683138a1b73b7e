"""Reads tables, charts and the ledger as exhibits: which columns are subjects, measures or periods."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from yanbao import periods
from yanbao.formatting import decimals_of
from yanbao.model.dataset import NUMERIC, TIME, ColumnType, Dataset, written
from yanbao.model.diagrams import Diagram
from yanbao.model.ledger import Ledger
from yanbao.model.manuscript import FigureText, Manuscript
from yanbao.model.tablerows import name_column
from yanbao.model.tables import Table
from yanbao.model.words import WordLists
from yanbao.periods import Moment
from yanbao.review.reading.columns import shown
from yanbao.review.reading.exhibit_names import (
    CHANGE,
    OF_PERIOD,
    PRICE,
    SHORTEST,
    names_of_subjects,
    short_names,
    tails,
)
from yanbao.review.reading.exhibits import Exhibit, Measure
from yanbao.review.reading.held_numbers import Held, Holding
from yanbao.review.reading.kept import Texts, kept, kept_all
from yanbao.review.reading.units import family
from yanbao.review.reading.words import words_of

_LONGEST = 60  # rows; what has more is a series of days
_GROWTH = re.compile(
    r"(?P<of>.*?)(?P<over>同比|环比)?(?:增速|增长率|增长|增幅|涨跌幅|涨幅|变动)?(?:[（(]%[)）])?", re.IGNORECASE
)
_WHOSE = re.compile("(.{2,8}?)(?:盈利预测|主要财务|财务|利润表|资产负债表|现金流量表)")
_BRACKET = re.compile(r"[（(][^（()）]*[)）]")
_ABOUT = re.compile(
    r"(?:(?:的?(?:情况|走势|变化|排名|趋势|比较|对比|一览|概览|表现|统计|结构)|及?(?:预测|增速|同比))+)$"
)
_GENERAL = re.compile("全国|国内|中国|我国|行业|新增|净增|主要|历年|累计|当期|分?[季月年]度|单[季月]|各|[0-9近年月-]+")


@kept
def exhibits_of(manuscript: Manuscript) -> Mapping[int, tuple[Exhibit, ...]]:
    """The exhibits of a report by its figures, whose ``id`` is that of the object."""
    lists = words_of(manuscript.project)
    known = _known(manuscript.project.ledger, *manuscript.datasets)
    return {id(figure): _read(figure, lists, known) for figure in manuscript.figures}


@kept
def _known(ledger: Ledger, *datasets: Dataset) -> Texts:
    return Texts([*map(str, ledger.names), *chain.from_iterable(map(_texts, datasets))])


def _texts(dataset: Dataset) -> Iterator[str]:
    for name, spec in dataset.spec.columns.items():
        if spec.type is ColumnType.TEXT and len(dataset.frame) <= _LONGEST:
            yield from (cell for cell in dataset.frame[name].tolist() if isinstance(cell, str))


@kept_all
def _read(figure: FigureText, lists: WordLists, known: Texts) -> Iterator[Exhibit]:
    spec = figure.spec
    if not figure.datasets or not 1 < len(figure.rows) <= _LONGEST:
        return
    dataset = figure.datasets[0]
    if isinstance(spec, Diagram):
        key = spec.name_column(dataset)
    else:
        key = name_column(spec, dataset) if isinstance(spec, Table) else str(getattr(spec, "x", ""))
    if not key or key not in dataset.spec.columns or dataset.spec.columns[key].type in NUMERIC:
        return
    changed = {str(one.column) for one in spec.columns if one.change} if isinstance(spec, Table) else set()
    columns = {
        name: _plain(label)
        for name, label in shown(figure)
        if dataset.spec.columns[name].type in NUMERIC and name not in changed
    }
    rows = _rows(dataset, key, figure.rows)
    if columns and len(set(rows.values())) == len(rows) and not _has_days(rows):
        yield _exhibit(figure, dataset, rows, columns, key, _Words(lists, known))


def _rows(dataset: Dataset, key: str, shown_rows: tuple[int, ...]) -> dict[int, str]:
    kind = dataset.spec.columns[key].type
    known = [row for row in shown_rows if 0 <= row < len(dataset.frame)]
    cells = dataset.frame[key].iloc[known].tolist()
    return {
        row: written(cell, kind) if kind in TIME else str(cell)
        for row, cell in zip(known, cells, strict=True)
        if cell == cell
    }


def _has_days(rows: Mapping[int, str]) -> bool:
    """Whether rows are of days, of which a text tells weeks and months."""
    return any(moment and moment[0] == -moment[1] for moment in map(periods.moment, rows.values()))


@dataclass(frozen=True)
class _Words:
    lists: WordLists
    known: frozenset[str]

    def synonyms(self, label: str) -> set[str]:
        found = {label}
        for one in self.lists.measures:
            if label in one.names and one.key:
                found |= set(map(str, one.names))
        return found

    def is_measure(self, label: str) -> bool:
        return label.endswith(tuple(map(str, self.lists.names_of())))

    def rest(self, label: str) -> str:
        """What a label has after a name that is known, which is its short name."""
        starts = [name for name in self.known if name != label and len(name) >= SHORTEST and label.startswith(name)]
        rest = label[max(map(len, starts), default=len(label)) :]
        return rest if len(rest) >= SHORTEST else ""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of numbers: what it holds of each row. ``of`` is its subject if that is its label, not a measure."""

    name: str
    measure: Measure
    size: float
    of: str = ""
    period: Moment | None = None


def _exhibit(
    figure: FigureText, dataset: Dataset, rows: Mapping[int, str], columns: Mapping[str, str], key: str, words: _Words
) -> Exhibit:
    caption = _ABOUT.sub("", _plain(figure.caption.text))
    moments = {row: periods.moment(text) for row, text in rows.items()}
    is_time = all(moments.values())
    found = list(_columns(dataset, columns, caption, words, is_time=is_time))
    are_measures = not is_time and all(one.period for one in found) and all(map(words.is_measure, rows.values()))
    measures = {one.measure.key: one.measure for one in found if not are_measures}
    cells: dict[tuple[str, Moment | None, str], float] = {}
    for one in found:
        column = dataset.frame[one.name].to_dict()
        for row, text in rows.items():
            measure, subject = one.measure, one.of if is_time else text
            if are_measures:
                subject, measure = "", _measure(dataset, one.name, text, words.synonyms(text))
                measures[measure.key] = measure
            value = float(column[row]) * one.size
            if not math.isnan(value):
                cells[subject, moments[row] if is_time else one.period, measure.key] = value
    head = _plain(dict(shown(figure)).get(key, ""))
    subjects = dict.fromkeys(subject for subject, _, _ in cells if subject and subject not in _wholes(words.lists))
    times = {period for _, period, _ in cells if period}
    plain = _plain(figure.caption.text)
    starts = [at for measure in measures.values() for name in measure.names if (at := plain.find(name)) >= SHORTEST]
    return Exhibit(
        label=figure.label,
        caption=plain,
        subjects=tuple(subjects),
        periods=tuple(sorted(times)),
        measures=tuple(measures.values()),
        cells=cells,
        dated=periods.moment(str(dataset.spec.as_of)),
        names=names_of_subjects([*subjects], words.rest, words.is_measure, head, is_price=bool(PRICE.search(caption))),
        head=head,
        whose=whose[1]
        if (whose := _WHOSE.match(plain))
        else _GENERAL.sub("", plain[: min(starts)])
        if starts and is_time
        else "",
    )


def _columns(
    dataset: Dataset, columns: Mapping[str, str], caption: str, words: _Words, *, is_time: bool
) -> Iterator[_Column]:
    labels = list(columns.values())
    families = {name: _family(dataset, name) for name in columns}
    spans = {label: match["rest"] for label in labels if (match := OF_PERIOD.fullmatch(label))}
    repeated = {rest for rest in spans.values() if [*spans.values()].count(rest) > 1}
    is_of_one = len(columns) > 1 and words.is_measure(caption)  # whose columns are subjects
    own = {label for label in labels if words.is_measure(label) or (label[-2:] in caption and not is_of_one)}
    own |= {label for label in labels if label.endswith(("率", "额"))}
    for name, label in columns.items():
        size, unit = families[name]
        alike = sum(one == unit for _, one in families.values()) > 1
        moment = None if is_time else periods.moment(label)
        if (rest := spans.get(label, "")) and not is_time:
            moment = periods.moment(label.removesuffix(rest)) if rest in repeated else None
            others = [spans.get(one, one) for one in labels if spans.get(one, one) != rest]
            plain = rest.removeprefix("预测").removeprefix("预计")
            names = words.synonyms(rest) | words.synonyms(plain) | short_names(rest, [rest, *others])
            measure = _measure(dataset, name, rest, names, periods.moment(label.removesuffix(rest)))
            yield _Column(name, measure, size, "", moment)
            continue
        is_subject = is_time and label not in own and (alike or words.is_measure(caption))
        names = words.synonyms(label) | short_names(label, labels)
        if moment or is_subject:
            beside = [one for other, one in columns.items() if one in own and families[other][1] == unit]
            names = tails(caption) | (words.synonyms(beside[0]) if is_subject and len(beside) == 1 else set())
        elif len(columns) == 1:
            names |= tails(caption)
        title = caption if moment or is_subject else label
        yield _Column(name, _measure(dataset, name, title, names), size, label if is_subject else "", moment)


def _wholes(lists: WordLists) -> set[str]:
    return {*map(str, lists.totals), *map(str, lists.aggregates)}


def _plain(label: str) -> str:
    return _BRACKET.sub("", label).strip()


def _family(dataset: Dataset, column: str) -> tuple[float, str]:
    spec = dataset.spec.columns[column]
    return (1.0, "%") if spec.type is ColumnType.PERCENT else family(spec.unit)


def _measure(dataset: Dataset, column: str, label: str, names: set[str], then: Moment | None = None) -> Measure:
    spec = dataset.spec.columns[column]
    size, name = _family(dataset, column)
    numbers = [value for value in dataset.frame[column].tolist() if value == value]
    if spec.type is ColumnType.PERCENT:
        step = 10.0 ** -(max((decimals_of(value, 6) for value in numbers), default=0))
    else:
        step = size * 10.0 ** -max((decimals_of(value, 4) for value in numbers), default=0)
    unit = spec.unit or ("%" if spec.type is ColumnType.PERCENT else "")
    return replace(_of_change(label, names, name, unit, step), then=then)


def _of_change(label: str, names: set[str], kind: str, unit: str, step: float) -> Measure:
    """A measure, or a column of changes if it is one of rates with such a label."""
    change = _GROWTH.fullmatch(label) if kind == "%" and CHANGE.search(label) else None
    grows, over = (change["of"], change["over"] or "") if change else ("", "")
    return Measure(label, frozenset(names), kind, unit, step, bool(change), grows, over)


@kept
def exhibits_of_held(held: Held) -> tuple[Exhibit, ...]:
    """The numbers that the project holds of each subject and date, of which any text may speak."""
    found: dict[tuple[str, str, str], list[Holding]] = {}
    for one in held.all:
        if one.measures:
            found.setdefault((one.subject, one.as_of, "" if one.is_fact else one.path), []).append(one)
    return tuple(_of_held(holdings) for holdings in found.values())


def _of_held(holdings: list[Holding]) -> Exhibit:
    measures, first = [], holdings[0]
    cells: dict[tuple[str, Moment | None, str], float] = {}
    for one in holdings:
        size = family(one.unit)[0] if one.family != "%" else 1.0
        step = size * 10.0 ** -decimals_of(one.value / size, 6)
        measure = _of_change(one.measures[0], set(map(str, one.measures)), one.family, one.unit, step)
        measures.append(measure)
        cells[first.subject, None, measure.key] = one.value
    return Exhibit(
        label=f"{first.mark.file}:{first.mark.line}",
        caption="",
        subjects=(first.subject,),
        periods=(),
        measures=tuple(measures),
        cells=cells,
        dated=periods.moment(first.as_of) if first.as_of else None,
        names=dict.fromkeys(first.names[1:], first.subject),
    )
