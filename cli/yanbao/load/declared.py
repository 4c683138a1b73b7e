"""Declarations of datasets: tables of the ledger, and files in ``data/catalog.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from yanbao import disk, layout, rules
from yanbao.diagnostics import Mark, Marked
from yanbao.load.documents import read_document
from yanbao.load.findings import Findings
from yanbao.load.names import is_name
from yanbao.load.schema import validate
from yanbao.load.together import fits_together
from yanbao.load.unitnames import check_unit
from yanbao.load.yaml import Node
from yanbao.memory import Alike, Same
from yanbao.model.dataset import DatasetSpec


@dataclass(frozen=True)
class Declared:
    """A declared dataset whose rows have not been read. ``node`` is its declaration in YAML."""

    name: Marked
    spec: DatasetSpec
    node: Node

    @property
    def mark(self) -> Mark:
        return self.name.mark


def declare(name: Marked, node: Node, found: Findings, *, rows_in: str) -> Declared | None:
    """Validate a declaration; ``rows_in`` is the key that holds its rows, ``rows``, ``facts`` or ``file``.

    One that stands where it stood, as it did, is the identical object.
    """
    key, read = ("declared", node.mark.file, str(name), rows_in), partial(_declare, name, node, rows_in)
    return found.recall(key, Alike(node), read)


def _declare(name: Marked, node: Node, rows_in: str, found: Findings) -> Declared | None:
    spec = validate(DatasetSpec, node, found) if is_name(name, found) else None
    if spec is None:
        return None
    if columns := node.children.get("columns"):
        for column in columns.children.values():
            check_unit(column, found)
    of_files = ("file", "sheet", "read", "long", "wide", "pull", "fresh")
    others = ("rows", "facts") if rows_in == "file" else (*of_files, *({"rows", "facts"} - {rows_in}))
    if other := next((other for other in others if other in node.children), ""):
        mark = node.children[other].key or name
        found.error(rules.UNKNOWN_KEY, f"unknown key '{other}'", mark.mark, f"here it is '{rows_in}'", len(other))
        return None
    if getattr(spec, rows_in) is None:
        found.error(rules.MISSING_KEY, f"missing key '{rows_in}' in '{name}'", name.mark, width=len(name.raw))
        return None
    return Declared(name, spec, node) if fits_together(spec, node, rows_in, found) else None


def load_catalog(root: Path, found: Findings) -> list[Declared]:
    """The datasets of the catalog; none if the project has no catalog."""
    if not disk.is_there(root, layout.CATALOG):
        return []
    node = read_document(root, layout.CATALOG, found)
    return found.recall(layout.CATALOG, Same(node), partial(_declarations, node)) if node else []


def _declarations(node: Node, found: Findings) -> list[Declared]:
    entries = node.children.values()
    declared = (declare(entry.key, entry, found, rows_in="file") for entry in entries if entry.key is not None)
    return [item for item in declared if item]


def by_name(declared: list[Declared], found: Findings) -> Mapping[str, Declared]:
    """Datasets by name; duplicate names are errors."""
    named: dict[str, Declared] = {}
    for item in declared:
        if item.name in named:
            first = named[item.name].mark
            message = f"dataset '{item.name}' is already in {first.file}, line {first.line}"
            found.error(rules.DUPLICATE_DATASET, message, item.mark, width=len(item.name.raw))
        named.setdefault(item.name, item)
    return named
