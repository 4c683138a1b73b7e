"""The lines of a label in HTML, and how their parts look where that differs from the whole label. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from xml.etree.ElementTree import Element

from yanbao.chinese import CLOSING, OPENING, breadth_of

_BLOCKS = frozenset({"div", "p", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "hr"})
_BOLD = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_RAISED = {"sup": "super", "sub": "sub"}
_SMALLER = 0.7
"""Size of what is raised or lowered, of the text around it."""

_TOKEN = re.compile(rf"[{OPENING}(\[]*(?:[!-~\u00a0-\u02af]+|\S)[{CLOSING}…,.;:!?)\]]*\s*")
COLOR = r"(?!transparent|none|inherit|initial|unset|currentcolor)(?:#[0-9a-fA-F]{3,8}|rgb\([0-9., ]+\)|[a-zA-Z]+)"
"""Regex for a colour that an SVG has, too."""

_INK = re.compile(rf"(?:^|[;\s])color:\s*({COLOR})\s*(?:;|$)")
_WEIGHT = re.compile(r"(?:^|[;\s])font-weight:\s*(bold(?:er)?|normal|[1-9]00)\b")
_SIZE = re.compile(r"(?:^|[;\s])font-size:\s*([0-9.]+)px")


@dataclass(frozen=True)
class Look:
    """How a part looks: ``fill``, ``weight`` and ``raised`` are empty where it is as the label is; ``size`` is a
    multiple of the label's.
    """

    fill: str = ""
    weight: str = ""
    raised: str = ""
    size: float = 1.0

    def attributes(self, size: float) -> dict[str, str]:
        """The attributes of an SVG text of this look, in a label whose text has ``size`` px."""
        given = {"fill": self.fill, "font-weight": self.weight, "baseline-shift": self.raised}
        given["font-size"] = "" if self.size == 1 else f"{self.size * size:.4g}px"
        return {name: value for name, value in given.items() if value}


Line = Sequence[tuple[str, Look]]
"""Characters, each with its look."""


def parts_of(line: Line) -> Iterator[tuple[str, Look]]:
    """The parts of a line that look alike."""
    for look, characters in groupby(line, key=lambda one: one[1]):
        yield "".join(character for character, _ in characters), look


def height_of(line: Line) -> float:
    """The largest size in a line, as a multiple of the label's."""
    return max((look.size for _, look in line), default=1.0)


def said(line: Line) -> str:
    """What a line says."""
    return "".join(character for character, _ in line)


def lines_of(html: Element, size: float, width: float) -> list[Line]:
    """The lines of a label, as its elements break them, and broken to a ``width`` in em; its text has ``size`` px."""
    lines: list[list[tuple[str, Look]]] = [[]]
    for text, look in _pieces(html, Look(), size, is_wrapper=True):
        for character in text:
            if character == "\n":
                lines.append([])
            elif character not in " \t" or (lines[-1] and lines[-1][-1][0] != " "):
                lines[-1].append((" " if character == "\t" else character, look))
    stripped = [line[:-1] if line and line[-1][0] == " " else line for line in lines]
    return [part for line in stripped if line for part in _wrapped(line, width)]


def _pieces(element: Element, around: Look, size: float, *, is_wrapper: bool) -> Iterator[tuple[str, Look]]:
    """Text with its look; what encloses the whole label, of which the text beside it has the look, is a wrapper."""
    tag = str(element.tag).rpartition("}")[2]
    look = around if is_wrapper else _look(element, tag, around, size)
    edge = "\n" if tag in _BLOCKS or tag == "br" else ""
    yield edge + _spaced(element.text), look
    ends_wrapping = "inline-block" in element.get("style", "") or bool((element.text or "").strip())
    for child in element:
        wraps = is_wrapper and not ends_wrapping and len(element) == 1 and str(child.tag).endswith("div")
        yield from _pieces(child, look, size, is_wrapper=wraps)
        yield _spaced(child.tail), look
    yield edge if tag != "br" else "", look


def _look(element: Element, tag: str, around: Look, size: float) -> Look:
    """How an element looks inside another one."""
    style = element.get("style", "")
    ink = _INK.search(style) or re.fullmatch(f"({COLOR})", element.get("color", ""))
    weight, own = _WEIGHT.search(style), _SIZE.search(style)
    raised = _RAISED.get(tag, "")
    return replace(
        around,
        fill=ink[1] if ink else around.fill,
        weight=weight[1] if weight else "bold" if tag in _BOLD else around.weight,
        raised=raised or around.raised,
        size=(float(own[1]) / size or around.size if own else around.size) * (_SMALLER if raised else 1),
    )


def _spaced(text: str | None) -> str:
    """Text whose line breaks are spaces, as HTML reads them."""
    return re.sub(r"[^\S\u00a0]", " ", text or "")


def _wrapped(line: Line, width: float) -> Iterator[Line]:
    """A line, broken to a width in em, as far as that is known before it is set."""
    text, start, end = said(line), 0, 0
    for token in _TOKEN.finditer(text):
        if end > start and breadth_of(text[start : token.end()].rstrip()) * height_of(line) > width:
            yield _trimmed(line[start:end])
            start = end
        end = token.end()
    yield _trimmed(line[start:])


def _trimmed(line: Line) -> Line:
    return line[: len(said(line).rstrip())]
