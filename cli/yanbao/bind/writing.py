"""Writes objects as a PDF, in the same order and form as qpdf does with object streams and a deterministic id.

Objects come as templates (``objects.py``), so they are parsed when a sheet is new and never again; and what is known of
thousands of pages fits into memory. The order is that of qpdf: it keeps together what belongs to a page, and saving the
file anew with qpdf gives the same bytes, which is how this module is tested.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import Any

from yanbao.bind.objects import Objects
from yanbao.bind.parts import PAGES

_HEADER = b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n"
_MOST = 100
"""Objects in an object stream."""

_PLAIN, _PACKED = 1, 2
"""Types of entries in a cross-reference stream: objects by their position in the file, and those in object streams."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a PDF is written from: the objects of sheets, then those of a frame, each with what is to be added to their
    nodes.

    ``values`` are by node, numbers or bytes, and 0 of what is an object; ``instead`` are the nodes of objects that take
    the place of others. ``frame`` is the first node of the frame, ``info`` that of the document information, with its
    texts.
    """

    volumes: Sequence[tuple[int, Objects]]
    values: list[Any]
    instead: Mapping[int, int]
    frame: int
    info: int
    texts: Sequence[bytes]


def write(content: Content) -> bytes:
    """The PDF."""
    refs = _references(content)
    streams = {base + node: data for base, objects in content.volumes for node, data in objects.streams.items()}
    groups = _groups(content, refs, streams)
    order = _numbered(content, refs, groups)
    for node, other in content.instead.items():
        content.values[node] = content.values[other]
    del refs
    lines = _lines(content)
    file = _File()
    for number, node in order:
        if node < 0:
            file.add_group(number, [lines[member] for member in groups[~node]])
        else:
            file.add_stream(number, lines[node], streams[node])
    trailer = b"/Info %d 0 R /Root %d 0 R" % (content.values[content.info], content.values[content.frame])
    return file.closed(trailer, content.texts)


def _references(content: Content) -> list[Sequence[int]]:
    """The nodes that each node refers to."""
    instead = content.instead
    found: list[Sequence[int]] = []
    for base, objects in content.volumes:
        found += [[instead.get(base + node, base + node) for node in refs] for refs in objects.refs]
        found += [()] * (objects.size - len(objects.refs))
    return found


def _groups(content: Content, refs: Sequence[Sequence[int]], streams: Mapping[int, bytes]) -> list[list[int]]:
    """The objects of each object stream: as they are met on the way through the file, by as many as are as equal as
    possible, and inside in the order in which a binder would have added them.
    """
    met, seen, waiting = [], bytearray(len(refs)), [content.frame, content.info]
    while waiting:
        node = waiting.pop()
        if not seen[node]:
            seen[node] = 1
            if node not in streams:
                met.append(node)
            waiting += refs[node][::-1]
    each = ceil(len(met) / ceil(len(met) / _MOST))
    pages = content.frame + PAGES

    def place(node: int) -> int:
        return node - pages if content.frame <= node <= pages else node + 1

    return [sorted(met[start : start + each], key=place) for start in range(0, len(met), each)]


def _numbered(
    content: Content, refs: Sequence[Sequence[int]], groups: Sequence[Sequence[int]]
) -> list[tuple[int, int]]:
    """Give each object its number as value; the numbers and nodes of streams, and of object streams, in the order in
    which they are written. These have negative nodes, the complements of their positions.
    """
    values, home = content.values, [-1] * len(refs)
    for position, group in enumerate(groups):
        for node in group:
            home[node] = position
    order: list[tuple[int, int]] = []
    last = 0

    def enqueue(nodes: Sequence[int]) -> None:
        nonlocal last
        for node in nodes:
            if values[node]:
                continue
            last += 1
            if home[node] < 0:
                values[node] = last
                order.append((last, node))
                continue
            order.append((last, ~home[node]))
            for member in groups[home[node]]:
                last += 1
                values[member] = last

    enqueue((content.frame, content.info))
    for _, node in order:  # which grows
        for member in groups[~node] if node < 0 else (node,):
            enqueue(refs[member])
    return order


def _lines(content: Content) -> list[bytes]:
    """The text of each node that is an object."""
    lines: list[bytes] = []
    values = content.values
    for base, objects in content.volumes:
        lines += (objects.text % tuple([values[base + node] for node in objects.filled])).split(b"\n")
        lines += [b""] * (objects.size - len(objects.refs))
    return lines


class _File:
    """A file that grows object by object, in the order of their numbers."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._size = 0
        self._digest = hashlib.md5(usedforsecurity=False)
        self._entries: list[tuple[int, int, int]] = []
        """Position and number of each object that stands in no other, and how many are in it."""
        self._write(_HEADER)

    def _write(self, data: bytes) -> None:
        self._parts.append(data)
        self._digest.update(data)
        self._size += len(data)

    def add_stream(self, number: int, told: bytes, data: bytes, inside: int = 0) -> None:
        """Add a stream by its dictionary and data."""
        self._entries.append((self._size, number, inside))
        self._write(b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (number, told, data))

    def add_group(self, number: int, lines: Sequence[bytes]) -> None:
        """Add an object stream with these objects, whose numbers follow its own."""
        starts = accumulate(map(_line_length, lines[:-1]), initial=0)
        head = b" ".join(b"%d %d" % told for told in enumerate(starts, number + 1)) + b"\n"
        data = zlib.compress(head + b"\n".join(lines) + b"\n")
        told = b"<< /Type /ObjStm /Length %d /Filter /FlateDecode /N %d /First %d >>" % (
            len(data),
            len(lines),
            len(head),
        )
        self.add_stream(number, told, data, len(lines))

    def closed(self, trailer: bytes, texts: Sequence[bytes]) -> bytes:
        """The whole file, with the table of its objects, and an id that is made from all before and from ``texts``."""
        start, number = self._size, sum(1 + inside for _, _, inside in self._entries) + 1
        self._entries.append((start, number, 0))
        width = (max(start, number).bit_length() + 7) // 8
        table = zlib.compress(b"".join(_rows(self._entries, width)))
        self._write(
            b"%d 0 obj\n<< /Type /XRef /Length %d /Filter /FlateDecode /DecodeParms << /Columns %d /Predictor 12 >>"
            b" /W [ 1 %d 1 ] %b /Size %d /ID [" % (number, len(table), width + 2, width, trailer, number + 1)
        )
        seed = b" ".join((self._digest.hexdigest().encode(), b"QPDF ", *texts)).partition(b"\0")[0]
        name = b"<%b>" % hashlib.md5(seed, usedforsecurity=False).hexdigest().encode()
        end = b"%b%b] >>\nstream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (name, name, table, start)
        return b"".join((*self._parts, end))


def _line_length(line: bytes) -> int:
    return len(line) + 1


def _rows(entries: Sequence[tuple[int, int, int]], width: int) -> Iterator[bytes]:
    """The rows of a cross-reference stream, each as its differences to the one above (PNG's predictor 2)."""
    above = bytes(width + 2)
    yield b"\2" + above  # no object has the number 0
    for start, number, inside in entries:
        rows = [(_PLAIN, start, 0)] + ([(_PACKED, number, 0)] if inside else [])
        for kind, value, place in rows:
            row = bytes((kind, *value.to_bytes(width, "big"), place))
            yield b"\2" + bytes((one - other) % 256 for one, other in zip(row, above, strict=True))
            above = row
        if inside:  # from one row to the next, only the place in the stream changes
            yield (b"\2" + bytes(width + 1) + b"\1") * (inside - 1)
            above = above[:-1] + bytes((inside - 1,))
