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
    """Where numbers come from."""

    publisher: str = Field(description="What source lines print.", examples=["Wind"])
    kind: SourceKind = Field(
        description="filing (announcements, reports), company (its site, papers), terminal (data vendors), media, "
        "research (of others) or own."
    )
    title: str = Field(default="", description="Title of what was read.")
    url: str = Field(default="", description="Where it can be read.")
    published: Period | None = Field(
        default=None, description="When it was published.", examples=["2024-04-26", "2024-04"]
    )
    note: str = Field(default="", description="For you and your colleagues; not printed.")


FactValue = Annotated[float | int | str, WithJsonSchema({"type": ["number", "string"]})]


class Fact(Model):
    """One value of an entity. Short form: the value alone."""

    value: FactValue = Field(
        description="A number, a percentage such as 57%, or text.", examples=[1000000, "57%", "谷歌"]
    )
    unit: str = Field(default="", description="Printed after the number.", examples=["个tokens"])
    decimals: StrictInt | None = Field(
        default=None, ge=0, le=8, description="Decimals printed; as many as needed if absent."
    )
    source: Names = Field(default=(), description="Ids of sources; the entity's if absent.", examples=["wind"])
    as_of: Period | None = Field(
        default=None, description="The date, month or year it speaks of; the entity's if absent."
    )
    valid_until: Period | None = Field(
        default=None, description="The date after which it is stale.", examples=["2025-12-31"]
    )
    confidence: str = Field(default="", description="How sure it is, in your words; not printed.")
    note: str = Field(default="", description="For you and your colleagues; not printed.")


class EntityHead(Model):
    """What an entity has beside its facts."""

    name: Marked = Field(description="As it prints.", examples=["Gemini 1.5 Pro"])
    aliases: Annotated[tuple[Marked, ...], OneOrMore()] = Field(default=(), description="Other names it goes by.")
    source: Names = Field(
        default=(), description="Ids of the sources of facts that have none of their own.", examples=["wind"]
    )
    as_of: Period | None = Field(
        default=None, description="The date of facts that have none of their own.", examples=["2024-04-26"]
    )


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
    name: Marked
    aliases: tuple[Marked, ...]
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

    @cached_property
    def names(self) -> Mapping[str, Entity]:
        """Entities by name and alias; one that several share stands for the first of them."""
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
