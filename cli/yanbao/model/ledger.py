"""The ledger: sources, and entities with their facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pydantic import Field

from yanbao.diagnostics import Mark
from yanbao.model.base import Model, Names, Period


class SourceKind(StrEnum):
    FILING = "filing"
    COMPANY = "company"
    TERMINAL = "terminal"
    MEDIA = "media"
    RESEARCH = "research"
    OWN = "own"


class Source(Model):
    """Where numbers come from. ``publisher`` is what source lines print."""

    publisher: str
    kind: SourceKind
    title: str = ""
    url: str = ""
    published: Period | None = None
    note: str = ""


class Fact(Model):
    """One value of an entity. ``value`` is a number or text; a percentage may be written 57%."""

    value: float | int | str
    unit: str = ""
    decimals: int | None = Field(default=None, ge=0, le=8, description="Decimals printed; as many as needed if absent.")
    source: Names = ()
    as_of: Period | None = None
    valid_until: Period | None = None
    confidence: str = ""
    note: str = ""


@dataclass(frozen=True)
class LocatedFact:
    """A fact with its address (``models.gemini_1_5_pro.context_window``) and place.

    ``spec.value`` of a percentage is a ratio with unit ``%``; source and date default to the entity's.
    """

    path: str
    spec: Fact
    mark: Mark


@dataclass(frozen=True)
class Entity:
    """A model, product, company, stock, market or index, with its facts by key."""

    path: str
    name: str
    aliases: tuple[str, ...]
    facts: Mapping[str, LocatedFact]
    mark: Mark


@dataclass(frozen=True)
class Ledger:
    """Everything reports share.

    ``namespaces`` is keyed by file stem, then entity id; ``labels`` names fact keys in Chinese for tables.
    """

    namespaces: Mapping[str, Mapping[str, Entity]] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    def find(self, path: str) -> Entity | LocatedFact | None:
        """The entity or fact at a dotted path, or None."""
        parts: list[Any] = path.split(".")
        if len(parts) not in (2, 3):
            return None
        entity = self.namespaces.get(parts[0], {}).get(parts[1])
        return entity if entity is None or len(parts) == 2 else entity.facts.get(parts[2])
