"""Puts right which structure elements the content of a page belongs to.

WeasyPrint marks the text of page margins as if it were in the structure tree, where it is not: here it becomes an
artifact. And it numbers the content of forms (which it makes of whatever is translucent) as if it stood on the page
itself: here forms get entries of their own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from pikepdf import Array, Dictionary, Name, Object

_MARK = re.compile(rb"/\w+\s*<<\s*/MCID (\d+)\s*>>\s*BDC")
_FORM = re.compile(rb"/(\S+)\s+Do\b")
_ARTIFACT = b"/Artifact << /Type /Pagination >> BDC"


class ParentTree:
    """From keys, which pages, forms and annotations carry, to the elements that their content belongs to."""

    def __init__(self) -> None:
        self.entries: list[Object] = []

    def add(self, elements: Object) -> int:
        """The key of a new entry: an element, or an array of elements by number of the marked content."""
        self.entries.append(elements)
        return len(self.entries) - 1

    def numbers(self) -> Array:
        """Keys, each followed by its entry, as the Nums array of the tree has them."""
        return Array([item for entry in enumerate(self.entries) for item in entry])


def settle_contents(
    page: Object, elements: Object, reachable: Collection[tuple[int, int]], parents: ParentTree
) -> None:
    """Correct the marks on a page and, with them, ``elements``: the array of its elements by number of content."""
    outside = {number for number, element in enumerate(elements) if element.objgen not in reachable}
    on_page = _settle(page.Contents, outside)
    if len(on_page) < len(elements):
        for form in _forms(page):
            in_form = _settle(form, outside) - outside
            if in_form:
                form.StructParents = parents.add(_move(page, form, elements, in_form))
    for number in outside:
        elements[number] = None


def _settle(stream: Object, outside: Collection[int]) -> set[int]:
    """Make artifacts of the marked content with the numbers in ``outside``; return all numbers found."""
    content = stream.read_bytes()
    numbers = {int(number) for number in _MARK.findall(content)}
    if not numbers.isdisjoint(outside):
        stream.write(_MARK.sub(lambda mark: _ARTIFACT if int(mark[1]) in outside else mark[0], content))
    return numbers


def _forms(stream: Object) -> Iterator[Object]:
    """The forms that a page or form draws, and those that they draw. A page has them in its resources."""
    content = (stream.Contents if Name.Contents in stream else stream).read_bytes()
    objects = stream.Resources.get(Name.XObject, Dictionary())
    for name in _FORM.findall(content):
        drawn = objects[Name("/" + name.decode())]
        if drawn.Subtype == Name.Form:
            yield drawn
            yield from _forms(drawn)


def _move(page: Object, form: Object, elements: Object, numbers: Collection[int]) -> Array:
    """Let the content with these numbers be the form's. Returns the form's own array of elements."""
    own: list[Object | None] = [None] * (max(numbers) + 1)
    for number in numbers:
        element = own[number] = elements[number]
        elements[number] = None
        element.K = Array(
            [Dictionary(Type=Name.MCR, Pg=page, Stm=form, MCID=number) if kid == number else kid for kid in element.K]
        )
    return Array(own)
