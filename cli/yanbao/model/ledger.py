"""The ledger: sources, and entities with their facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any

from pydantic import Field, StrictInt, WithJsonSchema

from yanbao.diagnostics import Mark, Marked
from yanbao.model.base import Model, Names, OneOrMore, Period


class SourceKind(StrEnum):
    FILING = "filing"
    COMPANY = "company"
    TERMINAL = "terminal"
    MEDIA = "media"
    RESEARCH = "research"
    OWN = "own"


class Source(Model):
    """A source of numbers."""

    publisher: str = Field(description="Name printed in source lines.", examples=["Wind"])
    kind: SourceKind = Field(
        description="filing (announcements, reports), company (its website, papers), terminal (data vendors), media, "
        "research (of others) or own."
    )
    title: str = Field(default="", description="Title of the document.")
    url: str = Field(default="", description="Address of the document.")
    published: Period | None = Field(
        default=None, description="When it was published.", examples=["2024-04-26", "2024-04"]
    )
    note: str = Field(default="", description="A comment for you and your colleagues; not printed.")
    excerpt: Annotated[tuple[str, ...], OneOrMore()] = Field(
        default=(),
        description="Passages of the document word for word, with which the reviewer compares quotations; not printed.",
        examples=["要保持流动性合理充裕，推动融资成本稳中有降。"],
    )


FactValue = Annotated[float | int | str, WithJsonSchema({"type": ["number", "string"]})]


class Fact(Model):
    """One value of an entity. Short form: the value alone."""

    value: FactValue = Field(
        description="A number, a percentage such as 57%, or text.", examples=[1000000, "57%", "谷歌"]
    )
    unit: str = Field(default="", description="Printed after the number.", examples=["个tokens"])
    decimals: StrictInt | None = Field(
        default=None,
        ge=0,
        le=8,
        description="Decimals printed; by default, as many as needed. What prose prints in 万 or 亿 has as many "
        "as needed, at most 2.",
    )
    source: Names = Field(default=(), description="Ids of sources; by default, the entity's.", examples=["wind"])
    as_of: Period | None = Field(
        default=None, description="The date, month or year of the value; by default, the entity's."
    )
    valid_until: Period | None = Field(
        default=None, description="The last date on which it is valid; afterwards it is stale.", examples=["2025-12-31"]
    )
    confidence: str = Field(default="", description="How certain it is, in your words; not printed.")
    note: str = Field(default="", description="A comment for you and your colleagues; not printed.")


class EntityHead(Model):
    """The keys of an entity besides its facts."""

    name: Marked = Field(description="Its name as printed.", examples=["Gemini 1.5 Pro"])
    aliases: Annotated[tuple[Marked, ...], OneOrMore()] = Field(default=(), description="Other names for it.")
    source: Names = Field(default=(), description="Default source ids of its facts.", examples=["wind"])
    as_of: Period | None = Field(default=None, description="Default date of its facts.", examples=["2024-04-26"])


@dataclass(frozen=True)
class LocatedFact:
    """A fact with its path (``models.gemini_1_5_pro.context_window``) and position.

    ``spec.value`` of a percentage is a ratio with unit ``%``; source and date default to the entity's.
    """

    path: str
    spec: Fact
    mark: Mark


@dataclass(frozen=True)
class Entity:
    """A model, product, company, stock, market or index, with its facts by key."""

    path: str
    name: Marked
    aliases: tuple[Marked, ...]
    facts: Mapping[str, LocatedFact]
    mark: Mark


@dataclass(frozen=True)
class Ledger:
    """The data that all reports share.

    ``namespaces`` is keyed by file stem, then entity id; ``labels`` are the printed names of fact keys.
    """

    namespaces: Mapping[str, Mapping[str, Entity]] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def names(self) -> Mapping[str, Entity]:
        """Entities by name and alias; a name that several share gives the first of them."""
        entities: dict[str, Entity] = {}
        for entity in self.entities:
            for name in (entity.name, *entity.aliases):
                entities.setdefault(str(name), entity)
        return entities

    @property
    def entities(self) -> Iterator[Entity]:
        return (entity for group in self.namespaces.values() for entity in group.values())

    def find(self, path: str) -> Entity | LocatedFact | None:
        """The entity or fact at a dotted path, or None."""
        parts: list[Any] = path.split(".")
        if len(parts) not in (2, 3):
            return None
        entity = self.namespaces.get(parts[0], {}).get(parts[1])
        return entity if entity is None or len(parts) == 2 else entity.facts.get(parts[2])
