"""Reads the text of an SVG, to be set in the report's fonts, and tells what cannot be. Pure.

Programs that draw diagrams write text as it is described in https://www.w3.org/TR/SVG2/text.html, each a part of it:
draw.io lines of HTML with a fallback, Visio tspans below one another, PowerPoint runs at places of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from yanbao.load.findings import shorten
from yanbao.load.svglabels import AS_TEXT, GROUND, SWITCH, resolve, words_of
from yanbao.load.svgstyles import SVG, Style, Styles, inherited, length, numbers

MAX_LETTERS = 50_000

_TEXT, _TSPAN = f"{SVG}text", f"{SVG}tspan"
_NOT_TEXT = frozenset({f"{SVG}{tag}" for tag in ("title", "desc", "metadata", "style")})
_MASKS = (f"{SVG}clipPath", f"{SVG}mask", f"{SVG}pattern", f"{SVG}marker")
_LIGHT_DARK = re.compile(r"light-dark\(((?:[^(),]|\([^()]*+\))*),(?:[^()]|\([^()]*+\))*\)")

Problem = tuple[str, str]
_AS_PATHS = "convert this text to paths"


@dataclass
class Run:
    """Text of one style. ``dx`` and ``dy`` move it, and all that follows, from where the one before ends."""

    text: str
    style: Style
    dx: float = 0
    dy: float = 0


@dataclass
class Chunk:
    """Runs that are aligned together at a place; None is where the chunk before ends. At most ``most`` px wide."""

    x: float | None
    y: float | None
    runs: list[Run] = field(default_factory=list)
    most: float | None = None


def simplify(root: Element) -> Problem | None:
    """Take the branch of each switch that can be drawn, and colours for light paper; or tell what cannot be set."""
    for element in root.iter():
        element.attrib.pop(GROUND, None)
        for name, value in element.attrib.items():
            if "light-dark(" in value:
                element.set(name, _LIGHT_DARK.sub(lambda found: found[1].strip(), value))
    for parent in list(root.iter()):
        for switch in [child for child in parent if child.tag == SWITCH]:
            if problem := resolve(parent, switch):
                return problem
    return _not_set(root)


def _not_set(root: Element) -> Problem | None:
    """The first text that cannot be set as it stands."""
    letters = 0
    for element in root.iter():
        tag = str(element.tag).removeprefix(SVG)
        words = shorten("".join(element.itertext())) if tag in {"text", "tspan", "textPath"} else ""
        if tag == "foreignObject":
            said = f", '{words_of(element)}'" if words_of(element) else ""
            return f"has HTML in it{said}, which is not in a PDF", AS_TEXT
        if tag == "textPath":
            return f"has text along a path, '{words}'", _AS_PATHS
        if tag in {"tref", "altGlyph"}:
            return f"has text by reference ({tag})", _AS_PATHS
        if words and any(numbers(element.get("rotate", ""), 1)):
            return f"has letters that are turned one by one, '{words}'", _AS_PATHS
        if element.tag in _MASKS and next(element.iter(_TEXT), None) is not None:
            return f"has text in a {tag}", _AS_PATHS
        letters += len("".join(element.itertext())) if tag == "text" else 0
    if letters > MAX_LETTERS:
        return f"has {letters} characters of text", f"{MAX_LETTERS} are the most: make it simpler"
    for text, style in styled_texts(root):
        if style.is_vertical:
            return f"has vertical text, '{shorten(''.join(text.itertext()))}'", _AS_PATHS
    return None


def letters_of(texts: Iterable[Sequence[Chunk]]) -> str:
    """The characters that texts show, each once."""
    shown = {run.text for said in texts for chunk in said for run in chunk.runs if not run.style.is_hidden}
    return "".join(sorted(set("".join(shown))))


def styled_texts(root: Element) -> Iterator[tuple[Element, Style]]:
    """Each text element, and its style."""
    styles = Styles(root)

    def walk(element: Element, around: Style) -> Iterator[tuple[Element, Style]]:
        style = inherited(around, element, styles.of(element))
        if element.tag == _TEXT:
            yield element, style
        else:
            for child in element:
                yield from walk(child, style)

    yield from walk(root, Style())


def chunks(root: Element, size: tuple[float, float]) -> Iterator[tuple[Element, list[Chunk]]]:
    """Each text element, and what it says where; ``size`` is that of the drawing, which percentages are of."""
    styles = Styles(root)
    for text, style in styled_texts(root):
        reader = _Reader(styles, size)
        reader.read(text, style)
        yield text, reader.chunks


class _Reader:
    """Reads one text element."""

    def __init__(self, styles: Styles, size: tuple[float, float]) -> None:
        self._styles, self._size = styles, size
        self._after_space = True
        self._places: list[list[list[float]]] = []
        """Of each element around what is read: x, y, dx and dy of its next characters, the next one last."""
        self.chunks = [Chunk(0, 0)]

    def read(self, element: Element, style: Style) -> None:
        """Read an element inside a text, and what is in it."""
        places = [
            numbers(element.get(name, ""), style.size, self._size[name.endswith("y")])[::-1]
            for name in ("x", "y", "dx", "dy")
        ]
        if fit := length(element.get("textLength", ""), style.size):
            self._begin(*(given[-1] if given else None for given in places[:2])).most = fit
        self._places.append(places)
        self._say(element.text or "", style)
        for child in element:
            if child.tag not in _NOT_TEXT and isinstance(child.tag, str) and child.tag.startswith(SVG):
                self.read(child, inherited(style, child, self._styles.of(child)))
            self._say(child.tail or "", style)
        self._places.pop()

    def _say(self, text: str, style: Style) -> None:
        """Add text at the places that the elements around it give its characters."""
        for character in text:
            said = " " if character in "\t\n\r" else character
            if said == " " and self._after_space and not style.keeps_space:
                continue
            self._after_space = said == " " and not style.keeps_space
            x, y, dx, dy = map(self._next, range(4))
            if x is not None or y is not None:
                self._begin(x, y)
            runs = self.chunks[-1].runs
            if not runs or dx or dy or runs[-1].style != style:
                runs.append(Run("", style, dx or 0, dy or 0))
            runs[-1].text += said

    def _next(self, axis: int) -> float | None:
        """What the innermost element says of the next character, of those that say anything."""
        found = [places[axis].pop() for places in self._places if places[axis]]
        return found[-1] if found else None

    def _begin(self, x: float | None, y: float | None) -> Chunk:
        """Another chunk, unless the last one is empty."""
        last = self.chunks[-1]
        if last.runs:
            last = Chunk(x, y)
            self.chunks.append(last)
        elif x is not None or y is not None:
            last.x, last.y = x if x is not None else last.x, y if y is not None else last.y
        return last
