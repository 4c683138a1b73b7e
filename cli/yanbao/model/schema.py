"""JSON Schemas of the files that analysts edit, for completion, documentation and validation in editors. Pure.

They are generated from the models, as draft 7, which VS Code's YAML extension supports best. All valid content
validates; problems that only loading and checks can detect (files, references, cells) are not covered.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from yanbao import layout
from yanbao.model.base import NAME_PATTERN
from yanbao.model.dataset import DatasetSpec
from yanbao.model.institution import Institution
from yanbao.model.ledger import EntityHead, Fact, Source
from yanbao.model.preferences import Preferences
from yanbao.model.pulling import KINDS, Connection
from yanbao.model.repeating import BESIDE
from yanbao.model.report import Report, Section
from yanbao.model.rules import ReviewSettings

Schema = dict[str, Any]

_DIALECT = "http://json-schema.org/draft-07/schema#"
_REF = "#/definitions/{model}"


@dataclass(frozen=True)
class FileSchema:
    """The schema of one kind of file.

    ``files`` are globs relative to the project; those that start with ``!`` exclude files.
    """

    name: str
    files: tuple[str, ...]
    schema: Schema


def file_schemas(connections: Mapping[str, type[Connection]] = KINDS) -> tuple[FileSchema, ...]:
    """The schemas of all kinds of files. ``connections`` are the models of connections by kind."""
    ledger, sources, labels = f"{layout.LEDGER}/*.yaml", layout.SOURCES, layout.LABELS
    report = layout.report_file("*")
    return (
        FileSchema("report", (report,), _of_model(Report)),
        FileSchema(
            "section", (f"{layout.report_folder('*')}/**/*.yaml", f"!{report}", f"!{ledger}"), _of_model(Section)
        ),
        FileSchema("ledger", (ledger, f"!{sources}", f"!{labels}"), _ledger()),
        FileSchema("sources", (sources,), _sources()),
        FileSchema("labels", (labels,), _labels()),
        FileSchema("catalog", (layout.CATALOG,), _catalog()),
        FileSchema("connections", (layout.CONNECTIONS,), _connections(connections)),
        FileSchema("institution", (layout.INSTITUTION,), _of_model(Institution)),
        FileSchema("rules", (layout.RULES,), _of_model(ReviewSettings)),
        FileSchema("preferences", (layout.PREFERENCES,), _of_model(Preferences)),
    )


class _Generator(GenerateJsonSchema):
    """Generates schemas tuned for editors: without titles derived from keys, and without null defaults."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's signature
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        if made.get("default") in (None, "", [], False):
            made.pop("default", None)
        return made

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        inner = self.generate_inner(schema["schema"])
        kind = inner.get("type")
        if kind and not inner.keys() & {"enum", "oneOf"}:  # one alternative less to choose from
            return {**inner, "type": [*([kind] if isinstance(kind, str) else kind), "null"]}
        return super().nullable_schema(schema)

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        made = super().tagged_union_schema(schema)
        made.pop("discriminator")  # belongs to OpenAPI, not JSON Schema
        return {"type": "object", **made}


def _definitions(*models: type[BaseModel]) -> Schema:
    """The schemas of models and of all nested models, by name."""
    inputs: list[tuple[type[BaseModel], JsonSchemaMode]] = [(model, "validation") for model in models]
    _, made = models_json_schema(inputs, ref_template=_REF, schema_generator=_Generator)
    definitions: Schema = made["$defs"]
    for definition in definitions.values():
        for part in definition.get("properties", {}).values():
            _tell_examples(part)
    if block := definitions.get("Block"):
        kinds = [{"required": [key]} for key in block["properties"] if key not in BESIDE]
        block |= {"minProperties": 1, "maxProperties": 1 + len(BESIDE), "oneOf": kinds}
        block["properties"] = {key: _without_null(part) for key, part in block["properties"].items()}
    return definitions


def _tell_examples(schema: Schema) -> None:
    """Move examples into descriptions: editors would insert ``examples`` into the file."""
    if examples := schema.pop("examples", ()):
        shown = (
            example if isinstance(example, str) else json.dumps(example, ensure_ascii=False) for example in examples
        )
        schema["description"] += f"\nExample: {' or '.join(shown)}"


