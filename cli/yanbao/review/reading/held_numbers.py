"""Index of a project's numbers: facts of the ledger and cells of tables, with the names of their subjects."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from yanbao import formatting
from yanbao.diagnostics import Mark
from yanbao.model.dataset import NUMERIC, ColumnType, Dataset
from yanbao.model.ledger import Ledger
from yanbao.model.project import Project
from yanbao.model.words import WordLists
from yanbao.review.reading.kept import kept, kept_all
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.units import family
from yanbao.review.reading.words import words_of

_POWERS = [("亿", 1e8), ("万", 1e4)]
_LATIN_POWERS = {"K": " | kilo", "k": " | kilo", "B": " | billion"}
_LONGEST = 500  # rows of a table that one quotes from; longer ones are series


@dataclass(frozen=True, slots=True)
class Holding:
    """A number of the project: in the unit of its ``family``, with the names of its subject and of what it measures."""

    path: str
    subject: str
    names: tuple[str, ...]
    measures: tuple[str, ...]
    value: float
    family: str
    unit: str
    as_of: str
    mark: Mark
    expression: str

    def write(self, quantity: Quantity) -> str:
        """The expression that prints this number in the form of a typed quantity."""
        tail = _LATIN_POWERS.get(quantity.power, "")
        if not tail and not quantity.family and self.family:
            tail = " | plain"
        return f"{{{{ {self.expression}{tail} }}}}"

    @property
    def shown(self) -> str:
        """Its value as text."""
        if self.family == "%":
            return formatting.percent(self.value)
        return formatting.quantity(self.value / family(self.unit)[0], self.unit, None, _POWERS)

    @property
    def is_fact(self) -> bool:
        return self.expression == self.path

    def measured_in(self, text: str) -> bool:
        return any(measure in text for measure in self.measures)

    def fits(self, quantity: Quantity) -> bool:
        """Whether both have the same family of units. A typed number without a unit, such as 128K, matches counts."""
        return quantity.family == self.family or bool(quantity.power in _LATIN_POWERS and not quantity.family)


class Held:
    """Holdings of a project, indexed by value and by subject."""

    def __init__(self, ledger: Ledger, lists: WordLists, holdings: Iterable[Holding]) -> None:
        self._ledger = ledger
        self.lists = lists
        self._read: dict[str, list[tuple[int, int, str]]] = {}
        self.all = tuple(holdings)

    @cached_property
    def _by_value(self) -> dict[int, list[Holding]]:
        found: dict[int, list[Holding]] = {}
        for holding in self.all:
            bucket = _bucket(holding.value)
            for near in (bucket - 1, bucket, bucket + 1):
                found.setdefault(near, []).append(holding)
        return found

    def like(self, quantity: Quantity) -> Iterator[Holding]:
        """Holdings that equal a quantity after rounding."""
        sizes = (1.0, 1.024) if quantity.power in {"K", "k"} else (1.0,)
        near = {id(one): one for size in sizes for one in self._by_value.get(_bucket(quantity.value * size), ())}
        for holding in near.values():
            if quantity.is_rounded(holding.value):
                yield holding

    @cached_property
    def by_name(self) -> dict[str, list[Holding]]:
        """Holdings by normalised name of their subject."""
        found: dict[str, list[Holding]] = {}
        for holding in self.all:
            for name in holding.names:
                found.setdefault(squeeze(name), []).append(holding)
        return found

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The names of all subjects, as the ledger and tables have them."""
        return frozenset([*map(str, self._ledger.names), *(name for one in self.all for name in one.names)])

    @cached_property
    def _names(self) -> re.Pattern[str]:
        return pattern(self.subjects)

    def named(self, text: str) -> list[tuple[int, int, str]]:
        """Start, end and normalised name of each subject in a text, regardless of spacing."""
        if text not in self._read:
            self._read[text] = [(*match.span(), squeeze(match[0])) for match in self._names.finditer(text)]
        return self._read[text]


def held_by(project: Project) -> Held:
    """The index of a project, built once."""
    return _held(project.ledger, words_of(project), *project.datasets.values())


@kept
def _held(ledger: Ledger, words: WordLists, *datasets: Dataset) -> Held:
    return Held(ledger, words, (*_of_facts(ledger, words), *_of_datasets(datasets, words)))


def _bucket(value: float) -> int:
    """Key of the index by value: numbers that may print alike have equal or adjacent keys."""
    if not value or not math.isfinite(value):
        return -(10**6) if not value else 10**6
    return round(50 * math.log10(abs(value)))


