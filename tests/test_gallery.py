"""The gallery has every type of chart beside its YAML, and docs show the gallery; ``--golden`` renews them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from tools.reference.charts import PICTURES, draw_pictures, page, shown

from tests.test_docs import GUIDES, codes
from yanbao.load.project import load_project
from yanbao.model.blocks import walk
from yanbao.model.charts import Chart
from yanbao.model.figures import Figure
from yanbao.model.tables import Table, TableColumn

ROOT = Path(__file__).parents[1]
DOC = ROOT / "docs/charts.md"
MOST = 1_000_000  # bytes of all pictures
SHOWN_IN_CELLS = {"spark", "heat"}


def chart_types() -> list[str]:
    """All values that the key ``type`` of a chart may have."""
    return [kind for model in _members(Chart) for kind in get_args(model.model_fields["type"].annotation)]


def _members(union: Any) -> Iterator[Any]:
    """The models of a union of unions."""
    inner = get_args(union)
    if isinstance(union, type) and issubclass(union, Figure):
        yield union
    for member in inner:
        yield from _members(member)


@pytest.fixture(scope="module")
def quoted() -> list[Figure]:
    """The figures of the gallery whose YAML stands beside them: on the same page."""
    (report,) = load_project(ROOT, ["gallery"]).project.reports
    pages = [list(walk(page.blocks)) for section in report.sections for page in section.spec.pages]
    excerpts = [{block.excerpt for block in blocks if block.excerpt} for blocks in pages]
    return [
        block.content
        for blocks, names in zip(pages, excerpts, strict=True)
        for block in blocks
        if isinstance(block.content, Figure) and block.content.id in names
    ]


def test_the_types_are_those_of_the_model() -> None:
    assert len(chart_types()) == len(set(chart_types())) >= 12
    assert set(TableColumn.model_fields) >= SHOWN_IN_CELLS


@pytest.mark.parametrize("kind", chart_types())
def test_every_type_is_in_the_gallery_beside_its_yaml(kind: str, quoted: list[Figure]) -> None:
    assert kind in {getattr(figure, "type", None) for figure in quoted}


@pytest.mark.parametrize("feature", sorted(SHOWN_IN_CELLS))
def test_every_mark_in_cells_is_in_the_gallery_beside_its_yaml(feature: str, quoted: list[Figure]) -> None:
    assert any(getattr(column, feature) for table in quoted if isinstance(table, Table) for column in table.columns)


@pytest.mark.parametrize("guide", GUIDES)
def test_every_type_and_mark_is_in_the_guide(guide: str) -> None:
    text = (ROOT / guide).read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| `([\w-]+)` \|", text, re.MULTILINE))
    assert set(chart_types()) - rows == set()
    assert SHOWN_IN_CELLS - codes(guide) == set()


def test_the_docs_show_the_gallery(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    if request.config.getoption("--golden"):
        draw_pictures(tmp_path)
        DOC.write_text(page(), encoding="utf-8")
    assert DOC.read_text(encoding="utf-8") == page()
    pictures = list(PICTURES.iterdir())
    assert {file.name for file in pictures} == {part.file for part in shown()}
    assert sum(file.stat().st_size for file in pictures) < MOST
