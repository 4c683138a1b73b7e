"""What tables and charts say, as numbers of a subject, a measure and a period, whichever of them are rows."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from yanbao import periods
from yanbao.formatting import decimals_of
from yanbao.model.charts import DataChart
from yanbao.model.dataset import NUMERIC, TIME, ColumnType, Dataset, written
from yanbao.model.manuscript import FigureText, Manuscript
from yanbao.model.tablerows import name_column
from yanbao.model.tables import Table
from yanbao.model.words import WordLists
from yanbao.periods import Moment
from yanbao.review.reading.columns import shown
from yanbao.review.reading.sentences import once
from yanbao.review.reading.units import family
from yanbao.review.reading.words import words_of

_LONGEST = 60  # rows; what has more is a series of days
_GROWTH = re.compile(
    r"(?P<of>.*?)(?P<over>同比|环比)?(?:增速|增长率|增长|增幅|涨跌幅|涨幅|变动)?(?:[（(]%[)）])?", re.IGNORECASE
)
_CHANGE = re.compile(r"同比|环比|增速|增长率|增幅|涨跌幅|涨幅|YoY|QoQ", re.IGNORECASE)
_BRACKET = re.compile(r"[（(][^（()）]*[)）]")
_ABOUT = re.compile(
    r"(?:(?:的?(?:情况|走势|变化|排名|趋势|比较|对比|一览|概览|表现|统计|结构)|及?(?:预测|增速|同比))+)$"
)
_COUNTED = re.compile("(?:指数|人数|数量|总额|金额|总量)$")
_SHORTEST = 2  # characters of a name


@dataclass(frozen=True, slots=True)
class Measure:
    """What numbers of an exhibit measure: ``names`` are how texts say it.

    Of a column of changes, ``grows`` is what changed, which may be empty, and ``over`` is 同比 or 环比 if it says so.
    """

    label: str
    names: frozenset[str]
    family: str
    unit: str
    step: float
    is_change: bool = False
    grows: str = ""
    over: str = ""


@dataclass(frozen=True)
class Exhibit:
    """The numbers of a figure by subject (empty if they have one that is not named), period (None) and measure.

    ``dated`` is the period of all numbers of an exhibit without periods. ``names`` are short names of subjects.
    """

    label: str
    caption: str
    subjects: tuple[str, ...]
    periods: tuple[Moment, ...]
    measures: tuple[Measure, ...]
    cells: Mapping[tuple[str, Moment | None, str], float]
    dated: Moment | None
    names: Mapping[str, str] = field(default_factory=dict)

    def value(self, subject: str, period: Moment | None, measure: Measure) -> float | None:
        return self.cells.get((subject, period, measure.label))

    def series(self, subject: str, measure: Measure) -> list[tuple[Moment, float]]:
        """The numbers of a subject in the order of time."""
        found = ((period, self.value(subject, period, measure)) for period in self.periods)
        return [(period, value) for period, value in found if value is not None]

    def ranking(self, measure: Measure, period: Moment | None) -> dict[str, float]:
        """The numbers of all subjects."""
        found = ((subject, self.value(subject, period, measure)) for subject in self.subjects)
        return {subject: value for subject, value in found if value is not None}

    def change_of(self, measure: Measure, over: str) -> Measure | None:
        """The column that holds the changes of another."""
        found = [
            one
            for one in self.measures
            if one.is_change and (one.grows in measure.names or (not one.grows and self.is_alone(measure)))
        ]
        return next((one for one in found if not over or not one.over or one.over == over), None)

    def is_alone(self, measure: Measure) -> bool:
        """Whether it is the only measure but for changes."""
        return [one for one in self.measures if not one.is_change] == [measure]

    @cached_property
    def length(self) -> str:
        """How long its periods are: year, half, quarter or month; empty if that differs."""
        lengths = {_length(one) for one in self.periods}
        return lengths.pop() if len(lengths) == 1 else ""


def _length(moment: Moment) -> str:
    first, last = periods.days_of(moment)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return {1: "month", 3: "quarter", 6: "half", 12: "year"}.get(months, "") if first != last else "day"


@once
def exhibits_of(manuscript: Manuscript) -> Mapping[int, tuple[Exhibit, ...]]:
    """The exhibits of a report by its figures, whose ``id`` is that of the object."""
    lists = words_of(manuscript.project)
    known = {name for dataset in manuscript.datasets for name in _texts(dataset)}
    known |= set(map(str, manuscript.project.ledger.names))
    return {id(figure): tuple(_read(figure, lists, known)) for figure in manuscript.figures}


def _texts(dataset: Dataset) -> Iterator[str]:
    for name, spec in dataset.spec.columns.items():
        if spec.type is ColumnType.TEXT and len(dataset.frame) <= _LONGEST:
            yield from (cell for cell in dataset.frame[name].tolist() if isinstance(cell, str))


def _read(figure: FigureText, lists: WordLists, known: set[str]) -> Iterator[Exhibit]:
    spec = figure.spec
    if not figure.datasets or not 1 < len(figure.rows) <= _LONGEST or not isinstance(spec, Table | DataChart):
        return
    dataset = figure.datasets[0]
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
        yield _exhibit(figure, dataset, rows, columns, _Words(lists, known))


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
    known: set[str]

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
        starts = [name for name in self.known if name != label and len(name) >= _SHORTEST and label.startswith(name)]
        rest = label[max(map(len, starts), default=len(label)) :]
        return rest if len(rest) >= _SHORTEST else ""


def _exhibit(
    figure: FigureText, dataset: Dataset, rows: Mapping[int, str], columns: Mapping[str, str], words: _Words
) -> Exhibit:
    caption = _ABOUT.sub("", _plain(figure.caption.text))
    moments = {row: periods.moment(text) for row, text in rows.items()}
    is_time = all(moments.values())
    labels = list(columns.values())
    families = {name: _family(dataset, name)[1] for name in columns}
    measures: dict[str, Measure] = {}
    cells: dict[tuple[str, Moment | None, str], float] = {}
    subjects = [] if is_time else [text for text in rows.values() if text not in _wholes(words.lists)]
    for name, label in columns.items():
        moment = None if is_time else periods.moment(label)
        alike = sum(one == families[name] for one in families.values()) > 1
        is_subject = is_time and alike and not words.is_measure(label) and label[-2:] not in caption
        title = caption if moment or is_subject else label
        if is_subject:
            subjects.append(label)
        names = words.synonyms(label) | _short(label, labels)
        if moment or is_subject or len(columns) == 1:
            names = _tails(caption) if title == caption else names | _tails(caption)
        measures[f"{title}|{families[name]}"] = measure = _measure(dataset, name, title, names)
        for row in rows:
            value = float(dataset.frame[name].loc[row]) * _family(dataset, name)[0]
            if not math.isnan(value):
                who = label if is_subject else "" if is_time else rows[row]
                cells[who, moments[row] if is_time else moment, measure.label] = value
    times = {period for _, period, _ in cells if period}
    return Exhibit(
        label=figure.label,
        caption=_plain(figure.caption.text),
        subjects=tuple(subjects),
        periods=tuple(sorted(times)),
        measures=tuple(measures.values()),
        cells=cells,
        dated=None if times else periods.moment(str(dataset.spec.as_of)),
        names={rest: subject for subject in subjects if (rest := words.rest(subject))},
    )


def _wholes(lists: WordLists) -> set[str]:
    return {*map(str, lists.totals), *map(str, lists.aggregates)}


def _plain(label: str) -> str:
    return _BRACKET.sub("", label).strip()


def _tails(caption: str) -> set[str]:
    """The ends of a caption, one of which is how a text says what it measures."""
    return {caption[at:] for at in range(max(0, len(caption) - _SHORTEST + 1))}


def _short(label: str, labels: list[str]) -> set[str]:
    """Ends of a label that no other has, and what is counted without the word for a number."""
    others = [one for one in labels if one != label and not (_CHANGE.search(one) and one.startswith(label))]
    ends = {end for end in _tails(label) if not any(end in other for other in others)}
    counted = _COUNTED.sub("", label)
    return ends | ({counted} if len(counted) >= _SHORTEST else set())


def _family(dataset: Dataset, column: str) -> tuple[float, str]:
    spec = dataset.spec.columns[column]
    return (1.0, "%") if spec.type is ColumnType.PERCENT else family(spec.unit)


def _measure(dataset: Dataset, column: str, label: str, names: set[str]) -> Measure:
    spec = dataset.spec.columns[column]
    size, name = _family(dataset, column)
    numbers = [value for value in dataset.frame[column].tolist() if value == value]
    if spec.type is ColumnType.PERCENT:
        step = 10.0 ** -(max((decimals_of(value, 6) for value in numbers), default=0))
    else:
        step = size * 10.0 ** -max((decimals_of(value, 4) for value in numbers), default=0)
    is_change = spec.type is ColumnType.PERCENT and bool(_CHANGE.search(label))
    change = _GROWTH.fullmatch(label) if is_change else None
    return Measure(
        label=label,
        names=frozenset(names),
        family=name,
        unit=spec.unit or ("%" if spec.type is ColumnType.PERCENT else ""),
        step=step,
        is_change=is_change,
        grows=change["of"] if change else "",
        over=(change["over"] or "") if change else "",
    )
