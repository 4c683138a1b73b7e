"""The inventory of facts and datasets, with every place in the reports that uses them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Literal

from yanbao.characters import is_digits
from yanbao.compose.values import of_fact
from yanbao.diagnostics import Mark
from yanbao.formatting import MINUS, Powers
from yanbao.model.dataset import Dataset
from yanbao.model.ledger import Entity, LocatedFact, Source
from yanbao.model.manuscript import Passage
from yanbao.model.project import Project
from yanbao.periods import is_over

_AROUND = 16
"""Characters shown before and after what is typed."""

DATA = "data"
"""The namespace of datasets in expressions and in paths of uses."""


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """A place that uses ``path``: a fact, or a dataset as ``data.NAME``.

    ``text`` is the printed text, perhaps filtered or computed; empty if a whole figure uses it.
    """

    mark: Mark
    path: str
    text: str = ""


@dataclass(frozen=True)
class Entry:
    """A fact or dataset with its sorted uses. ``text`` is a fact's value as printed, or a dataset's row count."""

    kind: Literal["fact", "dataset"]
    path: str
    names: tuple[str, ...]
    value: float | int | str | None
    unit: str
    text: str
    sources: tuple[str, ...]
    publishers: tuple[str, ...]
    as_of: str
    valid_until: str
    mark: Mark
    uses: tuple[Use, ...]

    def matches(self, query: str) -> bool:
        """True if the query is part of the path, of a name, or of the printed text.

        A number does not match inside a longer one: 57% is not in 157%.
        """
        wanted = _folded(query)
        if any(wanted in _folded(name) for name in (self.path, *self.names)):
            return True
        printed = _pattern(wanted)
        return any(printed.search(_folded(text)) for text in (self.text, *(use.text for use in self.uses)))

    def is_stale(self, today: str) -> bool:
        """True if its validity (a day, month or year) ended before ``today``, an ISO date."""
        return is_over(self.valid_until, today)


def _pattern(wanted: str) -> re.Pattern[str]:
    """What finds a folded text in another; a number is not found inside a longer one."""
    before = r"(?<![0-9.])" if is_digits(wanted[:1]) else ""
    after = r"(?!\.?[0-9])" if is_digits(wanted[-1:]) else ""
    return re.compile(before + re.escape(wanted) + after)


def typed(passages: Iterable[Passage], query: str) -> tuple[Use, ...]:
    """Places where a text with digits is typed: in prose, titles, cards and cells, not by an expression.

    Their ``path`` is empty, and their ``text`` the words around it. Nothing if the query has no digit.
    """
    wanted = _folded(query)
    if not any(map(is_digits, wanted)):
        return ()
    found, printed = set[Use](), _pattern(wanted)
    for passage in passages:
        folded = _folded(passage.text)
        is_same_length = len(folded) == len(passage.text)
        for match in printed.finditer(folded):
            start, end = match.span() if is_same_length else (0, len(passage.text))
            if passage.is_typed(start, end):
                around = passage.text[max(0, start - _AROUND) : end + _AROUND]
                found.add(Use(passage.place(start, end)[0], "", around.strip()))
    return tuple(sorted(found))


def _folded(text: str) -> str:
    """Normalize differences that a reader does not see: case, character width, and dashes used as minus signs."""
    return unicodedata.normalize("NFKC", text).casefold().replace(MINUS, "-")


Places = Mapping[str, Set[Use]]


def inventory(project: Project, uses: Iterable[Use]) -> tuple[Entry, ...]:
    """Every fact and dataset of a project by path, with its uses.

    Values are formatted as in the project's first report.
    """
    places: dict[str, set[Use]] = defaultdict(set)
    for use in (*uses, *_lookups(project.datasets.values())):
        places[use.path].add(use)
    powers = list(project.reports[0].theme.messages.powers.items()) if project.reports else []
    sources = project.ledger.sources
    entities = [entity for group in project.ledger.namespaces.values() for entity in group.values()]
    facts = [_fact(entity, fact, places, sources, powers) for entity in entities for fact in entity.facts.values()]
    datasets = [_dataset(dataset, places, sources) for dataset in project.datasets.values()]
    return tuple(sorted((*facts, *datasets), key=lambda entry: entry.path))


def _fact(entity: Entity, fact: LocatedFact, places: Places, sources: Mapping[str, Source], powers: Powers) -> Entry:
    spec = fact.spec
    return Entry(
        kind="fact",
        path=fact.path,
        names=(entity.name, *entity.aliases),
        value=spec.value,
        unit=spec.unit,
        text=of_fact(fact).format(powers),
        sources=tuple(map(str, spec.source)),
        publishers=_publishers(spec.source, sources),
        as_of=spec.as_of or "",
        valid_until=spec.valid_until or "",
        mark=fact.mark,
        uses=tuple(sorted(places[fact.path])),
    )


def _dataset(dataset: Dataset, places: Places, sources: Mapping[str, Source]) -> Entry:
    path = f"{DATA}.{dataset.name}"
    rows = len(dataset.frame)
    named = dataset.sources(dataset.spec.columns)
    return Entry(
        kind="dataset",
        path=path,
        names=(dataset.spec.title,) if dataset.spec.title else (),
        value=None,
        unit="",
        text=f"{rows} row{'s' * (rows != 1)}",
        sources=named,
        publishers=_publishers(named, sources),
        as_of=dataset.spec.as_of,
        valid_until="",
        mark=dataset.mark,
        uses=tuple(sorted(places[path])),
    )


def _publishers(ids: Iterable[str], sources: Mapping[str, Source]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sources[name].publisher for name in ids if name in sources))


def _lookups(datasets: Iterable[Dataset]) -> Iterator[Use]:
    """Uses of datasets by others that look columns up in them."""
    for dataset in datasets:
        for column in dataset.spec.columns.values():
            if column.lookup:
                yield Use(column.lookup.mark, f"{DATA}.{column.lookup}")
