"""The bound file as a whole: its pages, what they look like, and that nothing of the sheets is left over."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest

from yanbao.bind import bind
from yanbao.model.sheet import FontSet, Sheet

from .conftest import IMPRINT, LOGO, OUTLINE, Typeset, rendered


def pixels(data: bytes) -> list[bytes]:
    with rendered(data) as document:
        return [page.render(scale=2).to_pil().tobytes() for page in document]


def texts(data: bytes) -> list[str]:
    with rendered(data) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def test_pages_look_exactly_as_in_their_sheets(bound: bytes, sheets: Sequence[Sheet]) -> None:
    expected = [page for sheet in sheets for page in pixels(sheet.pdf)]
    assert len(expected) == 4
    assert len({*expected}) == 4
    assert pixels(bound) == expected


def test_text_can_be_extracted_as_it_was_written(bound: bytes) -> None:
    cover, chart, second, risks = texts(bound)
    assert "研报（封面）" in cover
    assert "半透明" in cover
    assert "《研报》（，）efficient。" in chart
    assert "图中胜率57%" in chart
    assert "图中粗体" in chart
    assert "回封面" in second
    assert "三" in risks


def test_the_file_is_sound(pdf: pikepdf.Pdf) -> None:
    assert pdf.check_pdf_syntax() == []


def test_nothing_of_the_sheets_own_navigation_is_left(pdf: pikepdf.Pdf, bound: bytes) -> None:
    assert pikepdf.Name.Names not in pdf.Root
    dictionaries = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
    assert sum(item.get("/Type") == "/Catalog" for item in dictionaries) == 1
    assert sum(item.get("/Type") == "/StructTreeRoot" for item in dictionaries) == 1
    assert sum("/Title" in item for item in dictionaries) == len(OUTLINE) + 1  # bookmarks and document information
    assert b"WeasyPrint" not in b"".join(item.unparse(resolved=True) for item in dictionaries)


def test_a_picture_on_two_sheets_is_stored_once(pdf: pikepdf.Pdf) -> None:
    streams = [item for item in pdf.objects if isinstance(item, pikepdf.Stream)]
    images = [item for item in streams if item.get("/Subtype") == "/Image"]
    assert len(images) == 2  # the picture and its mask
    on_pages = [
        {item.objgen for item in pdf.pages[number].Resources.XObject.values() if item.Subtype == "/Image"}
        for number in (0, 2)
    ]
    assert on_pages[0] == on_pages[1]


def test_also_where_it_is_translucent_or_a_background(typeset: Typeset, fonts: FontSet) -> None:
    background = LOGO.partition('src="')[2].partition('"')[0]
    sheets = [
        typeset(f'<div class="soft">{LOGO}</div>'),
        typeset(f"<div style='background: url({background})'>研</div>"),
    ]
    with pikepdf.open(io.BytesIO(bind(sheets, [], IMPRINT, fonts))) as pdf:
        assert sum(isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image" for item in pdf.objects) == 2


BIND = """
import hashlib, pickle, sys
from pathlib import Path
from yanbao.bind import bind
print(hashlib.sha256(bind(*pickle.loads(Path(sys.argv[1]).read_bytes()))).hexdigest())
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_binds_the_same_bytes(
    bound: bytes, sheets: Sequence[Sheet], fonts: FontSet, tmp_path: Path, seed: str
) -> None:
    given = tmp_path / "given"
    given.write_bytes(pickle.dumps((sheets, OUTLINE, IMPRINT, fonts)))
    result = subprocess.run(
        [sys.executable, "-c", BIND, str(given)],
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Shanghai"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.strip() == hashlib.sha256(bound).hexdigest()
