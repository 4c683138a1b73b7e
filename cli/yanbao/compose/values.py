"""Values of expressions: numbers and texts that carry their sources."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import Any

from yanbao import formatting, rules
from yanbao.model.ledger import LocatedFact
from yanbao.rules import Rule


@dataclass(frozen=True)
class Quantity:
    """A number with unit, sources and date. A percentage is a ratio with unit ``%``.

    ``text`` is set once a filter has formatted it, and ``sign`` to 1 or −1 once a filter has taken the sign away.
    """

    value: float
    unit: str = ""
    decimals: int | None = None
    sources: tuple[str, ...] = ()
    as_of: str = ""
    text: str | None = None
    sign: int = 0

    def printed(self, text: str) -> Quantity:
        return replace(self, text=text)

    def format(self, powers: formatting.Powers) -> str:
        return self.text if self.text is not None else formatting.quantity(self.value, self.unit, self.decimals, powers)


@dataclass(frozen=True)
class Words:
    """Text from the ledger or a table, with its sources and date."""

    text: str
    sources: tuple[str, ...] = ()
    as_of: str = ""

    def format(self, _powers: formatting.Powers) -> str:
        return self.text


@dataclass(frozen=True)
class Link:
    """A reference to a figure, table or page: prints ``text`` and links to ``anchor``."""

    text: str
    anchor: str


Bound = Quantity | Words | Link


class Members(ABC):
    """What has members in an expression, as ``models.gemini`` has facts; nothing else has."""

    @property
    @abstractmethod
    def path(self) -> str:
        """How it is named."""

    @abstractmethod
    def member(self, name: str) -> Any:
        """A member. Raises ExpressionError."""

    def use(self, name: str) -> str:
        """The path of what is used with a member: a fact, a dataset or a namespace; empty if it is none of these."""
        return f"{self.path}.{name}"


class Named(Members):
    """What has members and prints by itself: an entity, a row of a table, a period."""

    @property
    @abstractmethod
    def words(self) -> Words:
        """What it prints."""


def of_fact(fact: LocatedFact) -> Quantity | Words:
    """The value of a fact."""
    spec = fact.spec
    sources, as_of = tuple(map(str, spec.source)), spec.as_of or ""
    if isinstance(spec.value, str):
        return Words(spec.value, sources, as_of)
    return Quantity(float(spec.value), spec.unit, spec.decimals, sources, as_of)


class ExpressionError(Exception):
    """An expression that cannot be evaluated. ``rule`` is the id of its diagnostic."""

    def __init__(self, message: str, rule: Rule = rules.BAD_EXPRESSION, remedy: str = "") -> None:
        self.rule = rule
        self.remedy = remedy
        super().__init__(message)
