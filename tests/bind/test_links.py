"""Links, bookmarks and page labels of the bound file lead where they should."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import pikepdf
import pytest

from yanbao.bind import bind
from yanbao.model.sheet import FontSet, OutlineItem, Place, Sheet

from .conftest import IMPRINT, OUTLINE, Typeset, rendered


@pytest.fixture(scope="module")
def places(sheets: Sequence[Sheet]) -> Mapping[str, Place]:
    """Where the anchors are, with pages counted through the whole file."""
    found: dict[str, Place] = {}
    first = 0
    for sheet in sheets:
        found |= {anchor: Place(first + place.page, place.top) for anchor, place in sheet.anchors.items()}
        first += sheet.page_count
    return found


def place(pdf: pikepdf.Pdf, destination: pikepdf.Object) -> tuple[int, float]:
    assert destination[1] == pikepdf.Name.XYZ
    return pikepdf.Page(destination[0]).index, float(destination[3])


def test_links_between_sheets_lead_to_their_anchors(pdf: pikepdf.Pdf, places: Mapping[str, Place]) -> None:
    to_chart, to_second, _ = pdf.pages[0].Annots
    (to_cover,) = pdf.pages[2].Annots
    (to_itself,) = pdf.pages[3].Annots
    for link, anchor in ((to_chart, "gemini"), (to_second, "late"), (to_cover, "cover"), (to_itself, "end")):
        page, top = place(pdf, link.Dest)
        assert page == places[anchor].page
        assert top == pytest.approx(places[anchor].top, abs=0.01)
        assert pikepdf.Name.A not in link
    assert [places[anchor].page for anchor in ("cover", "gemini", "late", "end")] == [0, 1, 2, 3]


def test_a_link_says_the_title_of_its_target(pdf: pikepdf.Pdf) -> None:
    assert [str(link.Contents) for link in pdf.pages[0].Annots] == ["谷歌", "次页", "https://example.com/a"]


def test_links_to_the_web_stay(pdf: pikepdf.Pdf) -> None:
    link = pdf.pages[0].Annots[2]
    assert str(link.A.URI) == "https://example.com/a"
    assert pikepdf.Name.Dest not in link


def test_links_lie_over_their_text(pdf: pikepdf.Pdf, bound: bytes) -> None:
    left, top, right, bottom = (float(side) for side in pdf.pages[0].Annots[0].Rect)
    with rendered(bound) as document:
        assert document[0].get_textpage().get_text_bounded(left, bottom, right, top) == "图5"


def test_a_link_without_an_anchor_is_a_bug(typeset: Typeset, fonts: FontSet) -> None:
    with pytest.raises(KeyError, match="nowhere"):
        bind([typeset('<a href="yanbao:nowhere">图</a>')], [], IMPRINT, fonts)


def test_of_equal_anchors_the_first_counts(sheets: Sequence[Sheet], fonts: FontSet) -> None:
    with pikepdf.open(io.BytesIO(bind([sheets[2], sheets[2]], [], IMPRINT, fonts))) as pdf:
        assert [place(pdf, page.Annots[0].Dest)[0] for page in pdf.pages] == [0, 0]


def test_bookmarks_are_nested_and_lead_to_their_anchors(bound: bytes, places: Mapping[str, Place]) -> None:
    with rendered(bound) as document:
        toc = list(document.get_toc())
        found = [(mark.get_title(), mark.level, mark.get_dest().get_index()) for mark in toc]
        tops = [mark.get_dest().get_view()[1][1] for mark in toc]
    assert found == [(item.title, item.level, places[item.anchor].page) for item in OUTLINE]
    assert tops == pytest.approx([places[item.anchor].top for item in OUTLINE], abs=0.01)


def test_the_first_level_of_bookmarks_is_open(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.PageMode == pikepdf.Name.UseOutlines
    second = pdf.Root.Outlines.First.Next
    assert pdf.Root.Outlines.Count == 4  # three, and the one in the second
    assert second.Count == 1
    assert second.First.Count == -1


def test_bookmarks_may_skip_a_level(sheets: Sequence[Sheet], fonts: FontSet) -> None:
    outline = [OutlineItem("大模型", "models", 0), OutlineItem("次页", "late", 2), OutlineItem("谷歌", "gemini", 1)]
    with rendered(bind(sheets, outline, IMPRINT, fonts)) as document:
        assert [(mark.get_title(), mark.level) for mark in document.get_toc()] == [
            ("大模型", 0),
            ("次页", 1),
            ("谷歌", 1),
        ]


def test_without_bookmarks_no_panel_opens(typeset: Typeset, fonts: FontSet) -> None:
    with pikepdf.open(io.BytesIO(bind([typeset("研报")], [], IMPRINT, fonts))) as pdf:
        assert pikepdf.Name.PageMode not in pdf.Root
        assert pikepdf.Name.Outlines not in pdf.Root


def test_pages_are_labelled_from_one(bound: bytes) -> None:
    with rendered(bound) as document:
        assert [document.get_page_label(number) for number in range(4)] == ["1", "2", "3", "4"]
