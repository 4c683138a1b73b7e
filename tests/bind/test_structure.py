"""The bound file is tagged: everything on its pages is an artifact or leads to an element of one tree."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Object

from yanbao.bind import bind
from yanbao.model.sheet import FontSet, Sheet

from .conftest import IMPRINT, PAGES, STYLE, make_fonts, rendered, typeset_with


def elements(pdf: pikepdf.Pdf) -> list[Object]:
    """All elements, each below the parent that it names."""
    (document,) = pdf.Root.StructTreeRoot.K
    assert document.S == "/Document"
    assert pdf.Root.StructTreeRoot == document.P
    found = [document]
    for element in found:
        for kid in element.K:
            if isinstance(kid, Dictionary) and Name.S in kid:
                assert element == kid.P
                found.append(kid)
    return found


def parent_tree(pdf: pikepdf.Pdf) -> dict[Any, Any]:
    numbers: list[Any] = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    assert numbers[::2] == list(range(len(numbers) // 2))
    return dict(zip(numbers[::2], numbers[1::2], strict=True))


def marked(stream: Object, resources: Object) -> Iterator[tuple[Any, int | None, bytes]]:
    """Stream, MCID (None in artifacts) and hexadecimal text of all marked content, also in forms that are drawn."""
    stack: list[int | None] = []
    for instruction in pikepdf.parse_content_stream(stream):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "BDC" | "BMC":
                stack.append(operands[1].get("/MCID") if len(operands) > 1 else None)
                if stack[-1] is None:
                    assert operands[0] == "/Artifact"
            case "EMC":
                stack.pop()
            case "TJ" | "Tj":
                assert stack, "text that is neither tagged nor an artifact"
                yield stream, stack[-1], operands[0].unparse()
            case "Do":
                form = resources.XObject[operands[0]]
                if form.Subtype == "/Form" and not stack:
                    yield from marked(form, form.Resources)
                elif stack:
                    yield stream, stack[-1], b""


def on_pages(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, Any, int | None, bytes]]:
    for page in pdf.pages:
        for stream, number, text in marked(page.obj, page.Resources):
            yield page.obj, stream, number, text


def test_all_marked_content_leads_to_an_element_of_the_tree(pdf: pikepdf.Pdf) -> None:
    parents, reachable = parent_tree(pdf), {element.objgen for element in elements(pdf)}
    checked = 0
    for page, stream, number, _ in on_pages(pdf):
        if number is not None:
            element = parents[stream.StructParents][number]
            assert element.objgen in reachable
            assert element.Pg == page
            if stream == page:
                assert number in list(element.K)
            else:
                (reference,) = [kid for kid in element.K if isinstance(kid, Dictionary) and kid.Type == "/MCR"]
                assert reference.Stm == stream
                assert number == reference.MCID
                assert reference.Pg == page
            checked += 1
    assert checked > 25


def test_all_elements_have_their_content(pdf: pikepdf.Pdf) -> None:
    """The other way: numbers in the tree are numbers on the page."""
    present = {(stream.objgen, number) for _, stream, number, _ in on_pages(pdf)}
    for element in elements(pdf):
        for kid in element.K:
            if isinstance(kid, int):
                assert (element.Pg.objgen, kid) in present


def test_translucent_content_is_in_the_tree(pdf: pikepdf.Pdf) -> None:
    forms = {stream.objgen for page, stream, _, _ in on_pages(pdf) if stream != page}
    assert len(forms) == 2  # one in the other
    assert sum(isinstance(kid, Dictionary) and kid.get("/Type") == "/MCR" for e in elements(pdf) for kid in e.K) == 2


def test_page_margins_are_artifacts(pdf: pikepdf.Pdf, sheets: Sequence[Sheet]) -> None:
    artifacts = [page.objgen for page, _, number, text in on_pages(pdf) if number is None and text]
    assert artifacts == [page.objgen for page in pdf.pages]
    assert sum(sheet.page_count for sheet in sheets) == len(artifacts)


def test_elements_are_in_reading_order(pdf: pikepdf.Pdf) -> None:
    kinds = [str(element.S) for element in pdf.Root.StructTreeRoot.K[0].K]
    assert kinds == ["/Part"] * 4  # a sheet of two pages has two
    assert [pikepdf.Page(part.Pg).index for part in pdf.Root.StructTreeRoot.K[0].K] == [0, 1, 2, 3]


def test_links_and_their_elements_know_each_other(pdf: pikepdf.Pdf) -> None:
    parents, tree = parent_tree(pdf), elements(pdf)
    references = {kid.Obj.objgen: e for e in tree for kid in e.K if isinstance(kid, Dictionary) and Name.Obj in kid}
    links = [(page, link) for page in pdf.pages for link in page.get("/Annots", ())]
    assert len(links) == len(references) == 5
    for page, link in links:
        element = references[link.objgen]
        assert element.S == "/Link"
        assert parents[link.StructParent] == element
        assert element.Pg == page.obj
        assert str(link.Contents)


def test_keys_are_used_once(pdf: pikepdf.Pdf) -> None:
    pages = [page.StructParents for page in pdf.pages]
    forms = [
        item.StructParents for item in pdf.objects if isinstance(item, pikepdf.Stream) and "/StructParents" in item
    ]
    links = [link.StructParent for page in pdf.pages for link in page.get("/Annots", ())]
    assert sorted(pages + forms + links) == sorted(parent_tree(pdf))
    assert pdf.Root.StructTreeRoot.ParentTreeNextKey == len(parent_tree(pdf))


def test_cells_find_their_heads(sheets: Sequence[Sheet], fonts: FontSet) -> None:
    """Also those of a table that goes on on the next page."""
    rows = "".join("<tr><th scope=row>谷歌</th><td>1.5</td></tr>" for _ in range(20))
    table = f"<h1 id=long>表</h1><table><thead><tr><th>名称</th><th>值</th></tr></thead><tbody>{rows}</tbody></table>"
    long = typeset_with(fonts, table)
    assert long.page_count == 2
    with pikepdf.open(io.BytesIO(bind([*sheets, long], [], IMPRINT, fonts))) as pdf:
        names: list[Any] = list(pdf.Root.StructTreeRoot.IDTree.Names)
        ids = {str(key): element for key, element in zip(names[::2], names[1::2], strict=True)}
        assert len(ids) == 3 + 3 + 2 + 20 + 2
        assert [str(key) for key in names[::2]] == sorted(ids)
        assert all(str(element.ID) == key for key, element in ids.items())
        cells = [element for element in elements(pdf) if element.S == "/TD"]
        assert len(cells) == 22
        for cell in cells:
            heads = [ids[str(head)] for head in cell.A.Headers]
            assert len(heads) == 2
            assert all(head.S == "/TH" and head.Pg == cell.Pg for head in heads)


def test_figures_say_where_they_are_and_what_they_show(pdf: pikepdf.Pdf, bound: bytes) -> None:
    (chart,) = [element for element in elements(pdf) if element.S == "/Figure" and str(element.Alt) == "胜率"]
    left, bottom, right, top = (float(side) for side in chart.A.BBox)
    assert right - left == pytest.approx(150, abs=0.1)
    assert top - bottom == pytest.approx(75, abs=0.1)
    with rendered(bound) as document:
        assert document[1].get_textpage().get_text_bounded(left, bottom, right, top).split() == [
            "图中胜率57%",
            "图中粗体",
        ]


def test_weasyprint_does_leave_what_is_put_right(fonts: FontSet) -> None:
    """If it mends these, the code that does may go."""
    with pikepdf.open(io.BytesIO(typeset_with(fonts, PAGES[0], lambda *_: None).pdf)) as pdf:
        root: Any = pdf.Root.StructTreeRoot
        reachable = {element.objgen for element in elements(pdf)}
        entries = dict(zip(root.ParentTree.Nums[::2], root.ParentTree.Nums[1::2], strict=True))
        assert any(element.objgen not in reachable for element in entries[0])
        assert Name.IDTree not in root
        assert not any("/StructParents" in item for item in pdf.objects if isinstance(item, pikepdf.Stream))


SPANNING = """
<table><thead><tr><th rowspan="2">名</th><th colspan="2">收盘</th></tr><tr><th>一月</th><th>二月</th></tr></thead>
<tbody><tr><th scope="rowgroup" colspan="3">国内</th></tr>
<tr><th scope="row">甲</th><td>11</td><td>12</td></tr></tbody>
<tbody><tr><th scope="rowgroup" colspan="3">海外</th></tr>
<tr><th scope="row" rowspan="2">乙</th><td>21</td><td>22</td></tr><tr><td colspan="2">31</td></tr></tbody>
<tfoot><tr><th scope="row">合计</th><td>41</td><td>42</td></tr></tfoot></table>
"""


def test_cells_name_their_heads_where_these_span_columns_and_rows(tmp_path: Path) -> None:
    fonts = make_fonts(SPANNING + STYLE, tmp_path)
    with pikepdf.open(io.BytesIO(bind([typeset_with(fonts, SPANNING)], (), IMPRINT, fonts))) as pdf:
        cells = [element for element in elements(pdf) if element.S in (Name.TH, Name.TD)]
        ids = [str(cell.ID) for cell in cells if cell.S == Name.TH]
        names = dict(zip(ids, ["名", "收盘", "一月", "二月", "国内", "甲", "海外", "乙", "合计"], strict=True))
        told = [[names[str(head)] for head in cell.A.Headers] for cell in cells if cell.S == Name.TD]
    assert told == [
        ["收盘", "一月", "国内", "甲"],
        ["收盘", "二月", "国内", "甲"],
        ["收盘", "一月", "海外", "乙"],
        ["收盘", "二月", "海外", "乙"],
        ["收盘", "一月", "二月", "海外", "乙"],
        ["收盘", "一月", "合计"],
        ["收盘", "二月", "合计"],
    ]


@pytest.mark.parametrize("beside", [True, False])
def test_cells_find_the_name_of_a_group_that_goes_on(tmp_path: Path, beside: bool) -> None:
    name = f'<th scope="rowgroup" {"rowspan=40" if beside else "colspan=3"}>国内</th>'
    rows = [f"<tr>{name if beside and not at else ''}<th scope=row>甲</th><td>{at}</td></tr>" for at in range(40)]
    first = "" if beside else f"<tr>{name}</tr>"
    head = f"<thead><tr>{'<th>组</th>' if beside else ''}<th>名</th><th>值</th></tr></thead>"
    table = f'<table>{head}<tbody data-goes-on="{{name}}（续）">{first}{"".join(rows)}</tbody></table>'
    fonts = make_fonts(f"页表{table}{STYLE}", tmp_path)
    long = typeset_with(fonts, f"<h1 id=groups>表</h1>{table}")
    with pikepdf.open(io.BytesIO(bind([long], [], IMPRINT, fonts))) as pdf:
        ids: dict[str, Any] = {str(each.ID): each for each in elements(pdf) if "/ID" in each}
        cells: list[Any] = [each for each in elements(pdf) if each.S == Name.TD]
        heads = [[ids[str(head)] for head in cell.A.Headers] for cell in cells]
    assert long.page_count > 2
    assert len(cells) == 40
    assert {len(found) for found in heads} == {3}
    assert all(head.Pg == cell.Pg for cell, found in zip(cells, heads, strict=True) for head in found)
    on_pages = Counter(cell.Pg.objgen for cell in cells)
    spans = [(int(head.A.RowSpan), on_pages[head.Pg.objgen]) for head in ids.values() if "/RowSpan" in head.A]
    assert all(span == rows for span, rows in spans)
    assert bool(spans) == beside
