"""The facts and tables that a report takes its numbers from, with their dates, where it first uses them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from yanbao.diagnostics import Level, Mark, Marked
from yanbao.model.charts import DataChart
from yanbao.model.dataset import NUMERIC, TEXT, Dataset
from yanbao.model.diagrams import Diagram
from yanbao.model.figures import EntityFigure
from yanbao.model.ledger import LocatedFact
from yanbao.model.manuscript import FigureText, Manuscript, Role
from yanbao.model.tables import Table
from yanbao.review.findings import Finding, at, on
from yanbao.review.reading.typed_numbers import typed_numbers

DATA = "data."
_FORECAST = re.compile(
    r"预测|预计|预期|指引|目标|规划|(?<![0-9])(?:20)?[0-9][0-9]E(?![A-Za-z])|20[0-9][0-9]e(?![a-z])|forecast|estimate|consensus|target",
)


@dataclass(frozen=True)
class Use:
    """A fact (``models.kimi.users``) or dataset (``data.NAME``) in use; ``find`` makes a finding at its first use."""

    path: str
    find: Callable[[str, str], Finding]
    subject: LocatedFact | Dataset

    @property
    def mark(self) -> Mark:
        """Where it is declared."""
        return self.subject.mark

    @property
    def as_of(self) -> str:
        return self.subject.spec.as_of or ""

    @property
    def valid_until(self) -> str:
        return (self.subject.spec.valid_until or "") if isinstance(self.subject, LocatedFact) else ""

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(map(str, self.subject.spec.source))

    @property
    def has_number(self) -> bool:
        """Whether it is or holds a number."""
        if isinstance(self.subject, LocatedFact):
            return not isinstance(self.subject.spec.value, str)
        return any(column.type in NUMERIC for column in self.subject.spec.columns.values())

    @property
    def is_forecast(self) -> bool:
        if isinstance(self.subject, Dataset):
            return is_forecast(self.subject)
        spec = self.subject.spec
        return bool(_FORECAST.search(f"{self.path.rpartition('.')[2]} {spec.unit} {spec.note} {spec.confidence}"))


def uses(manuscript: Manuscript) -> Iterator[Use]:
    """Every fact and dataset that a report uses, each at its first place in prose, bound or typed, or in a figure."""
    project = manuscript.project
    seen: set[str] = set()
    for path, find in _places(manuscript):
        if path not in seen:
            seen.add(path)
            is_data = path.startswith(DATA)
            subject = project.datasets.get(path.removeprefix(DATA)) if is_data else project.ledger.find(path)
            if isinstance(subject, LocatedFact | Dataset):
                yield Use(path, find, subject)


def _places(manuscript: Manuscript) -> Iterator[tuple[str, Callable[[str, str], Finding]]]:
    """Paths, each with a function that makes a finding there. Lazy, because locating text is slow."""
    for passage in manuscript.passages:
        for span in passage.spans if passage.role is not Role.CELL else ():
            for path in span.paths:
                yield path, partial(on, passage, span.start, span.end)
    for typed in typed_numbers(manuscript):
        if typed.holding.is_fact and typed.level is Level.WARNING:
            yield typed.holding.path, partial(on, typed.sentence.passage, typed.quantity.start, typed.quantity.end)
    for figure in manuscript.figures:
        for path, name in named(figure):
            yield path, partial(at, name)


def named(figure: FigureText) -> Iterator[tuple[str, Marked]]:
    """The facts and datasets that a figure shows, with their names in it."""
    spec = figure.spec
    if isinstance(spec, EntityFigure):
        keys = spec.fact_keys
        yield from ((f"{entity}.{key}", entity) for key in keys for entity in spec.entities)
    elif isinstance(spec, Table):
        yield f"{DATA}{spec.data}", spec.data
    elif isinstance(spec, Diagram):
        yield from ((f"{DATA}{name}", name) for name in [spec.data] if name and spec.labelled)
    elif isinstance(spec, DataChart):
        yield from ((f"{DATA}{name}", name) for name in spec.datasets)


def is_forecast(dataset: Dataset) -> bool:
    """Whether a table says that it holds forecasts: in its words, names or cells such as 2028E."""
    spec = dataset.spec
    labels = (f"{name} {column.label} {column.unit}" for name, column in spec.columns.items())
    texts = (name for name, column in spec.columns.items() if column.type in TEXT)
    cells = (cell for name in texts for cell in dataset.frame[name] if isinstance(cell, str))
    return any(_FORECAST.search(words) for words in (dataset.name, spec.title, spec.note, *labels, *cells))
