"""What the bound file says about itself."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Sequence

import pikepdf
import pytest

from yanbao.bind import bind
from yanbao.model.sheet import FontSet, Imprint, Sheet

from .conftest import IMPRINT


def test_document_information(pdf: pikepdf.Pdf) -> None:
    assert {key: str(value) for key, value in pdf.docinfo.items()} == {
        "/Title": "人工智能行业专题",
        "/Author": "某证券研究所",
        "/Subject": "多模态",
        "/Keywords": "行业专题, 传媒",
        "/Creator": "yanbao",
        "/Producer": "yanbao",
        "/CreationDate": "D:20240422",
    }


def test_xmp_says_the_same_and_claims_accessibility(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as xmp:
        assert {key: xmp[key] for key in xmp} == {
            "{http://purl.org/dc/elements/1.1/}title": "人工智能行业专题",
            "{http://purl.org/dc/elements/1.1/}creator": ["某证券研究所"],
            "{http://purl.org/dc/elements/1.1/}description": "多模态",
            "{http://ns.adobe.com/pdf/1.3/}Keywords": "行业专题, 传媒",
            "{http://ns.adobe.com/pdf/1.3/}Producer": "yanbao",
            "{http://ns.adobe.com/xap/1.0/}CreatorTool": "yanbao",
            "{http://ns.adobe.com/xap/1.0/}CreateDate": "2024-04-22",
            "{https://yanbao.invalid/ns/1.0/}provenance": "yanbao-provenance/1 0.1.0 -",
            "{http://www.aiim.org/pdfua/ns/id/}part": "1",
        }


def test_readers_are_told_language_title_and_tab_order(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "zh-CN"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert bool(pdf.Root.MarkInfo.Marked)
    assert {str(page.Tabs) for page in pdf.pages} == {"/S"}
    assert pdf.pdf_version == "1.7"


@pytest.mark.parametrize(("created", "written"), [("2024", "D:2024"), ("2024-04", "D:202404")])
def test_dates_may_be_vague_and_texts_absent(
    sheets: Sequence[Sheet], fonts: FontSet, created: str, written: str
) -> None:
    imprint = Imprint("研报", "", "", "", "zh-CN", created)
    with pikepdf.open(io.BytesIO(bind(sheets, [], imprint, fonts))) as pdf:
        assert str(pdf.docinfo.CreationDate) == written
        assert "/Author" not in pdf.docinfo
        with pdf.open_metadata() as xmp:
            assert xmp["xmp:CreateDate"] == created
            assert "dc:creator" not in xmp


def test_sheets_that_do_not_claim_accessibility_make_no_claim(sheets: Sequence[Sheet], fonts: FontSet) -> None:
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(sheets[0].pdf)) as pdf:
        del pdf.Root.Metadata
        pdf.save(file)
    plain = dataclasses.replace(sheets[0], pdf=file.getvalue())
    with pikepdf.open(io.BytesIO(bind([plain, *sheets[1:]], [], IMPRINT, fonts))) as pdf, pdf.open_metadata() as xmp:
        assert "pdfuaid:part" not in xmp
