"""Objects of a PDF as text in which numbers are left open, to be numbered anew in another file."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pikepdf import Name, Object, Pdf, Stream

_OPEN = re.compile(
    rb"(?P<text>\((?:[^\\()]|\\.)*\)|%)|(?P<ref>\d+) 0 R|(?P<key>/StructParents?) (?P<number>\d+)"
    rb"|/yanbao-(?P<part>page|top|words)-(?P<link>\d+)",
    re.DOTALL,
)
_RARE = re.compile(rb"[(%]|/StructParent|/yanbao-")
"""What few objects have, and references alone do not tell."""

_NUMBER = re.compile(rb"(\d+) 0 R")
_PARTS = (b"page", b"top", b"words")
_LENGTH = re.compile(rb" /Length \d+(?= /| >>$)")
_STREAM_END = b" >>"

REFERENCE = b"%d 0 R"
"""A place for a reference."""


class Line(NamedTuple):
    """An object as a template for ``%``: the nodes whose values fill it, and those that it refers to, in order."""

    text: bytes
    filled: tuple[int, ...]
    refs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Objects:
    """Objects in the order of their numbers; an object's node is that number, less one, behind the first node.

    ``text`` has one line for each, a template for ``%`` that is filled with the values of the nodes ``filled``.
    ``refs`` are the nodes that each refers to, in order; ``streams`` the data of those that are streams. ``size``
    counts nodes, also those of numbers and links, which have values and are no objects.
    """

    text: bytes
    filled: tuple[int, ...]
    refs: tuple[tuple[int, ...], ...]
    streams: Mapping[int, bytes]
    size: int


@dataclass(frozen=True, slots=True)
class Nodes:
    """The nodes of a file: from ``first``, those of its objects, of ``keys`` in the parent tree, and three for each of
    its links.
    """

    objects: int
    keys: int = 0
    links: int = 0
    first: int = 0

    @property
    def size(self) -> int:
        return self.objects + self.keys + 3 * self.links

    def key(self, number: int) -> int:
        return self.first + self.objects + number

    def page(self, link: int) -> int:
        """The node of the page that a link leads to; behind it those of the top of its target, and of its words."""
        return self.first + self.objects + self.keys + 3 * link


@dataclass
class _Opening:
    """Replaces what is numbered in the text of an object by places for values."""

    nodes: Nodes
    filled: list[int] = field(default_factory=list)
    refs: list[int] = field(default_factory=list)

    def __call__(self, found: re.Match[bytes]) -> bytes:
        kind = found.lastgroup
        if kind == "text":
            return found[0].replace(b"%", b"%%")
        if kind == "number":
            self.filled.append(self.nodes.key(int(found["number"])))
            return found["key"] + b" %d"
        if kind == "link":
            part = _PARTS.index(found["part"])
            self.filled.append(self.nodes.page(int(found["link"])) + part)
            if part:
                return b"%b"
        else:
            self.filled.append(self.nodes.first + int(found["ref"]) - 1)
        self.refs.append(self.filled[-1])
        return REFERENCE


def node_of(item: Object) -> int:
    """The node of an object in a file whose first node is 0."""
    return item.objgen[0] - 1


def page_of_link(link: int) -> Name:
    """What stands in an object for the page that a link leads to, and is left open."""
    return Name(f"/yanbao-page-{link}")


def top_of_link(link: int) -> Name:
    return Name(f"/yanbao-top-{link}")


def words_of_link(link: int) -> Name:
    return Name(f"/yanbao-words-{link}")


def moved(line: Line, base: int) -> Line:
    """A line whose nodes are behind others."""
    return Line(line.text, tuple(base + node for node in line.filled), tuple(base + node for node in line.refs))


def opened(text: bytes, nodes: Nodes) -> Line:
    """The text of an object, with its numbers left open."""
    opening = _Opening(nodes)
    return Line(_OPEN.sub(opening, text), tuple(opening.filled), tuple(opening.refs))


def _opened_all(texts: Sequence[bytes], nodes: Nodes) -> list[Line]:
    """As ``opened``, of all objects of a file: of most, references are all that there is to be found."""
    plain = [text for text in texts if not _RARE.search(text)]
    found = _NUMBER.split(b"\n".join(plain))
    before = nodes.first - 1
    refs = tuple([before + int(number) for number in found[1::2]])
    lines, end = [], 0
    for text in REFERENCE.join(found[::2]).split(b"\n"):
        start, end = end, end + text.count(b"%")
        own = refs[start:end]
        lines.append(Line(text, own, own))
    easy = iter(lines)
    return [opened(text, nodes) if _RARE.search(text) else next(easy) for text in texts]


def read_objects(book: Pdf, nodes: Nodes, used: Iterable[int], given: Mapping[int, Line]) -> Objects:
    """The objects of a file that those which are ``used`` need; the lines of some are ``given``."""
    metadata, texts = book.Root.get(Name.Metadata), list[bytes]()
    streams: dict[int, bytes] = {}
    for node, item in enumerate(book.objects, nodes.first):
        text = item.unparse(resolved=True) if isinstance(item, Object) else b"null"
        if isinstance(item, Stream):
            text, streams[node] = _stream(item, is_plain=metadata is not None and item.objgen == metadata.objgen)
        texts.append(text)
    every = {**dict(enumerate(_opened_all(texts, nodes), nodes.first)), **given}
    waiting, needed = list(used), set[int]()
    while waiting:
        node = waiting.pop()
        if node in every and node not in needed:
            needed.add(node)
            waiting += every[node].refs
    lines = [line if node in needed else NOTHING for node, line in every.items()]
    return Objects(
        b"\n".join([line.text for line in lines]),
        tuple([node for line in lines for node in line.filled]),
        tuple([line.refs for line in lines]),
        {node: data for node, data in streams.items() if node in needed},
        nodes.size,
    )


NOTHING = Line(b"", (), ())
"""An object that is not needed."""


def _stream(item: Stream, *, is_plain: bool) -> tuple[bytes, bytes]:
    """The dictionary of a stream and its data, which is packed unless it is already, or ``is_plain``."""
    told, data, end = item.stream_dict, item.read_raw_bytes(), b""
    if Name.Filter not in told and data and not is_plain:
        data, end = zlib.compress(data), b" /Filter /FlateDecode"
    text = _LENGTH.sub(b"", told.unparse(), count=1)
    return text.removesuffix(_STREAM_END) + b" /Length %d" % len(data) + end + _STREAM_END, data
