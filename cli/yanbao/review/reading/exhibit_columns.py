"""Reads the columns of tables and charts: what each measures, and which are subjects or periods."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from yanbao import periods
from yanbao.formatting import decimals_of
from yanbao.model.dataset import ColumnType, Dataset
from yanbao.model.words import WordLists
from yanbao.periods import Moment
from yanbao.review.reading.exhibit_names import CHANGE, SHORTEST, short_names, tails
from yanbao.review.reading.exhibits import Measure
from yanbao.review.reading.units import family

_GROWTH = re.compile(
    r"(?P<of>.*?)(?P<over>同比|环比)?(?:增速|增长率|增长|增幅|涨跌幅|涨幅|变动)?(?:[（(]%[)）])?", re.IGNORECASE
)
_YEAR = r"(?:(?:19|20)[0-9]{2}年?|[0-9]{2}(?=[AEFQH年])年?)"
_PART = r"(?:[一二三四]季度|[上下]半年|前三季度|1[-~—–至]1?[0-9]月|1?[0-9]月|Q[1-4]|H[12])"
_WHEN = rf"(?:{_YEAR}(?:{_PART}|全年|[AEF])?|{_PART}|[1-4]Q[0-9]{{2}})"
_BEFORE = re.compile(rf"(?P<when>{_WHEN})(?P<rest>[^0-9年月AEF].+)")
_BEHIND = re.compile(rf"(?P<rest>.*?[^0-9证年月])\s?(?P<when>{_WHEN})")
_BARE = re.compile(_PART)
_FORECAST = re.compile("^(?:预测|预计)")
_MEASURES = re.compile("(?:[率额价量数值比度]|收入|利润|成本|费用|余额|面积|指数|天数|EPS|PE|PB|ROE)$")
"""The end of a label that names what is measured, whatever the lists know."""

_CLAIM = re.compile("[居最升降增涨跌高低逐连续第]")
"""What a caption has that tells a finding, not a name."""


@dataclass(frozen=True)
class Words:
    """What a project calls its measures, and the names that are known."""

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

    def measures_in(self, text: str) -> set[str]:
        """The measures that a text names, without those that are a part of another."""
        found = {name for name in map(str, self.lists.names_of()) if name in text}
        return {name for name in found if not any(name != one and name in one for one in found)}

    def rest(self, label: str) -> str:
        """What a label has after a name that is known, which is its short name."""
        starts = [name for name in self.known if name != label and len(name) >= SHORTEST and label.startswith(name)]
        rest = label[max(map(len, starts), default=len(label)) :]
        return rest if len(rest) >= SHORTEST else ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of numbers: what it holds of each row. ``of`` is its subject if that is its label, not a measure."""

    name: str
    measure: Measure
    size: float
    of: str = ""
    period: Moment | None = None


def moment_of(text: str, as_of: str) -> Moment | None:
    """The period that a label is; the date of the data completes one without a year: 7月, 三季度, 前三季度."""
    if not _BARE.fullmatch(text):
        return periods.moment(text)
    last = periods.moment(as_of)
    year = periods.days_of(last)[1].year if last else 0
    found = periods.moment(f"{year}年{text}" if text[0] not in "QH" else f"{year}{text}") if year else None
    if found and last and -found[1] > last[0]:
        return moment_of(text, f"{year - 1}-12")
    return found


def _split(label: str, as_of: str) -> tuple[Moment | None, str]:
    """The period of a label, and what it says beside: 2024年收入, EPS 2025E."""
    if whole := moment_of(label, as_of):
        return whole, ""
    match = _BEFORE.fullmatch(label) or _BEHIND.fullmatch(label)
    moment = moment_of(match["when"], as_of) if match else None
    return (moment, match["rest"].strip()) if match and moment else (None, label)


