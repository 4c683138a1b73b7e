"""Loads ``content/ledger/``: sources, labels, entities with their facts, and tables.

``sources.yaml`` registers sources, ``labels.yaml`` the printed names of fact keys. In every other file, whose name is
the namespace, an entry with ``columns`` is a table and any other an entity.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from yanbao import layout, rules
from yanbao.diagnostics import Marked
from yanbao.load.declared import Declared, declare
from yanbao.load.documents import read_document
from yanbao.load.facttables import with_rows
from yanbao.load.files import list_folder
from yanbao.load.findings import Findings
from yanbao.load.names import is_name, is_namespace
from yanbao.load.schema import validate
from yanbao.load.unitnames import check_unit
from yanbao.load.yaml import Node
from yanbao.memory import Alike, Same
from yanbao.model.ledger import Entity, EntityHead, Fact, Ledger, LocatedFact, Source

_PERCENT = re.compile(r"([-+]?[0-9]{1,20}(?:\.([0-9]{1,20}))?)[%％]", re.ASCII)
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?[%％]?", re.ASCII)


def load_ledger(root: Path, found: Findings) -> tuple[Ledger, list[Declared]]:
    """The ledger and the declarations of its tables. Invalid parts are left out and reported."""
    namespaces: dict[str, dict[str, Entity]] = {}
    sources: dict[str, Source] = {}
    labels: dict[str, str] = {}
    tables: list[Declared] = []
    documents: dict[str, Node] = {}
    for entry in list_folder(root, layout.LEDGER, found):
        file, stem = f"{layout.LEDGER}/{entry.name}", entry.name.removesuffix(".yaml")
        if stem == entry.name or stem.startswith("."):  # an editor's temporary file
            continue
        node = read_document(root, file, found)
        if node is None:
            continue
        if stem == "sources":
            sources.update(found.recall(file, Same(node), partial(_sources, node)))
        elif stem == "labels":
            labels.update(found.recall(file, Same(node), partial(_labels, node)))
        elif is_namespace(stem, file, found):
            namespaces[stem], declared = found.recall(file, Same(node), partial(_namespace, stem, node))
            tables.extend(declared)
            documents[stem] = node
    tables = [made for table in tables if (made := with_rows(table, documents, found))]
    made_from = [(name, Same(entities)) for name, entities in namespaces.items()]
    return found.recall("ledger", (made_from, sources, labels), lambda _: Ledger(namespaces, sources, labels)), tables


def _namespace(stem: str, node: Node, found: Findings) -> tuple[dict[str, Entity], list[Declared]]:
    """The entities of a file, and the declarations of its tables."""
    entities: dict[str, Entity] = {}
    tables: list[Declared] = []
    for name, entry in _entries(node):
        if "columns" in entry.children:
            is_of_facts = "facts" in entry.children and "rows" not in entry.children
            table = declare(name, entry, found, rows_in="facts" if is_of_facts else "rows")
            tables.extend([table] if table else [])
        elif entity := found.recall(("entity", stem, str(name)), Alike(entry), partial(_entity, stem, name, entry)):
            entities[name] = entity
    return entities, tables


def _entries(node: Node) -> Iterator[tuple[Marked, Node]]:
    return ((entry.key, entry) for entry in node.children.values() if entry.key is not None)


def _sources(node: Node, found: Findings) -> dict[str, Source]:
    read = ((name, validate(Source, entry, found)) for name, entry in _entries(node) if is_name(name, found))
    return {str(name): source for name, source in read if source}


def _labels(node: Node, found: Findings) -> dict[str, str]:
    labels = {}
    for name, entry in _entries(node):
        if isinstance(entry.value, str):
            labels[str(name)] = str(entry.value)
        else:
            found.error(rules.WRONG_TYPE, f"the label of '{name}' is not text", entry.mark, width=entry.width)
    return labels


def _entity(namespace: str, name: Marked, node: Node, found: Findings) -> Entity | None:
    if not is_name(name, found):
        return None
    if not isinstance(node.value, dict):
        advice = "an entity has a 'name', a table has 'columns'"
        found.error(rules.WRONG_TYPE, f"'{name}' is neither an entity nor a table", name.mark, advice, len(name.raw))
        return None
    head = validate(EntityHead, _part(node, EntityHead.model_fields), found)
    path = f"{namespace}.{name}"
    facts: dict[str, LocatedFact] = {}
    for key, child in _entries(node):
        if key in EntityHead.model_fields or not is_name(key, found):
            continue
        fact = _fact(child, found)
        if fact and head:
            defaults = {"source": fact.source or head.source, "as_of": fact.as_of or head.as_of}
            facts[str(key)] = LocatedFact(f"{path}.{key}", fact.model_copy(update=defaults), key.mark)
    return Entity(path, head.name, head.aliases, facts, name.mark) if head else None


def _part(node: Node, keys: Container[object]) -> Node:
    """A mapping restricted to some of its keys."""
    children = {key: child for key, child in node.children.items() if key in keys}
    value = {key: child.value for key, child in children.items()}
    return Node(value, node.mark, node.raw, node.key, children)


def _fact(node: Node, found: Findings) -> Fact | None:
    """A fact in its long or short form."""
    at = node.children.get("value", node) if isinstance(node.value, dict) else node
    if at.value is None or isinstance(at.value, bool | list):
        advice = "write what is missing as no fact at all" if at.value is None else ""
        found.error(rules.BAD_FACT, "a fact is a number or text", at.mark, advice, at.width)
        return None
    long_form = node if isinstance(node.value, dict) else Node({"value": node.value}, node.mark, node.raw, node.key)
    fact = validate(Fact, long_form, found)
    if fact is None:
        return None
    check_unit(node, found)
    changes: dict[str, Any] = {}
    if isinstance(fact.value, str) and (percent := _PERCENT.fullmatch(fact.value)):
        changes["value"] = float(Decimal(percent[1]) / 100)
        changes["unit"] = "%"
        changes["decimals"] = len(percent[2] or "") if fact.decimals is None else fact.decimals
        problem = f"a percentage cannot have the unit '{fact.unit}'" if fact.unit not in ("", "%") else ""
        advice = ""
    else:
        problem, advice = _doubt(fact)
    if problem:
        found.error(rules.BAD_FACT, problem, at.mark, advice, at.width)
        return None
    return fact.model_copy(update=changes)


def _doubt(fact: Fact) -> tuple[str, str]:
    """Why a value may be meant as a percentage, and how to write it; empty if unambiguous."""
    if isinstance(fact.value, str) and _GROUPED.fullmatch(fact.value):
        return f"'{fact.value}' is not a number", f"write {fact.value.replace(',', '')}"
    if fact.unit == "%":
        return "the value of a percentage is written with its sign", f"write {fact.value}%"
    return "", ""