def _without_null(schema: Schema) -> Schema:
    """The schema of an optional value where it is required."""
    forms: list[Schema] = [form for form in schema.get("anyOf", ()) if form != {"type": "null"}]
    rest = {key: part for key, part in schema.items() if key != "anyOf"}
    if len(forms) == 1:
        return {**forms[0], **rest}
    kind = rest.get("type")
    if isinstance(kind, list):
        kinds = [name for name in kind if name != "null"]
        rest["type"] = kinds[0] if len(kinds) == 1 else kinds
    return rest | ({"anyOf": forms} if forms else {})


def _of_model(model: type[BaseModel]) -> Schema:
    definitions = _definitions(model)
    root = definitions.pop(model.__name__)
    return {"$schema": _DIALECT, **root, **({"definitions": definitions} if definitions else {})}


def _by_name(description: str, entry: Schema, definitions: Schema) -> Schema:
    """The schema of a file whose keys are names chosen by the author."""
    return {
        "$schema": _DIALECT,
        "description": description,
        "type": "object",
        "propertyNames": {"pattern": NAME_PATTERN},
        "additionalProperties": entry,
        "definitions": definitions,
    }


def _ledger() -> Schema:
    definitions = _definitions(EntityHead, Fact, DatasetSpec)
    table = _dataset(
        definitions.pop("DatasetSpec"), "rows", without=("file", "sheet", "read", "long", "wide", "pull", "fresh")
    )
    entity = definitions.pop("EntityHead") | {
        "title": "Entity",
        "description": "A model, product, company, market: its name, and facts under keys of your choice.",
        "propertyNames": {"pattern": NAME_PATTERN},
        "additionalProperties": {
            "description": "A fact: its value, or a mapping with value, unit, source and date.",
            "anyOf": [definitions["Fact"]["properties"]["value"], {"$ref": _REF.format(model="Fact")}],
        },
    }
    entry = {
        "description": "An entity with its facts; with columns, a table.",
        "type": "object",
        "properties": {"columns": {"type": "object", "description": "Makes it a table: its columns in order."}},
        "if": {"required": ["columns"]},
        "then": {"$ref": _REF.format(model="Table")},
        "else": {"$ref": _REF.format(model="Entity")},
    }
    return _by_name("Entities with their facts, and tables.", entry, definitions | {"Entity": entity, "Table": table})


def _catalog() -> Schema:
    definitions = _definitions(DatasetSpec)
    dataset = _dataset(definitions.pop("DatasetSpec"), "file", without=("rows", "facts"))
    entry = {"$ref": _REF.format(model="Dataset")}
    return _by_name("Tables in files of their own.", entry, definitions | {"Dataset": dataset})


def _connections(models: Mapping[str, type[Connection]]) -> Schema:
    definitions = _definitions(*models.values())
    kind = {"enum": list(models), "description": "What kind of source it is."}
    kinds = {"type": "object", "required": ["kind"], "properties": {"kind": kind}}
    entry = {**kinds, "anyOf": [{"$ref": _REF.format(model=model.__name__)} for model in models.values()]}
    return _by_name("Where `report data pull` gets tables from.", entry, definitions)


def _dataset(spec: Schema, rows_in: str, *, without: tuple[str, ...]) -> Schema:
    """A dataset's schema for a place where its rows come from ``rows_in``, ``without`` the keys of the other."""
    properties: Mapping[str, Schema] = spec["properties"]
    return spec | {
        "title": "Table",
        "description": "A table with typed columns.",
        "properties": {
            key: _without_null(part) if key == rows_in else part
            for key, part in properties.items()
            if key not in without
        },
        "required": [*spec["required"], *(["file"] if rows_in == "file" else [])],
        **({} if rows_in == "file" else {"anyOf": [{"required": ["rows"]}, {"required": ["facts"]}]}),
    }


def _sources() -> Schema:
    return _by_name("The register of sources.", {"$ref": _REF.format(model="Source")}, _definitions(Source))


def _labels() -> Schema:
    return {
        "$schema": _DIALECT,
        "description": "Names of facts' keys in fact tables.",
        "type": "object",
        "additionalProperties": {"description": "What fact tables print for this key.", "type": "string"},
    }
