"""The gallery shows what tables can do: every option of them is used in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from yanbao.load.project import load_project
from yanbao.model.base import Model
from yanbao.model.blocks import walk
from yanbao.model.figures import Figure
from yanbao.model.tables import Table, TableColumn, TableNote, TableTotal, TotalLabels

ROOT = Path(__file__).parents[2]


def parts(table: Table) -> Iterator[Model]:
    yield table
    yield from table.columns
    yield from table.footnotes
    if table.total:
        yield table.total
        if table.total.labels:
            yield table.total.labels


@pytest.fixture(scope="module")
def used() -> dict[type[Model], set[str]]:
    """The keys that tables of the gallery have, by what they are keys of."""
    [gallery] = [report for report in load_project(ROOT).project.reports if report.slug == "gallery"]
    blocks = (block for section in gallery.sections for page in section.spec.pages for block in walk(page.blocks))
    found: dict[type[Model], set[str]] = defaultdict(set)
    for part in (part for block in blocks if block.table for part in parts(block.table)):
        found[type(part)] |= part.model_fields_set
    return found


@pytest.mark.parametrize("model", [Table, TableColumn, TableTotal, TotalLabels, TableNote])
def test_every_option_of_tables_is_shown(model: type[Model], used: dict[type[Model], set[str]]) -> None:
    assert model.model_fields.keys() - Figure.model_fields.keys() - used[model] == set()
