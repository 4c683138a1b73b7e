"""Extracts the text of an HTML page by paragraphs, with the position of each character in the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate

_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "del", "em", "i", "ins", "mark", "q", "s", "small", "span", "strong"}
)
"""Inline elements, which do not interrupt the text."""

_LEFT_ALONE = frozenset(
    {"code", "head", "kbd", "pre", "samp", "script", "style", "sub", "sup", "svg", "textarea", "title", "var"}
)
"""Elements whose text is not prose."""

_TITLES = frozenset({"h1", "h2"})

_APART = "data-apart"
"""Attribute of an inline element separate from the surrounding text, such as a page number in the margin."""

OBJECT = "\ufffc"
"""Object replacement character, which stands for a skipped element."""


@dataclass
class Paragraph:
    """Text that is set together. ``starts`` and ``ends`` are each character's start and end in the source.

    ``strong`` are the places from and to which it is emphasized.
    """

    text: str = ""
    is_title: bool = False
    strong: list[tuple[int, int]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


def paragraphs(html: str) -> Iterator[Paragraph]:
    """All prose of a page; a character reference counts as one character."""
    reader = _Reader(html)
    reader.feed(html)
    reader.close()
    reader.end()
    return iter(reader.found)


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[Paragraph] = []
        self._html = html
        self._paragraph = Paragraph()
        self._lines = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
        self._alone: list[str] = []
        self._apart: list[bool] = []
        self._strong = 0

    def end(self) -> None:
        """Finish the current paragraph."""
        if self._paragraph.text.strip():
            self.found.append(self._paragraph)
        self._paragraph = Paragraph()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._alone:
            self._alone += [tag] * (tag == self._alone[0])
        elif tag in _LEFT_ALONE:
            self._add(OBJECT, 0)
            self._alone.append(tag)
        elif tag not in _INLINE:
            self.end()
            self._paragraph.is_title = tag in _TITLES
        else:
            if tag == "strong":
                self._strong = len(self._paragraph.text)
            self._apart.append(_APART in dict(attrs))
            if self._apart[-1]:
                self.end()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - of the base
        if not self._alone and tag not in _INLINE:
            self.end()

    def handle_endtag(self, tag: str) -> None:
        if self._alone:
            del self._alone[len(self._alone) - (tag == self._alone[0]) :]
            return
        if tag == "strong":
            self._paragraph.strong.append((self._strong, len(self._paragraph.text)))
        if tag not in _INLINE or (self._apart and self._apart.pop()):
            self.end()

    def handle_data(self, data: str) -> None:
        if not self._alone:
            start = self._offset()
            self._paragraph.text += data
            self._paragraph.starts += range(start, start + len(data))
            self._paragraph.ends += range(start + 1, start + len(data) + 1)

    def handle_entityref(self, name: str) -> None:
        self._add_reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._add_reference(f"&#{name}")

    def _add_reference(self, source: str) -> None:
        source += ";" * self._html.startswith(";", self._offset() + len(source))
        self._add(unescape(source)[0], len(source))

    def _add(self, character: str, length: int) -> None:
        if not self._alone:
            start = self._offset()
            self._paragraph.text += character
            self._paragraph.starts.append(start)
            self._paragraph.ends.append(start + length)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
