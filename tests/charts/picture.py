"""A chart's SVG as a reader sees it: texts with the room they take, and filled and stroked shapes. pt, y downwards."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path

from fontTools.ttLib import TTFont

from yanbao.model.sheet import FontSet

SVG = "{http://www.w3.org/2000/svg}"
_COMMAND = re.compile(r"([MLz])([^MLz]*)")


@dataclass(frozen=True)
class Text:
    """One text element; ``left``, ``top``, ``right``, ``bottom`` are what its digits and letters cover."""

    text: str
    size: float
    bold: bool
    color: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def covers(self, other: Text) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True)
class Shape:
    """One path element; its parts are lists of points."""

    parts: tuple[tuple[tuple[float, float], ...], ...]
    fill: str
    stroke: str
    width: float
    dashed: bool

    @property
    def boxes(self) -> list[tuple[float, float, float, float]]:
        """Left, top, right, bottom of each part."""
        return [
            (min(x for x, _ in part), min(y for _, y in part), max(x for x, _ in part), max(y for _, y in part))
            for part in self.parts
        ]


class Picture:
    """A parsed chart."""

    def __init__(self, svg: str, fonts: FontSet) -> None:
        self.svg = svg
        self.root = ET.fromstring(svg)
        _, _, self.width, self.height = map(float, self.root.attrib["viewBox"].split())
        self.texts = [_text(element, self.root, fonts) for element in self.root.iter(f"{SVG}text")]
        self.shapes = [_shape(element) for element in self.root.iter(f"{SVG}path")]

    @property
    def words(self) -> list[str]:
        return [text.text for text in self.texts]

    def text(self, content: str) -> Text:
        """The only text that reads so."""
        (found,) = [text for text in self.texts if text.text == content]
        return found

    def filled(self, color: str) -> list[tuple[float, float, float, float]]:
        """The boxes of all bars of a colour."""
        return [box for shape in self.shapes if shape.fill == color.lower() for box in shape.boxes]

    def stroked(self, color: str, width: float | None = None) -> list[Shape]:
        return [
            shape for shape in self.shapes if shape.stroke == color.lower() and (width is None or shape.width == width)
        ]

    def collisions(self) -> list[tuple[str, str]]:
        return [(one.text, two.text) for one, two in combinations(self.texts, 2) if one.covers(two)]

    def outside(self) -> list[str]:
        """Texts that leave the paper."""
        return [
            text.text
            for text in self.texts
            if text.left < -0.05
            or text.top < -0.05
            or text.right > self.width + 0.05
            or text.bottom > self.height + 0.05
        ]


@lru_cache(maxsize=4)
def _advances(path: Path) -> dict[str, float]:
    font = TTFont(path)
    em = font["head"].unitsPerEm
    return {chr(code): font["hmtx"][glyph][0] / em for code, glyph in font.getBestCmap().items()}


def _text(element: ET.Element, root: ET.Element, fonts: FontSet) -> Text:
    content = element.text or ""
    size = float(element.get("font-size", root.attrib["font-size"]))
    bold = element.get("font-weight") == str(fonts.bold.weight)
    advances = _advances((fonts.bold if bold else fonts.regular).path)
    length = size * sum(advances[character] for character in content)
    up, down = 0.76 * size, 0.02 * size  # what digits and capitals reach
    if any(ord(character) > 0x2E80 for character in content):
        up, down = 0.84 * size, 0.08 * size
    turned = element.get("transform")
    if turned:
        found = re.fullmatch(r"translate\((\S+) (\S+)\) rotate\(-90\)", turned)
        assert found, turned
        x, y = float(found[1]), float(found[2])
        box = (x - up, y - length, x + down, y)
    else:
        x, y = float(element.attrib["x"]), float(element.attrib["y"])
        box = (x, y - up, x + length, y + down)
    return Text(content, size, bold, element.get("fill", "#000000"), *box)


def _shape(element: ET.Element) -> Shape:
    parts: list[list[tuple[float, float]]] = []
    for command, numbers in _COMMAND.findall(element.attrib["d"]):
        if command == "M":
            parts.append([])
        if command != "z":
            x, y = map(float, numbers.split())
            parts[-1].append((x, y))
    return Shape(
        tuple(map(tuple, parts)),
        element.get("fill", "#000000"),
        element.get("stroke", "none"),
        float(element.get("stroke-width", 1)),
        "stroke-dasharray" in element.attrib,
    )
