"""The HTML of a page as seen by the audit: what must be on paper, its block, and the heading of each element."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from yanbao.characters import is_digits
from yanbao.typeset.audit.violations import Element, Fault

HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "caption", "figcaption", "thead"})
"""Elements that are headings of what follows."""

_LEFT_OUT = frozenset({"head", "script", "style", "template", "title"})
_SVG = "{http://www.w3.org/2000/svg}svg"
_PICTURES = frozenset({"img", "svg", _SVG, "object", "embed"})


class Styled(Protocol):
    """Queries about the computed styles of elements."""

    heads: set[Element]
    breaks_before: set[Element]
    breaks_after: set[Element]


class Owner(NamedTuple):
    """The number of the block that contains an element, and the ids around it, outermost first."""

    block: int | None = None
    anchors: tuple[str, ...] = ()


class Leaf(NamedTuple):
    """An element with text of its own, or a picture, whose ``text`` is empty."""

    element: Element
    text: str


class Head(NamedTuple):
    """A heading: its leaves are from ``first`` up to ``end`` (exclusive).

    Its scope ends before ``last``; None if unknown.
    """

    element: Element
    first: int
    end: int
    last: int | None = None


@dataclass
class Written:
    """``leaves`` in order; ``breaks``: those preceded by a forced page break; ``doubled``: those that occur twice."""

    leaves: list[Leaf] = field(default_factory=list)
    owners: dict[Element, Owner] = field(default_factory=dict)
    heads: list[Head] = field(default_factory=list)
    tables: list[Head] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)
    doubled: list[Fault] = field(default_factory=list)


def read(root: Element, styled: Styled) -> Written:
    """Everything that the HTML must print."""
    reader = _Reader(styled)
    reader.read(root, Owner(), in_head=False)
    return reader.written


class _Reader:
    def __init__(self, styled: Styled) -> None:
        self.written = Written()
        self._styled = styled
        self._blocks: dict[str, Element] = {}
        self._ids: dict[str, Element] = {}

    def read(self, element: Element, owner: Owner, *, in_head: bool) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _LEFT_OUT:
            return
        attributes: Mapping[str, str] = element.attrib
        if attributes:
            if "hidden" in attributes:
                return
            owner = self._owner(element, attributes, owner)
        written = self.written
        written.owners[element] = owner
        if tag in _PICTURES:
            written.leaves.append(Leaf(element, ""))
            return
        first = len(written.leaves)
        text = element.text or ""
        if len(element):
            text = "".join([text, *(child.tail or "" for child in element)])
        if text.strip():
            written.leaves.append(Leaf(element, text))
        styled = self._styled
        is_head = tag in HEADS or element in styled.heads or (tag == "tr" and _is_group(element))
        for child in element:
            self.read(child, owner, in_head=in_head or is_head)
        end = len(written.leaves)
        if is_head and not in_head and end > first:
            written.heads.append(Head(element, first, end))
        if tag == "table":
            written.tables += [head._replace(last=end) for head in written.heads if _is_its_head(head, element)]
        if element in styled.breaks_before:
            written.breaks.add(first)
        if element in styled.breaks_after:
            written.breaks.add(end)

    def _owner(self, element: Element, attributes: Mapping[str, str], owner: Owner) -> Owner:
        number, name = attributes.get("data-block"), attributes.get("id")
        if number is not None and is_digits(number):
            owner = owner._replace(block=int(number))
            self._note(self._blocks, number, element)
        if name is not None:
            owner = owner._replace(anchors=(*owner.anchors, name))
            if number is None:
                self._note(self._ids, name, element)
        return owner

    def _note(self, known: dict[str, Element], name: str, element: Element) -> None:
        if known.setdefault(name, element) is not element:
            self.written.doubled.append(Fault("doubled", element, "".join(element.itertext())))


def _is_group(row: Element) -> bool:
    """True if a table row only contains the name of the group below it."""
    return len(row) > 0 and all(cell.tag == "th" for cell in row)


def _is_its_head(head: Head, table: Element) -> bool:
    return head.element.tag == "thead" and any(child is head.element for child in table)
