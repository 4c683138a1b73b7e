"""Values of expressions: numbers and texts that carry their sources."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from yanbao import formatting
from yanbao.grammar import ExpressionError
from yanbao.model.ledger import LocatedFact

__all__ = ["Bound", "ExpressionError", "Link", "Members", "Named", "Quantity", "Words", "of_fact"]


class NoNumberError(ValueError):
    """What is to be a number is none: it is missing, or infinite."""


def exact(value: float | Fraction) -> Fraction:
    """A number as a fraction: of a float the decimal number that it prints as. Raises NoNumberError."""
    if isinstance(value, Fraction | int):
        return Fraction(value)
    if not math.isfinite(value):
        raise NoNumberError
    return formatting.as_written(value)


@dataclass(frozen=True)
class Quantity:
    """A number with unit, sources and date. A percentage is a ratio with unit ``%``.

    ``text`` is set once a filter has formatted it, and ``sign`` to 1 or −1 once a filter has taken the sign away;
    ``origin`` is how a message names it: by the path of a fact, the column of a table or what it was computed from.
    """

    value: Fraction
    unit: str = ""
    decimals: int | None = None
    sources: tuple[str, ...] = ()
    as_of: str = ""
    text: str | None = None
    sign: int = 0
    origin: str = field(default="", compare=False)
    is_level: bool = field(default=False, compare=False)
    """True if it is a cell of a column of numbers of which all are above 0: prices, not changes of them."""

    def printed(self, text: str) -> Quantity:
        return replace(self, text=text)

    def format(self, powers: formatting.Powers) -> str:
        if self.text is not None:
            return self.text
        return formatting.quantity(float(self.value), self.unit, self.decimals, powers)


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
    return Quantity(exact(spec.value), spec.unit, spec.decimals, sources, as_of, origin=fact.path)
