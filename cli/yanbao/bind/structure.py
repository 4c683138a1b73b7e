"""One structure tree: what each sheet says about its headings, tables and figures becomes one document.

WeasyPrint's trees are completed where they fall short of the standard: table heads get their scope, cells their
heads, and identifiers are unique and entered in a name tree; bounding boxes of figures are given in the page's units;
and content is put right by ``contents.py``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from yanbao.bind.contents import ParentTree, settle_contents
from yanbao.bind.headers import settle_headers
from yanbao.bind.parts import Part

_PT_PER_PX = 0.75

_A, _BBOX, _HEADERS, _ID, _K, _S = Name.A, Name.BBox, Name.Headers, Name.ID, Name.K, Name.S
_TH, _TABLE = Name.TH, Name.Table
"""Making a name takes as long as looking it up, and there are thousands of elements."""


def merge_structure(book: Pdf, parts: Sequence[Part]) -> None:
    """Make the structure trees of the parts the structure tree of the book."""
    document = book.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document))
    numbers = {page.objgen: number for number, page in enumerate(page for part in parts for page in part.pages)}
    parents = ParentTree()
    kids: list[Object] = []
    ids: dict[str, Object] = {}
    for part in parts:
        (own_document,) = part.tree.K
        reachable = set()
        tables = []
        for element in _below(own_document):
            reachable.add(element.objgen)
            kind = element[_S]
            if kind == _TH:
                _add_scope(element)
            elif kind == _TABLE:
                tables.append(element)
            if (attributes := element.get(_A)) is not None:
                _correct_attributes(attributes, element, numbers)
            if (own_id := element.get(_ID)) is not None:
                identifier = _page_wide(own_id, element, numbers)
                element[_ID] = String(identifier)
                ids[identifier] = element
        for table in tables:
            settle_headers(table)
        for kid in own_document.K:
            kid.P = document
            kids.append(kid)
        _renumber(part, reachable, parents)
    document.K = Array(kids)
    root = book.make_indirect(
        Dictionary(
            Type=Name.StructTreeRoot,
            K=Array([document]),
            ParentTree=book.make_indirect(Dictionary(Nums=parents.numbers())),
            ParentTreeNextKey=len(parents.entries),
        )
    )
    if ids:
        names = Array([item for pair in sorted(ids.items()) for item in pair])
        root.IDTree = book.make_indirect(Dictionary(Names=names))
    document.P = root
    book.Root.StructTreeRoot = root


def _renumber(part: Part, reachable: Collection[tuple[int, int]], parents: ParentTree) -> None:
    """Move the entries of the part's own parent tree, and give pages and links their new keys."""
    numbers = part.tree.ParentTree.Nums
    entries = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for page in part.pages:
        elements = entries[page.StructParents]
        settle_contents(page, elements, reachable, parents)
        page.StructParents = parents.add(elements)
    for annotation in part.annotations():
        annotation.StructParent = parents.add(entries[annotation.StructParent])


def _below(element: Object) -> Iterator[Object]:
    """All elements under an element."""
    waiting = [element]
    while waiting:
        for kid in waiting.pop()[_K]:
            if isinstance(kid, Dictionary) and kid.get(_S) is not None:
                yield kid
                waiting.append(kid)


def _page_wide(identifier: object, element: Object, numbers: Mapping[tuple[int, int], int]) -> str:
    """An identifier that is unique in the book: a sheet repeats those of its table heads on each page."""
    return f"{numbers[element.Pg.objgen]}-{identifier}"


def _add_scope(head: Object) -> None:
    """Say whether a head is that of a column or of rows: those in the table's head are of columns."""
    in_head = str(head.P.P.S) == "/THead"
    attributes = head.get(Name.A, Dictionary(O=Name.Table))
    attributes.Scope = Name.Column if in_head else Name.Row
    head.A = attributes


def _correct_attributes(attributes: Object, element: Object, numbers: Mapping[tuple[int, int], int]) -> None:
    if (heads := attributes.get(_HEADERS)) is not None:
        attributes[_HEADERS] = Array([String(_page_wide(head, element, numbers)) for head in heads])
    if (box := attributes.get(_BBOX)) is not None:  # in CSS pixels from the top
        height = float(element.Pg.MediaBox[3])
        left, top, right, bottom = (float(side) * _PT_PER_PX for side in box)
        attributes[_BBOX] = Array([round(side, 2) for side in (left, height - bottom, right, height - top)])
