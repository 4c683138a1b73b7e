"""Completes the structure tree of a sheet where WeasyPrint's violates PDF/UA, before the sheet is written.

Table headers get their scope, and cells their headers (``headers.py``); ids are made unique in the whole document and
entered in a name tree; bounding boxes of figures are converted to page units; and text in page margins, which
WeasyPrint marks as part of the tree, becomes an artifact.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pydyf

from yanbao.typeset.headers import settle_headers
from yanbao.typeset.tree import Element, Tree, number_of

PT = 0.75
"""Points in a CSS pixel."""


def complete(pdf: pydyf.PDF, name: str) -> None:
    """Complete the tree; ``name`` identifies the sheet in the document and prefixes its ids."""
    tree = Tree(pdf)
    pages = {reference: number for number, reference in enumerate(pdf.page_references)}
    ids = []
    elements = list(tree.elements())
    for element in elements:
        if element["S"] == "/TH":
            _add_scope(element, tree)
        attributes = element.get("A", {})
        of_page = f"{name}-{pages[element['Pg']]}-"
        if "BBox" in attributes:
            attributes["BBox"] = _in_points(attributes["BBox"], tree.at(element["Pg"])["MediaBox"])
        if "Headers" in attributes:
            attributes["Headers"] = pydyf.Array([_prefixed(of_page, head) for head in attributes["Headers"]])
        if "ID" in element:
            element["ID"] = _prefixed(of_page, element["ID"])
            ids.append(element)
    for element in elements:
        if element["S"] == "/Table":
            settle_headers(element, tree)
    if ids:
        by_name = sorted(ids, key=lambda element: str(element["ID"].string))
        tree.root["IDTree"] = pydyf.Dictionary(
            {"Names": pydyf.Array([part for element in by_name for part in (element["ID"], element.reference)])}
        )
    _leave_out_margins(pdf, tree, {element.number for element in elements})


def _prefixed(prefix: str, identifier: pydyf.String) -> pydyf.String:
    return pydyf.String(f"{prefix}{identifier.string}")


def _add_scope(head: Element, tree: Tree) -> None:
    """Set the scope of a header cell: those in the table's header rows belong to columns, others to rows."""
    in_head = tree.at(tree.at(head["P"])["P"])["S"] == "/THead"
    head["A"]["Scope"] = "/Column" if in_head else "/Row"


def _in_points(box: Collection[float], page: Collection[float]) -> pydyf.Array:
    """Convert a box from CSS pixels, measured from the top, to points from the bottom."""
    *_, height = page
    left, top, right, bottom = (side * PT for side in box)
    return pydyf.Array([round(side, 2) for side in (left, height - bottom, right, height - top)])


def _leave_out_margins(pdf: pydyf.PDF, tree: Tree, reachable: Collection[int]) -> None:
    """Mark content of elements that are not in the tree as artifacts."""
    numbers = tree.at(tree.root["ParentTree"])["Nums"]
    for page, elements in zip(pdf.page_references, numbers[1::2], strict=False):
        outside = {number for number, element in enumerate(elements) if number_of(element) not in reachable}
        if outside:
            for stream in _streams(tree.at(page), tree):
                _mark_artifacts(stream, outside)
            elements[:] = ["null" if number in outside else element for number, element in enumerate(elements)]


def _streams(page: Element, tree: Tree) -> Iterator[pydyf.Stream]:
    """The content streams of a page, and of the forms that it draws."""
    waiting = [(tree.at(page["Contents"]), page["Resources"])]
    while waiting:
        stream, resources = waiting.pop()
        yield stream
        drawn = tree.at(resources)["XObject"]
        for item in stream.stream:
            if isinstance(item, bytes) and item.endswith(b" Do"):
                form = tree.at(drawn[item[1:-3].decode()])
                if "Resources" in form.extra:
                    waiting.append((form, form.extra["Resources"]))


def _mark_artifacts(stream: pydyf.Stream, numbers: Collection[int]) -> None:
    """Replace the tag and properties of marked content by those of artifacts."""
    for at, item in enumerate(stream.stream):
        if isinstance(item, dict) and item.get("MCID") in numbers:
            stream.stream[at - 1 : at + 1] = "/Artifact", pydyf.Dictionary({"Type": "/Pagination"})
