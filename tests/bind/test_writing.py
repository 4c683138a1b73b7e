"""The bound file is written as qpdf would: read by it and written anew, it is the same."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pytest

from yanbao.bind import bind
from yanbao.model.sheet import Attachment, FontSet, Sheet

from .conftest import IMPRINT, OUTLINE, Typeset

ATTACHED = (Attachment("01 图.csv", "图1", "年,值\n2024,1\n".encode()),)


def objects(data: bytes) -> list[tuple[int, object]]:
    """The number of each object, what it says and its data, but for the file's id."""
    found: list[tuple[int, object]] = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            assert isinstance(item, pikepdf.Object)
            is_stream = isinstance(item, pikepdf.Stream)
            told = {key: str(value) for key, value in item.stream_dict.items() if key != "/ID"} if is_stream else {}
            written = item.read_raw_bytes() if is_stream else item.unparse(resolved=True)
            found.append((item.objgen[0], (told, written)))
    return found


def written_anew(data: bytes) -> bytes:
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(
            file,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
            fix_metadata_version=False,
        )
    return file.getvalue()


@pytest.mark.parametrize("attached", [None, (), ATTACHED], ids=["plain", "archive", "with data"])
@pytest.mark.parametrize("times", [1, 40])
def test_qpdf_writes_the_same(
    sheets: Sequence[Sheet], fonts: FontSet, times: int, attached: Sequence[Attachment] | None
) -> None:
    data = bind([*sheets] * times, OUTLINE, IMPRINT, fonts, attached)
    again = written_anew(data)
    assert len(again) == len(data)
    assert objects(again) == objects(data)


def test_its_order_does_not_depend_on_what_was_bound_before(sheets: Sequence[Sheet], fonts: FontSet) -> None:
    def bound(some: Sequence[Sheet]) -> bytes:
        return bind(some, OUTLINE, IMPRINT, fonts)

    first, again = bound(sheets), bound([sheets[2], *sheets, sheets[0]])
    assert bound(sheets) == first
    assert bound([sheets[2], *sheets, sheets[0]]) == again


def test_text_that_looks_like_a_reference_stays(typeset: Typeset, fonts: FontSet) -> None:
    body = '<h1 id="cover">12 0 R %d /yanbao-page-0 (5 0 R</h1><p><a href="https://example.com/(3 0 R)%25d">a</a></p>'
    data = bind([typeset(body)], [], IMPRINT, fonts)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.pages[0].Annots[0].A.URI) == "https://example.com/(3%200%20R)%25d"
    assert objects(written_anew(data)) == objects(data)