def columns_of(
    dataset: Dataset, columns: Mapping[str, str], caption: str, words: Words, *, is_time: bool
) -> Iterator[Column]:
    """The columns of a figure whose rows are periods, if ``is_time``, or subjects."""
    labels = list(columns.values())
    as_of = str(dataset.spec.as_of)
    families = {name: family_of(dataset, name) for name in columns}
    split = {label: (None, label) if is_time else _split(label, as_of) for label in labels}
    rests = [rest for moment, rest in split.values() if moment]
    is_of_one = len(columns) > 1 and words.is_measure(caption)  # whose columns are subjects
    own = {label for label in labels if words.is_measure(label) or (label[-2:] in caption and not is_of_one)}
    own |= {label for label in labels if _MEASURES.search(label) or CHANGE.search(label)}
    called = _called(caption, str(dataset.spec.title), words)
    for name, label in columns.items():
        size, unit = families[name]
        moment, rest = split[label]
        if moment and rest:
            others = [other for _, other in split.values() if other not in {rest, ""}]
            names = words.synonyms(rest) | words.synonyms(_FORECAST.sub("", rest)) | short_names(rest, [rest, *others])
            measure = measure_of(dataset, name, rest, names)
            is_one_of = rests.count(rest) > 1
            then = None if is_one_of else moment
            yield Column(name, replace(measure, then=then), size, "", moment if is_one_of else None)
            continue
        alike = sum(one == unit for _, one in families.values()) > 1
        is_subject = is_time and label not in own and (alike or words.is_measure(caption))
        names = words.synonyms(label) | short_names(label, labels)
        if moment or is_subject:
            beside = [one for other, one in columns.items() if one in own and families[other][1] == unit]
            names = called | (words.synonyms(beside[0]) if is_subject and len(beside) == 1 else set())
        elif len(columns) == 1:
            names |= _called(caption, "", words)
        title = caption if moment or is_subject else label
        yield Column(name, measure_of(dataset, name, title, names), size, label if is_subject else "", moment)


def _called(caption: str, title: str, words: Words) -> set[str]:
    """How texts call what all columns of a figure measure: as its caption ends, or its data; else as it says at all."""
    named = (text for text in (caption, title) if words.is_measure(text) or _MEASURES.search(text))
    found = {name for text in named for name in tails(text)}
    found = found or words.measures_in(caption) or words.measures_in(title)
    found = found or (set() if _CLAIM.search(caption) else tails(caption))
    return found.union(*map(words.synonyms, found))


def wholes(lists: WordLists) -> Collection[str]:
    """The names of rows that are no subjects of their own."""
    return {*map(str, lists.totals), *map(str, lists.aggregates)}


def family_of(dataset: Dataset, column: str) -> tuple[float, str]:
    """How much one unit of a column is in its family of units, and the family."""
    spec = dataset.spec.columns[column]
    return (1.0, "%") if spec.type is ColumnType.PERCENT else family(spec.unit)


def measure_of(dataset: Dataset, column: str, label: str, names: set[str]) -> Measure:
    """The measure of a column under a label, by its names in texts."""
    spec = dataset.spec.columns[column]
    size, name = family_of(dataset, column)
    numbers = [value for value in dataset.frame[column].tolist() if value == value]
    if spec.type is ColumnType.PERCENT:
        step = 10.0 ** -(max((decimals_of(value, 6) for value in numbers), default=0))
    else:
        step = size * 10.0 ** -max((decimals_of(value, 4) for value in numbers), default=0)
    unit = spec.unit or ("%" if spec.type is ColumnType.PERCENT else "")
    return or_change(label, names, name, unit, step)


def or_change(label: str, names: set[str], kind: str, unit: str, step: float) -> Measure:
    """A measure, or a column of changes if it is one of rates with such a label."""
    change = _GROWTH.fullmatch(label) if kind == "%" and CHANGE.search(label) else None
    grows, over = (change["of"], change["over"] or "") if change else ("", "")
    return Measure(label, frozenset(names), kind, unit, step, bool(change), grows, over)
