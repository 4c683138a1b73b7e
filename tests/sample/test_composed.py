"""The pages of the sample are composed: no chart is higher than its rule, and no foot is empty without a reason."""

from __future__ import annotations

import re

import pytest

from tests.sample.conftest import ROOT, Sample
from yanbao.compose import compose
from yanbao.load.project import load_project
from yanbao.model.document import charts
from yanbao.model.plotheights import heights

_DRAWN = re.compile(
    r'<figure class="figure chart" id="([^"]+)".*?<svg[^>]*? width="([\d.]+)pt" height="([\d.]+)pt"', re.DOTALL
)
PT = 72 / 25.4


def test_no_foot_is_empty_without_a_reason(each: Sample) -> None:
    assert "empty-foot" not in each.output


def test_no_chart_is_higher_than_its_rule(each: Sample) -> None:
    project = load_project(ROOT, [each.pdf.stem]).project
    [report] = project.reports
    blocks = {a: block for page in compose(project, report).document.pages for a, block in charts(page).items()}
    drawn = _DRAWN.findall(each.html.read_text(encoding="utf-8"))
    assert {anchor for anchor, *_ in drawn} == set(blocks)
    for anchor, width, height in drawn:
        block = blocks[anchor]
        most = block.height or heights(block.plot, float(width) / PT, report.theme.tokens.type.chart).greatest
        assert float(height) / PT <= most + 0.1, anchor


@pytest.mark.parametrize("word", ["续表", "（续）"])
def test_no_slide_of_the_sample_goes_on(sample: Sample, word: str) -> None:
    assert not [page for page in sample.pages() if word in page[:60]]
