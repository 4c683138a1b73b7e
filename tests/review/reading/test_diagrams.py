"""What a reviewer reads of diagrams: their numbers, by name, as of a table."""

from __future__ import annotations

import pytest

from tests.compose.test_diagrams import files_with
from tests.conftest import WriteProject
from yanbao.compose import compose
from yanbao.load.project import load_project
from yanbao.review.reading.columns import numeric
from yanbao.review.reading.exhibit_figures import exhibits_of

CARDS = "\n          data: chain\n          where: {layer: 应用}\n          number: ytd\n          columns: [segment]\n"
LAYERS = "\n          data: chain\n          number: ytd\n          layers: [{title: 层, by: segment}]\n"


@pytest.mark.parametrize(("kind", "diagram", "names"), [("companies", CARDS, 2), ("structure", LAYERS, 3)])
def test_numbers_are_read_by_name(kind: str, diagram: str, names: int, write_project: WriteProject) -> None:
    loaded = load_project(write_project(files_with(diagram, kind)))
    manuscript = compose(loaded.project, loaded.project.reports[0]).manuscript
    (figure,) = manuscript.figures
    (exhibit,) = exhibits_of(manuscript)[id(figure)]
    (measure,) = exhibit.measures
    assert (measure.label, len(exhibit.subjects)) == ("年内涨幅", names)  # of one there is no number
    assert exhibit.value("华策影视", None, measure) == pytest.approx(0.36)
    assert [column for _, column in numeric(figure)] == ["ytd"]