def _of_facts(ledger: Ledger, words: WordLists) -> Iterator[Holding]:
    labels = ledger.labels
    for entity in ledger.entities:
        for key, fact in entity.facts.items():
            spec = fact.spec
            if isinstance(spec.value, str):
                continue
            size, name = family(spec.unit)
            yield Holding(
                path=fact.path,
                subject=str(entity.name),
                names=(str(entity.name), *map(str, entity.aliases)),
                measures=((labels[key],) if key in labels else ()) + words.names_by_key(key),
                value=float(spec.value) * size,
                family=name,
                unit=spec.unit,
                as_of=spec.as_of or "",
                mark=fact.mark,
                expression=fact.path,
            )


def _of_datasets(datasets: Iterable[Dataset], words: WordLists) -> Iterator[Holding]:
    for dataset in datasets:
        if len(dataset.frame) > _LONGEST:
            continue
        keys = [name for name, spec in dataset.spec.columns.items() if spec.type is ColumnType.TEXT]
        if unique := [key for key in keys if dataset.frame[key].is_unique]:
            yield from _of_rows(dataset, unique[0], words)


@kept_all
def _of_rows(dataset: Dataset, key: str, words: WordLists) -> Iterator[Holding]:
    subjects = dataset.frame[key].tolist()
    of_no_subject = {*words.totals, *words.aggregates}
    for column, spec in dataset.spec.columns.items():
        if spec.type not in NUMERIC:
            continue
        size, name = (1.0, "%") if spec.type is ColumnType.PERCENT else family(spec.unit)
        for row, (subject, value) in enumerate(zip(subjects, dataset.frame[column].tolist(), strict=True)):
            if not isinstance(subject, str) or subject in of_no_subject or math.isnan(value):
                continue
            yield Holding(
                path=f"data.{dataset.name}",
                subject=subject,
                names=(subject,),
                measures=((str(spec.label),) if spec.label else ()) + words.names_by_key(column),
                value=float(value) * size,
                family=name,
                unit=spec.unit,
                as_of=dataset.spec.as_of,
                mark=dataset.place(row, column)[0],
                expression=f'value(data.{dataset.name}, "{column}", {key}="{subject}")',
            )


_PART = re.compile(r"[A-Za-z]+|[0-9.]+|[^A-Za-z0-9.\s\-·]+")
_GAP = r"[ \-·]?"
_VARIANT = re.compile(r"(.*[0-9]) [A-Za-z+]+")
"""Names that are cut short to their number: Gemini 1.5 Pro."""
_CUT = 4  # characters that a name cut short must have
_SHORTEST = 2  # characters that a name must have to tell whose number it is


def pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Finds names, the longest first, and names that are cut short to their number."""
    cut = [match[1] for name in names if (match := _VARIANT.fullmatch(name))]
    known = {squeeze(name): name for name in (*names, *cut) if len(squeeze(name)) >= _SHORTEST}
    ordered = sorted(known, key=lambda name: (-len(name), name))
    if not ordered:
        return re.compile("(?!)")
    first = "".join(sorted({re.escape(name[0]) for name in ordered}))  # most characters begin no name
    return re.compile(f"(?=[{first}])(?:{'|'.join(_spaced(known[name]) for name in ordered)})", re.IGNORECASE)


def squeeze(name: str) -> str:
    """A name without spaces, hyphens and case: Gemini 1.5 and gemini1.5 are one."""
    return "".join(_PART.findall(name)).lower()


def is_short_for(name: str, full_names: Iterable[str]) -> bool:
    """Whether a squeezed name is its subject's cut short: Gemini 1.5 for Gemini 1.5 Pro. Chinese names are not cut."""
    has_letters = any("a" <= char <= "z" for char in name)
    return len(name) >= _CUT and has_letters and any(squeeze(full).startswith(name) for full in full_names)


def _spaced(name: str) -> str:
    """A name with or without its spaces; no part of a longer word or of another version: GPT-4 is not GPT-4 Turbo."""
    before = r"(?<![A-Za-z0-9])" if re.match(r"[A-Za-z0-9]", name) else ""
    after = ""
    if re.search(r"[A-Za-z]$", name):
        after = r"(?![A-Za-z0-9])"
    elif re.search(r"[0-9]$", name):
        after = r"(?!\.?[0-9]|[ \-]?[A-Za-z])"
    return before + _GAP.join(map(re.escape, _PART.findall(name))) + after
