"""Adds the names of a project to its schemas, so that editors offer them: datasets, columns, sources, entities, facts.

They are offered, and not demanded: a name that is new since the schemas were written is as valid as before, and whether
it exists is for ``report check`` to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from yanbao.model.ledger import Ledger
from yanbao.model.schema import FileSchema, Schema

_MOST = 2_000
"""Names of one kind: editors become slow with more."""

_DATASETS = ("data", "events", "lookup")
_COLUMNS = (
    *("x", "y", "per", "low", "high", "middle", "open", "close", "volume", "size", "name", "full"),
    *(
        "series",
        "columns",
        "column",
        "facets",
        "group",
        "by",
        "color",
        "date",
        "lanes",
        "detail",
        "number",
        "sort",
        "spark",
        "sum",
        "average",
        "weight",
        "key",
    ),
    *("event_date", "event_label"),
)
"""Keys of figures and of parts of these that name columns, in definitions that have no name of their own so called."""

_OTHERS = ("Block", "Dataset", "Reading", "Analyst", "Parameter")
"""Definitions whose ``columns``, ``name`` and ``key`` are something else."""


@dataclass(frozen=True)
class OwnNames:
    """The names of a project, sorted."""

    datasets: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


def own_names(ledger: Ledger, columns: Mapping[str, Iterable[str]]) -> OwnNames:
    """The names in a ledger, and those of datasets with their columns."""
    entities = [entity for group in ledger.namespaces.values() for entity in group.values()]
    return OwnNames(
        _sorted(columns),
        _sorted(name for names in columns.values() for name in names),
        _sorted(ledger.sources),
        _sorted(entity.path for entity in entities),
        _sorted(key for entity in entities for key in entity.facts),
    )


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(map(str, names)))[:_MOST])


def with_names(schemas: Iterable[FileSchema], names: OwnNames) -> tuple[FileSchema, ...]:
    """The schemas with the names of a project offered where they may stand."""
    return tuple(replace(schema, schema=_named(schema.schema, names)) for schema in schemas)


def _named(schema: Schema, names: OwnNames) -> Schema:
    definitions = {name: _definition(name, part, names) for name, part in schema.get("definitions", {}).items()}
    return schema | ({"definitions": definitions} if definitions else {})


def _definition(name: str, schema: Schema, names: OwnNames) -> Schema:
    offered: dict[str, tuple[str, ...]] = {"source": names.sources, **dict.fromkeys(_DATASETS, names.datasets)}
    if name not in _OTHERS:
        offered |= {**dict.fromkeys(_COLUMNS, names.columns), "entities": names.entities}
        offered |= {"fact": names.facts, "facts": names.facts}
    parts = {key: _offering(part, offered.get(key, ())) for key, part in schema.get("properties", {}).items()}
    if "where" in parts and names.columns:
        parts["where"] = _keys(parts["where"], names.columns)
    return schema | ({"properties": parts} if parts else {})


def _keys(schema: Schema, names: Iterable[str]) -> Schema:
    """The schema of a mapping whose keys are offered."""
    return schema | {"properties": dict.fromkeys(names, schema["additionalProperties"])}


def _offering(schema: Schema, names: tuple[str, ...]) -> Schema:
    """The schema of a text, of a list of texts or of either, with some of its values offered."""
    kind = schema.get("type", ())
    if not names:
        return schema
    if "anyOf" in schema:
        return schema | {"anyOf": [_offering(part, names) for part in schema["anyOf"]]}
    if kind == "array" and "items" in schema:
        return schema | {"items": _offering(schema["items"], names)}
    if "string" not in ([kind] if isinstance(kind, str) else kind):
        return schema
    about = {key: schema[key] for key in ("description", "default") if key in schema}
    rest = {key: part for key, part in schema.items() if key not in about}
    return about | {"anyOf": [{"enum": list(names)}, rest]}
