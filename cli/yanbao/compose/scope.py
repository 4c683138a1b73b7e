"""The scope of expressions: the ledger, the datasets, and functions over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from yanbao import rules
from yanbao.characters import is_digits
from yanbao.checks import unknown_dataset, unknown_fact
from yanbao.compose.functions import FUNCTIONS
from yanbao.compose.tablevalue import TableValue
from yanbao.compose.values import ExpressionError, Link, Members, Named, Quantity, Words, of_fact
from yanbao.diagnostics import slip, suggest
from yanbao.model.dataset import Dataset
from yanbao.model.ledger import Entity, Ledger
from yanbao.rules import Rule


@dataclass(frozen=True)
class Namespace(Members):
    """A prefix of a dotted path, which is not a value yet: ``models`` or ``data``."""

    name: str
    members: Mapping[str, Any]
    rule: Rule
    known: Iterable[str]

    @property
    def path(self) -> str:
        return self.name

    def member(self, name: str) -> Any:
        if name not in self.members:
            path = f"{self.path}.{name}"
            what = self.rule.id.removeprefix("unknown-")
            remedy, meant = suggest(path, self.known), (name, slip(name, self.members))
            raise ExpressionError(f"no {what} '{path}'", self.rule, remedy, name, meant=meant)
        return self.members[name]


@dataclass(frozen=True)
class EntityValue(Named):
    """An entity in an expression: prints as its name, and has its facts as members."""

    entity: Entity
    ledger: Ledger

    @property
    def path(self) -> str:
        return self.entity.path

    @property
    def words(self) -> Words:
        """What it prints."""
        return Words(self.entity.name)

    def member(self, name: str) -> Quantity | Words:
        if name == "name":
            return Words(self.entity.name)
        fact = self.entity.facts.get(name)
        if fact is None:
            path = f"{self.path}.{name}"
            remedy = suggest(path, fact_paths(self.ledger))
            meant = (name, slip(name, self.entity.facts))
            raise ExpressionError(f"no fact '{path}'", unknown_fact.RULE, remedy, name, meant=meant)
        return of_fact(fact)


@dataclass(frozen=True)
class NamedValue(Named):
    """A value with members of its own: ``period``, or a row of a table.

    ``dataset`` is the path of the row's table, and ``empty`` are its columns without a cell in this row.
    """

    name: str
    said: Words
    members: Mapping[str, Words | Quantity]
    dataset: str = ""
    empty: frozenset[str] = frozenset()

    @property
    def path(self) -> str:
        return self.name

    @property
    def words(self) -> Words:
        return self.said

    def use(self, name: str) -> str:  # noqa: ARG002 - of a row it is the table that is used
        return self.dataset

    def member(self, name: str) -> Words | Quantity:
        if name in self.empty:
            raise ExpressionError(f"the cell '{name}' is empty in the row '{self.said.text}' of '{self.dataset}'")
        if name not in self.members:
            message = f"no name '{self.path}.{name}'"
            remedy, meant = suggest(name, self.members), (name, slip(name, self.members))
            raise ExpressionError(message, rules.UNKNOWN_NAME, remedy, name, meant=meant)
        return self.members[name]


def fact_paths(ledger: Ledger) -> list[str]:
    """The path of every fact that an expression may name."""
    return [
        fact.path
        for entities in ledger.namespaces.values()
        for entity in entities.values()
        for fact in entity.facts.values()
    ]


def is_taken(name: str, ledger: Ledger) -> bool:
    """True if a name of expressions means something in every report."""
    return name in {*FUNCTIONS, *ledger.namespaces, "data", "ref", "report", "params", "period"}


def names_in_scope(
    ledger: Ledger,
    datasets: Mapping[str, Dataset],
    links: Mapping[str, Link],
    about: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The top-level names of expressions: namespaces, ``data``, functions, and what is said of the report."""
    paths = fact_paths(ledger)
    entities = [entity.path for group in ledger.namespaces.values() for entity in group.values()]
    scope: dict[str, Any] = {
        name: Namespace(
            name, {key: EntityValue(e, ledger) for key, e in group.items()}, unknown_fact.RULE, paths + entities
        )
        for name, group in ledger.namespaces.items()
    }
    tables = {name: TableValue(dataset) for name, dataset in datasets.items()}
    scope["data"] = Namespace("data", tables, unknown_dataset.RULE, [f"data.{name}" for name in datasets])
    scope["ref"] = _reference(links)
    return {**scope, **FUNCTIONS, **(about or {})}


def _reference(links: Mapping[str, Link]) -> Callable[[str], Link]:
    def ref(name: str) -> Link:
        if name not in links:
            message = f"no figure, table or page has the id '{name}'"
            if any(one.startswith(f"{name}-") and is_digits(one[len(str(name)) + 1 :]) for one in links):
                message = f"'{name}' is repeated, and this is not in the repetition that would say which is meant"
                raise ExpressionError(message, rules.UNKNOWN_REFERENCE, "refer to it from within")
            remedy, meant = suggest(str(name), links), (str(name), slip(str(name), links))
            raise ExpressionError(message, rules.UNKNOWN_REFERENCE, remedy, str(name), meant=meant)
        return links[name]

    return ref
