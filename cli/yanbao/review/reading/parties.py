"""Parties: the companies that a text or a source speaks for, as the ledger tells them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from yanbao.model.ledger import Entity, Ledger, Source, SourceKind
from yanbao.review.reading.patterns import bounded, either

COMPANY_KINDS = (SourceKind.COMPANY, SourceKind.FILING)
"""Kinds of sources that speak for themselves; others report on anybody."""

_GROUPS = re.compile(r"(?:compan(?:y|ies)|stock|firm|issuer|vendor|bank|broker|insurer|peer|holding)s?")
"""Files of the ledger whose entities are companies."""

_OWNERS = re.compile(r"vendor|developer|company|owner|maker|parent|manufacturer|operator|group|issuer|brand|studio")
"""Keys of facts that name a company, even one that the ledger has nothing else on."""

_SUFFIX = re.compile(r"(?:控股|集团|股份有限公司|有限公司)*(?:官网|官方网站|公众号|公告|年报|财报|招股说明书|招股书)?$")
_TOO_COMMON = frozenset({"中国", "中信", "招商", "华润", "平安", "光大", "保利"})
"""What is left of 中信集团 is part of the names of other companies."""

_ANYBODY = re.compile(r"[各本该]?(?:上市)?公司(?:公告|年报|财报|官网|资料|数据)?.{0,4}|招股说?明?书|公告|官网")
"""Publishers such as 公司公告, which do not say whose."""

_TOKEN = re.compile(r"[A-Za-z]+|[0-9]+(?:\.[0-9]+)*|[^\sA-Za-z0-9-]+")

_Party = frozenset[str]


@dataclass(frozen=True)
class Parties:
    """The parties of a ledger. A party is the path of a company's entity, or its name if it has none."""

    ledger: Ledger

    def named(self, text: str) -> Iterator[tuple[str, _Party]]:
        """The names in a text with their parties, which are empty if the ledger does not tell; the longest counts.

        Spaces, hyphens and case make no difference: Gemini1.5 is Gemini 1.5.
        """
        for match in self._pattern.finditer(text):
            entity = self._entities.get(canonical(match[0]))
            yield match[0], self.of_entity(entity) if entity else frozenset({canonical(match[0])})

    def of_entity(self, entity: Entity) -> _Party:
        """The companies that an entity is, belongs to, or has facts from; none if the ledger does not tell."""
        speaking = (self.ledger.sources.get(name) for fact in entity.facts.values() for name in fact.spec.source)
        publishers = (self.of_publisher(source) for source in speaking if source and source.kind in COMPANY_KINDS)
        parties = self._owners(entity).union(*publishers)
        return parties | {entity.path} if parties or entity.path in self._companies else parties

    def of_publisher(self, source: Source) -> _Party:
        """The companies that a company's source speaks for: those named in its publisher; none in 公司公告."""
        keys = [canonical(match[0]) for match in self._pattern.finditer(source.publisher)]
        entities = [self._entities[key] for key in keys if key in self._entities]
        strangers = frozenset(key for key in keys if key not in self._entities)
        return strangers.union(*({entity.path} | self._owners(entity) for entity in entities))

    def is_known(self, source: Source) -> bool:
        """Whether the ledger has the publisher as an entity, or as the owner of one."""
        keys = {canonical(match[0]) for match in self._pattern.finditer(source.publisher)}
        return not keys.isdisjoint(self._entities) or not keys.isdisjoint(map(canonical, self._values))

    def title(self, party: str) -> str:
        """A party as it prints."""
        entity = self.ledger.find(party)
        return str(entity.name) if isinstance(entity, Entity) else self._strangers.get(party, party)

    def _owners(self, entity: Entity) -> _Party:
        """The companies that the facts of an entity name."""
        found = set()
        for name in (name for fact in entity.facts.values() for name in _names(fact.spec.value)):
            owner = self._entities.get(canonical(name))
            if owner and owner.path in self._companies:
                found.add(owner.path)
            elif canonical(name) in self._strangers:
                found.add(canonical(name))
        return frozenset(found)

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        """Entities by their names and aliases."""
        entities: dict[str, Entity] = {}
        for name, entity in self.ledger.names.items():
            entities.setdefault(canonical(name), entity)
        return entities

    @cached_property
    def _values(self) -> frozenset[str]:
        """What facts name as an owner."""
        return frozenset(
            name
            for entity in self.ledger.entities
            for key, fact in entity.facts.items()
            if _OWNERS.fullmatch(key)
            for name in _names(fact.spec.value)
        )

    @cached_property
    def _publishers(self) -> frozenset[str]:
        """Companies that are sources themselves."""
        speaking = (source.publisher for source in self.ledger.sources.values() if source.kind in COMPANY_KINDS)
        return frozenset(name for name in speaking if not _ANYBODY.fullmatch(name))

    @cached_property
    def _strangers(self) -> dict[str, str]:
        """Owners and publishers, of which the ledger may have no entity."""
        return {canonical(name): name for name in sorted(self._values | self._publishers)}

    @cached_property
    def _companies(self) -> frozenset[str]:
        """Paths of the entities that are companies: by their file, as a publisher, or as the owner of another."""
        return frozenset(
            entity.path
            for entity in self.ledger.entities
            if _GROUPS.fullmatch(entity.path.partition(".")[0])
            or any(canonical(name) in self._strangers for name in (entity.name, *entity.aliases))
        )

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Any name of an entity, an owner or a publisher."""
        names = {*self.ledger.names, *self._strangers.values()}
        names |= {_short(name) for name in names}
        return re.compile(either((name for name in names if len(name) > 1), _loosely), re.IGNORECASE)


def _names(value: float | str) -> list[str]:
    """The names in a fact such as OpenAI、微软."""
    return [name for name in re.split(r"[、/，,]", value) if name.strip()] if isinstance(value, str) else []


def _short(name: str) -> str:
    """腾讯 of 腾讯控股 and 腾讯官网."""
    short = _SUFFIX.sub("", name)
    return name if len(short) < 2 or short in _TOO_COMMON else short


def canonical(name: str) -> str:
    """Normalised name, equal for all spellings of it."""
    return re.sub(r"[\s-]+", "", _short(name)).casefold()


def _loosely(name: str) -> str:
    """A pattern of a name: between its words and numbers there may be spaces or hyphens."""
    return bounded(name, r"[\s-]*".join(map(re.escape, _TOKEN.findall(name))), r"|\.[0-9]")


def union(parties: Iterable[_Party]) -> _Party:
    """The union of sets of parties."""
    return frozenset().union(*parties)
