"""Limits the complexity of SVG files with all references expanded. Pure.

A few lines can draw billions of elements, by ``use``, patterns and markers that refer to each other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from xml.etree.ElementTree import Element

MAX_ELEMENTS = 50_000
MAX_DEPTH = 100

_REFERENCE = re.compile(r"url\(\s*+['\"]?+#([^)'\"\s]++)")
_RULE = re.compile(r"([^{}]++)\{([^{}]*+)\}")
_SIMPLE = re.compile(r"[.#]?[\w-]++(?=[\s,:]|$)")
_POINT = re.compile(r"[A-Za-z,\s]++")

_PLACES = ("x", "y", "dx", "dy")
_LETTERS = 10
"""Letters of a text that count as an element."""

_TOO_MANY = (f"draws more than {MAX_ELEMENTS} elements", "make it simpler, or save it as PNG")
_TOO_DEEP = (f"is nested in more than {MAX_DEPTH} levels", "export it again, with fewer groups")


def too_much(root: Element) -> tuple[str, str] | None:
    """Which limit a drawing exceeds, and the remedy; None if it is within limits."""
    if _is_deep(root):
        return _TOO_DEEP
    try:
        return _TOO_MANY if _Drawing(root).size(root, 0) > MAX_ELEMENTS else None
    except _LoopError as loop:
        return f"has a part that refers to itself: '{loop}'", "export it again"
    except _DeepError:
        return _TOO_DEEP


def _is_deep(root: Element) -> bool:
    level = [root]
    for _ in range(MAX_DEPTH):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


def _of_text(element: Element) -> int:
    """What a text counts besides its elements: a place of its own for each letter, or many letters."""
    if not element.tag.endswith(("}text", "}tspan")):
        return 0
    places = max(element.get(name, "").count(" ") + element.get(name, "").count(",") for name in _PLACES)
    return (
        places + sum(len(part) for part in (element.text or "", *(child.tail or "" for child in element))) // _LETTERS
    )


class _LoopError(Exception):
    """A circular reference; its argument is the id."""


class _DeepError(Exception):
    """References nested too deeply."""


class _Drawing:
    """Counts the elements that a drawing draws when expanded, memoized by element."""

    def __init__(self, root: Element) -> None:
        self._parts = {part: element for element in root.iter() if (part := element.get("id"))}
        self._styles: dict[str, set[str]] = defaultdict(set)
        for element in root.iter():
            if element.tag.endswith("}style"):
                self._read("".join(element.itertext()))
        self._sizes: dict[Element, int] = {}
        self._open: set[Element] = set()

    def _read(self, style: str) -> None:
        """Collect the references in the rules of a style sheet, by each selector's last simple selector."""
        for selectors, declarations in _RULE.findall(style):
            if parts := set(_REFERENCE.findall(declarations)):
                for selector in _SIMPLE.findall(selectors):
                    self._styles[selector] |= parts

    def size(self, element: Element, depth: int) -> int:
        """Number of elements drawn by one, including descendants and references."""
        if element in self._sizes:
            return self._sizes[element]
        if element in self._open:
            raise _LoopError(element.get("id", ""))
        if depth > 2 * MAX_DEPTH:
            raise _DeepError
        self._open.add(element)
        size = 1 + _of_text(element) + sum(self.size(child, depth + 1) for child in element)
        for part, times in self._references(element):
            if part in self._parts:
                size += times * self.size(self._parts[part], depth + 1)
        self._open.discard(element)
        self._sizes[element] = size
        return size

    def _references(self, element: Element) -> Iterator[tuple[str, int]]:
        """The ids an element refers to, and how often each target is drawn: a marker at every point."""
        for name, value in element.attrib.items():
            if name.rpartition("}")[2] == "href" and value.startswith("#") and not element.tag.endswith("}a"):
                yield value[1:], 1
            for part in _REFERENCE.findall(value):
                yield part, self._points(element) if name.startswith("marker") or "marker" in value else 1
        tag = element.tag.rpartition("}")[2]
        if tag == "stop":  # part of a gradient, which is not drawn itself
            return
        names = [tag, f"#{element.get('id', '')}", *(f".{name}" for name in element.get("class", "").split())]
        for part in {part for name in names for part in self._styles.get(name, ())}:
            is_marker = part in self._parts and self._parts[part].tag.endswith("}marker")
            yield part, self._points(element) if is_marker else 1

    @staticmethod
    def _points(element: Element) -> int:
        return 1 + len(_POINT.findall(element.get("d", "") + element.get("points", ""))) // 2
