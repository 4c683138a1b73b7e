"""The PDF of the sample: whole, tagged, linked, in its own fonts."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.sample.conftest import Sample


@pytest.fixture(scope="module")
def pdf(sample: Sample) -> pikepdf.Pdf:
    return pikepdf.open(sample.pdf)


def output_of(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_nothing_overflows_and_nothing_is_reported(sample: Sample) -> None:
    assert "warning" not in sample.output
    assert "error" not in sample.output


def test_only_the_reports_own_fonts_are_embedded(sample: Sample) -> None:
    lines = output_of("pdffonts", sample.pdf).splitlines()[2:]
    assert len(lines) == 2
    for line in lines:
        name, *_, embedded, subset, to_unicode, _number, _generation = line.split()
        assert re.fullmatch(r"[A-Z]{6}\+Yanbao.*", name)
        assert (embedded, subset, to_unicode) == ("yes", "yes", "yes")


def test_qpdf_finds_no_fault(sample: Sample) -> None:
    assert "No syntax or stream encoding errors found" in output_of("qpdf", "--check", sample.pdf)


def test_is_tagged_and_says_what_it_is(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "zh-CN"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.docinfo["/Title"]).startswith("从概念到落地")
    assert str(pdf.docinfo["/Author"]) == "国信证券经济研究所"


def elements(node: Any, kind: str) -> list[Any]:
    """The structure elements of a kind below a node."""
    if isinstance(node, pikepdf.Array):
        return [found for item in node for found in elements(item, kind)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    here = [node] if node.get("/S") == pikepdf.Name(f"/{kind}") else []
    return here + elements(node.get("/K", pikepdf.Array()), kind)


def test_every_figure_has_alternative_text(pdf: pikepdf.Pdf) -> None:
    figures = elements(pdf.Root.StructTreeRoot.K, "Figure")
    assert len(figures) >= 20
    assert all(len(str(figure.get("/Alt", ""))) > 15 for figure in figures)


def test_headings_and_tables_are_tagged(pdf: pikepdf.Pdf) -> None:
    assert len(elements(pdf.Root.StructTreeRoot.K, "H2")) >= 20
    heads = elements(pdf.Root.StructTreeRoot.K, "TH")
    assert len(heads) >= 100
    assert {str(head.A.Scope) for head in heads} == {"/Column", "/Row"}


def test_bookmarks_lead_to_chapters_and_pages(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        chapters = [item for item in outline.root if re.match(r"\d ", item.title)]
        assert titles[:2] == ["封面", "报告摘要"]
        assert [len(chapter.children) for chapter in chapters] == [8, 3, 3, 7]
        assert titles[-1] == "风险提示与免责声明"


def destination(link: Any) -> Any:
    """The page object that a link leads to."""
    return (link.Dest if "/Dest" in link else link.A.D)[0].objgen


def test_contents_link_to_the_pages_they_name(pdf: pikepdf.Pdf, sample: Sample) -> None:
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    texts = sample.pages()
    contents = next(n for n, text in enumerate(texts) if text.lstrip().startswith("目录"))
    targets = [numbers[destination(link)] for link in pdf.pages[contents].Annots]
    printed = [int(number) for number in re.findall(r"(\d+)\r?\n", texts[contents] + "\n")]
    assert len(targets) >= 25
    assert sorted(set(targets)) == sorted(set(printed) - {contents + 1})


def test_no_link_leads_outside_or_nowhere(pdf: pikepdf.Pdf) -> None:
    links = [annotation for page in pdf.pages for annotation in page.get("/Annots", [])]
    pages = {page.obj.objgen for page in pdf.pages}
    assert len(links) >= 60
    assert all("/URI" not in link.get("/A", pikepdf.Dictionary()) for link in links)
    assert all(destination(link) in pages for link in links)
