"""A bound file for archives: PDF/A-3 by an independent checker, and clause by clause what that does not read."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Sequence

import pikepdf
import pytest

from yanbao.bind import bind
from yanbao.model.sheet import Attachment, FontSet, Sheet

from .archives import explained, faults, unmapped
from .conftest import IMPRINT, OUTLINE

FILES = (
    Attachment("图5 胜率.csv", "图5 胜率", "\ufeff名称,值\r\n谷歌,1.5\r\n".encode()),
    Attachment("表1 名称.csv", "表1 名称", b"a,b\r\n"),
)


@pytest.fixture(scope="module")
def archived(sheets: Sequence[Sheet], fonts: FontSet) -> bytes:
    return bind(sheets, OUTLINE, IMPRINT, fonts, FILES)


def xmp_of(data: bytes) -> dict[str, object]:
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_metadata() as xmp:
        return {key: xmp[key] for key in xmp}


def test_the_checker_finds_no_fault(archived: bytes, bound: bytes) -> None:
    assert faults(archived) == []
    assert any("OutputIntent" in fault for fault in faults(bound)), "the checker looks"


@pytest.mark.parametrize("created", ["2024-04", "2024"])
def test_nor_in_one_without_a_day_and_without_files(sheets: Sequence[Sheet], fonts: FontSet, created: str) -> None:
    archived = bind(sheets, [], dataclasses.replace(IMPRINT, created=created, author="", subject=""), fonts, ())
    assert faults(archived) == []
    with pikepdf.open(io.BytesIO(archived)) as pdf:
        assert "/AF" not in pdf.Root
        assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})


def test_it_says_which_level_it_is_of_beside_its_accessibility(archived: bytes) -> None:
    xmp = xmp_of(archived)
    assert xmp["{http://www.aiim.org/pdfa/ns/id/}part"] == "3"
    assert xmp["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "A"
    assert xmp["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
    assert explained(archived) == {
        "http://www.aiim.org/pdfua/ns/id/": {"part"},
        "https://yanbao.invalid/ns/1.0/": {"provenance"},
    }


def test_what_is_not_accessible_claims_less(sheets: Sequence[Sheet], fonts: FontSet) -> None:
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(sheets[0].pdf)) as pdf:
        del pdf.Root.Metadata
        pdf.save(file)
    plain = dataclasses.replace(sheets[0], pdf=file.getvalue())
    archived = bind([plain, *sheets[1:]], [], IMPRINT, fonts, ())
    assert xmp_of(archived)["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "U"
    assert explained(archived) == {"https://yanbao.invalid/ns/1.0/": {"provenance"}}
    assert faults(archived) == []


def test_every_glyph_says_its_text(archived: bytes) -> None:
    with pikepdf.open(io.BytesIO(archived)) as pdf:
        assert unmapped(pdf) == []
        font = next(item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item)
        font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"> <5", b"> <E", 1))
        assert unmapped(pdf) == [str(font.BaseFont)]


def test_files_are_inside_in_order(archived: bytes) -> None:
    with pikepdf.open(io.BytesIO(archived)) as pdf:
        inside = [(item.filename, item.description, item.get_file()) for item in pdf.attachments.values()]
        assert [(name, title, file.mime_type, file.read_bytes()) for name, title, file in inside] == [
            (item.name, item.title, "text/csv", item.data) for item in FILES
        ]
        assert [(str(item.UF), item.AFRelationship) for item in pdf.Root.AF] == [
            (item.name, pikepdf.Name.Data) for item in FILES
        ]
        assert {str(item.EF.F.Params.ModDate) for item in pdf.Root.AF} == {"D:20240422"}


def test_the_same_input_gives_the_same_bytes(archived: bytes, sheets: Sequence[Sheet], fonts: FontSet) -> None:
    assert bind(sheets, OUTLINE, IMPRINT, fonts, FILES) == archived
