"""Reads tables, charts and the ledger as exhibits: which columns are subjects, measures or periods."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, pairwise, repeat

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
from yanbao.review.reading.exhibit_columns import Words, columns_of, measure_of, moment_of, or_change, wholes
from yanbao.review.reading.exhibit_names import PRICE, SHORTEST, names_of_subjects
from yanbao.review.reading.exhibits import Exhibit
from yanbao.review.reading.held_numbers import Held, Holding
from yanbao.review.reading.kept import Texts, kept, kept_all
from yanbao.review.reading.units import family
from yanbao.review.reading.words import words_of

_WEEK = 5  # days from one row of a week to the next, at least
_LONGEST = 60  # rows; what has more is a series of days
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
    changed = [bool(one.change) for one in spec.columns] if isinstance(spec, Table) else []
    columns = {
        name: _plain(label)
        for (name, label), is_change in zip(shown(figure), chain(changed, repeat(False)), strict=False)
        if not is_change and dataset.spec.columns[name].type in NUMERIC
    }
    rows = _rows(dataset, key, figure.rows)
    if columns and len(set(rows.values())) == len(rows) and not _has_days(rows):
        yield _exhibit(figure, dataset, rows, columns, key, Words(lists, known))


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
    """Whether rows are of days, of which a text tells weeks and months; not if they are of weeks."""
    found = sorted(moment[0] for moment in map(periods.moment, rows.values()) if moment and moment[0] == -moment[1])
    return any(later - earlier < _WEEK for earlier, later in pairwise(found)) or len(found) == 1


def _exhibit(
    figure: FigureText, dataset: Dataset, rows: Mapping[int, str], columns: Mapping[str, str], key: str, words: Words
) -> Exhibit:
    caption = _ABOUT.sub("", _plain(figure.caption.text))
    as_of = str(dataset.spec.as_of)
    moments = {row: moment_of(text, as_of) for row, text in rows.items()}
    is_time = all(moments.values())
    found = list(columns_of(dataset, columns, caption, words, is_time=is_time))
    are_measures = not is_time and all(one.period for one in found) and all(map(words.is_measure, rows.values()))
    measures = {one.measure.key: one.measure for one in found if not are_measures}
    cells: dict[tuple[str, Moment | None, str], float] = {}
    for one in found:
        column = dataset.frame[one.name].to_dict()
        for row, text in rows.items():
            measure, subject = one.measure, one.of if is_time else text
            if are_measures:
                subject, measure = "", measure_of(dataset, one.name, text, words.synonyms(text))
                measures[measure.key] = measure
            value = float(column[row]) * one.size
            if not math.isnan(value):
                cells[subject, moments[row] if is_time else one.period, measure.key] = value
    totals = set(map(str, words.lists.totals))  # rows of the whole, of which texts name no subject
    cells |= {("", period, measure): value for (name, period, measure), value in cells.items() if name in totals}
    head = _plain(dict(shown(figure)).get(key, ""))
    subjects = dict.fromkeys(subject for subject, _, _ in cells if subject and subject not in wholes(words.lists))
    times = {period for _, period, _ in cells if period}
    plain = _plain(figure.caption.text)
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
        whose=_whose(plain, chain.from_iterable(one.names for one in measures.values()) if is_time else ()),
    )


def _whose(caption: str, names: Iterable[str]) -> str:
    """What a caption says before what a series measures, such as 商业银行."""
    if match := _WHOSE.match(caption):
        return match[1]
    first = min((at for name in names if (at := caption.find(name)) >= 0), default=0)
    return _GENERAL.sub("", caption[:first]) if first >= SHORTEST else ""


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
        measure = or_change(one.measures[0], set(map(str, one.measures)), one.family, one.unit, step)
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


def _plain(label: str) -> str:
    """A label without what is in brackets, unless that is a period: PE（2025E）."""
    return _BRACKET.sub(lambda found: f" {found[0][1:-1]}" if periods.moment(found[0][1:-1]) else "", label).strip()
