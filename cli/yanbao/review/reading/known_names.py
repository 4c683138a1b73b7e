"""The names that a project knows, of entities, publishers and stocks of tables, and the words that it calls right."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from yanbao.model.dataset import ColumnType, Dataset
from yanbao.model.project import Project
from yanbao.review.findings import where
from yanbao.review.reading.kept import kept
from yanbao.review.reading.latin import key, one_edit
from yanbao.review.reading.patterns import either
from yanbao.review.reading.sounds import homophones

_STOCK_NAME = re.compile("name|简称|名称|公司|股票|标的")
"""Ids and labels of the columns with the names of stocks."""

_PARTS = re.compile(r"(?P<before>[^A-Za-z0-9]*)(?P<core>.*[A-Za-z0-9])?(?P<after>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name as it is to be written; ``place`` says where the project has it."""

    text: str
    place: str

    @property
    def parts(self) -> tuple[str, str, str]:
        """Its Latin part, with what is before and after it: 天工, SkyMusic, nothing."""
        match = _PARTS.fullmatch(self.text)
        return (match["before"], match["core"] or "", match["after"]) if match else (self.text, "", "")


@kept
def known_names(project: Project) -> tuple[KnownName, ...]:
    """All names without duplicates, those of the ledger first. Aliases that are mere spelling variants are left out."""
    names: dict[str, KnownName] = {}
    for text, place in _all(project):
        names.setdefault(text, KnownName(text, place))
    return tuple(names.values())


def is_spelling(one: str, other: str) -> bool:
    """Whether two names are one name, written in two ways or mistyped."""
    if one == other:
        return False
    first, second = key(one), key(other)
    letters = min(len(first), len(second)) >= 6 and not re.search(r"[0-9]", first + second)
    return bool(first and (first == second or (letters and one_edit(first, second)))) or (
        len(one) >= 3 and homophones(one, other)
    )


def _all(project: Project) -> Iterator[tuple[str, str]]:
    for entity in project.ledger.entities:
        yield str(entity.name), where(entity.name.mark)
    for entity in project.ledger.entities:
        for alias in entity.aliases:
            if not is_spelling(alias, entity.name):
                yield str(alias), where(alias.mark)
    for name, source in project.ledger.sources.items():
        yield source.publisher, f"source '{name}'"
    for dataset in project.datasets.values():
        for name in _stock_names(dataset):
            yield name, f"table '{dataset.name}'"


def _stock_names(dataset: Dataset) -> Iterator[str]:
    columns = dataset.spec.columns
    if any(column.type is ColumnType.TICKER for column in columns.values()):
        for name, column in columns.items():
            if column.type is ColumnType.TEXT and _STOCK_NAME.search(f"{name} {column.label}"):
                yield from (cell for cell in dataset.frame[name].tolist() if isinstance(cell, str) and cell)


def right_words(project: Project) -> set[str]:
    """Names in the ledger and tables, and correct words in the project's lists."""
    names = (name.text for name in known_names(project))
    return {str(word) for word in (*names, *project.ledger.names, *project.review.words.declared())}


def inside_of(right: Iterable[str], wrong: Collection[str]) -> Callable[[str, int, int], bool]:
    """A function that tells whether a wrong word, at ``start`` to ``end`` of a text, is part of a right one."""
    looked_for = re.compile(either(wrong))
    holding = [word for word in right if looked_for.search(word)]
    pattern = re.compile(f"(?=({either(holding)}))")

    def is_inside(text: str, start: int, end: int) -> bool:
        return bool(holding) and any(one.start() <= start and end <= one.end(1) for one in pattern.finditer(text))

    return is_inside
