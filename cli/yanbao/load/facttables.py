"""Tables of facts: each column is a fact of an entity by period, such as ``revenue_2023`` and ``revenue_2024e``.

The cells stand where the facts do: what is wrong with one is told there, and a fact is written once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from yanbao import periods, rules, units
from yanbao.diagnostics import Marked, suggest
from yanbao.load.declared import Declared
from yanbao.load.findings import Findings
from yanbao.load.yaml import Node
from yanbao.memory import Same
from yanbao.model.dataset import NUMERIC, Column, ColumnType

_PERIOD = re.compile(r"(?P<column>[a-z][a-z0-9_]*)_(?P<period>(?:19|20)[0-9][0-9](?:[ae]|q[1-4]|h[12])?)")


def with_rows(item: Declared, documents: Mapping[str, Node], found: Findings) -> Declared | None:
    """The declaration with rows made of facts; itself, if its rows are written out. None if an error is found."""
    if item.spec.facts is None:
        return item
    entity = _entity(item.spec.facts, documents, found)
    if entity is None:
        return None
    made_from = (Same(item.node), Same(entity))
    return found.recall((str(item.name), "of facts"), made_from, partial(_made, item, entity))


def _entity(path: Marked, documents: Mapping[str, Node], found: Findings) -> Node | None:
    stem, _, name = path.partition(".")
    node = documents[stem].children.get(name) if stem in documents else None
    if node is None or "columns" in node.children:
        known = [f"{stem}.{name}" for stem, one in documents.items() for name in map(str, one.children)]
        found.error(rules.WRONG_VALUE, f"no entity '{path}'", path.mark, suggest(path, known), len(path.raw))
        return None
    return node


def _made(item: Declared, entity: Node, found: Findings) -> Declared | None:
    time, *columns = (name for name, column in item.spec.columns.items() if column.has_cells)
    cells: dict[str, dict[str, Node]] = {}
    for key, node in entity.children.items():
        one = _PERIOD.fullmatch(str(key))
        if one and one["column"] in columns:
            period = one["period"].upper()
            period = period.rstrip("AE") if item.spec.columns[time].type is ColumnType.YEAR else period
            cells.setdefault(period, {})[one["column"]] = node
    if not cells:
        path = item.spec.facts or item.name
        message = f"'{path}' has no fact of a period for any column of '{item.name}'"
        remedy = f"name them by column and period: {columns[0] if columns else 'revenue'}_2023, …_2024e, …_2024q1"
        found.error(rules.WRONG_VALUE, message, path.mark, remedy, len(path.raw))
        return None
    before = len(found)
    rows = [
        _row(period, {name: item.spec.columns[name] for name in columns}, given, found)
        for period, given in sorted(cells.items(), key=lambda one: periods.moment(one[0]) or (0, 0))
    ]
    node = Node([row.value for row in rows], item.mark, children=dict(enumerate(rows)))
    made = replace(item.node, children={**item.node.children, "rows": node})
    return None if len(found) > before else replace(item, node=made)


def _row(period: str, columns: Mapping[str, Column], given: Mapping[str, Node], found: Findings) -> Node:
    """A row: the period, and its facts in the order of columns; one that is not there is missing."""
    first = next(iter(given.values()))
    at = first.key.mark if first.key else first.mark
    cells = [Node(period, at, period)]
    for name, column in columns.items():
        cells.append(_cell(given[name], column, found) if name in given else Node(None, at))
    return Node([cell.value for cell in cells], at, children=dict(enumerate(cells)))


def _cell(fact: Node, column: Column, found: Findings) -> Node:
    """The value of a fact, which has the unit of its column."""
    value, unit = fact.children.get("value", fact), fact.children.get("unit")
    said = str(unit.value) if unit else ""
    if unit and column.type in NUMERIC and units.factor(said, column.unit) != 1:
        message = f"this fact is in {said}, and its column in {column.unit or 'no unit'}"
        found.error(rules.BAD_FACT, message, unit.mark, "give both the same unit", unit.width)
    return value
