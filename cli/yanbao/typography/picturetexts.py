"""Sets the text of an SVG in the report's fonts: as text for paper, as paths for the screen.

On paper the typesetter draws it, so it can be searched and copied. A browser draws a picture without the fonts of the
page around it, so it gets outlines, in the same places.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import uharfbuzz as hb
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen

from yanbao.load.fontfiles import WEIGHT
from yanbao.load.pictures import data_uri, view_of
from yanbao.load.svglabels import GROUND
from yanbao.load.svgstyles import SVG, Style
from yanbao.load.svgtexts import Chunk, Run, chunks, letters_of, simplify
from yanbao.model.fonts import Fonts
from yanbao.model.pictures import PictureFile
from yanbao.typography.fontsources import find, shared_out
from yanbao.typography.scripts import form_of, lacking, plain

_ABOVE, _BELOW = 0.88, 0.12
"""Extent of a Chinese character above and below the baseline, in em."""

_BASELINES = {
    **dict.fromkeys(("central", "middle"), (_ABOVE - _BELOW) / 2),
    **dict.fromkeys(("hanging", "text-before-edge", "before-edge", "text-top", "top"), _ABOVE),
    **dict.fromkeys(("text-after-edge", "after-edge", "ideographic", "text-bottom", "bottom"), -_BELOW),
}
"""How far below the place of a text its baseline is, in em."""

_EXACT = 0.001
"""How exactly outlines are written, in em."""

_SHARES = {"start": 0.0, "middle": 0.5, "end": 1.0}
_OF_TEXT = re.compile(
    "x|y|dx|dy|rotate|textLength|lengthAdjust|font.*|text-anchor|.*baseline.*|letter-spacing|data-ground|.*space"
)
_SPACING = re.compile(r"(?:letter|word)-spacing\s*:[^;}]*;?")
_SPACED = frozenset({"letter-spacing", "word-spacing"})
_MOVES = re.compile(r"([a-zA-Z]+)\s*\(([^()]*)\)")
_NUMBERS = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")


def set_texts(data: bytes, fonts: Fonts) -> PictureFile:
    """A picture whose text is set in the fonts; ``data`` is an SVG that has been found to be sound."""
    root = ElementTree.fromstring(data)  # noqa: S314 - found to be sound
    simplify(root)
    width, height = view_of(root)
    texts = list(chunks(root, (width, height)))
    letters = letters_of(said for _, said in texts)
    setter = _Setter(fonts, set(letters))
    placed = {text: list(setter.place(said)) for text, said in texts}
    grounds = {text: _grounds(text, parts) for text, parts in placed.items()}
    paths = {text: [*grounds[text], *(part.path(setter) for part in parts)] for text, parts in placed.items()}
    words = {text: [*grounds[text], *(part.text(setter) for part in parts)] for text, parts in placed.items()}
    on_screen = _as_svg(root, paths)
    least, smallest = _least(root, placed)
    if smallest and min(width, height) >= 1:
        root.attrib |= {"data-least": f"{least:.2f} of {width:.2f} {height:.2f}", "data-least-text": smallest}
    return PictureFile(on_screen, _as_svg(root, words), letters)


@dataclass(frozen=True)
class _Placed:
    """A run of one line at its place, of a ``width``; ``wide`` is the factor by which it is made narrower."""

    words: str
    style: Style
    x: float
    y: float
    width: float
    wide: float

    def ground(self, color: str) -> Element:
        """What is behind the run."""
        place = {"x": self.x, "y": self.y - _ABOVE * self.style.size, "width": self.width, "height": self.style.size}
        look = {"style": f"fill:{color};stroke:none"}
        return Element("rect", look | {name: f"{at:.6g}" for name, at in place.items()})

    def _element(self, tag: str, style: str = "") -> Element:
        look = {"fill": self.style.fill, "fill-opacity": self.style.opacity}
        said = "".join(f"{name}:{value};" for name, value in look.items() if value)
        return Element(tag, {"style": said + style})

    def text(self, setter: _Setter) -> Element:
        """The run as text for the typesetter."""
        size = f"font-size:{self.style.size:.6g}px;font-weight:{setter.weight(is_bold=self.style.is_bold)};"
        how = "font-style:normal;text-anchor:start;dominant-baseline:auto"
        made = self._element("text", f"font-family:{setter.families};{size}{how}")
        if self.wide == 1:
            made.set("x", f"{self.x:.6g}")
            made.set("y", f"{self.y:.6g}")
        else:
            made.set("transform", f"matrix({self.wide:.4g} 0 0 1 {self.x:.6g} {self.y:.6g})")
        made.text = self.words.strip(" ")
        return made

    def path(self, setter: _Setter) -> Element:
        """The run as outlines."""
        made = self._element("path")
        made.set("d", setter.outlines(self))
        return made


class _Setter:
    """Measures and draws text in the fonts of a theme."""

    def __init__(self, fonts: Fonts, letters: set[str]) -> None:
        self._families = fonts.families
        self._shares, _ = shared_out(fonts, letters | {" "})
        self._fonts: dict[tuple[int, bool], tuple[hb.Font, str]] = {}
        self.families = ",".join(f"'{family.name}'" for family in fonts.families)

    def weight(self, *, is_bold: bool) -> int:
        return self._families[0].weights[is_bold]

    def place(self, said: Sequence[Chunk]) -> Iterator[_Placed]:
        """The runs of a text at their places."""
        x = y = 0.0
        for chunk in said:
            x, y = x if chunk.x is None else chunk.x, y if chunk.y is None else chunk.y
            widths = [self.width(run) for run in chunk.runs]
            natural = math.fsum(widths) + math.fsum(run.dx for run in chunk.runs)
            wide = min(1.0, chunk.most / natural) if chunk.most and natural else 1.0
            trailing = self._trailing(chunk)
            x -= _SHARES.get(chunk.runs[0].style.anchor, 0) * (natural - trailing) * wide if chunk.runs else 0
            for run, width in zip(chunk.runs, widths, strict=True):
                x, y, style = x + run.dx * wide, y + run.dy, run.style
                if run.text.strip() and not style.is_hidden:
                    lead = (len(run.text) - len(run.text.lstrip(" "))) * self.width(Run(" ", style)) * wide
                    below = _BASELINES.get(style.baseline, 0) * style.size - style.shift
                    words = run.text.strip(" ")
                    yield _Placed(words, style, x + lead, y + below, wide * self.width(Run(words, style)), wide)
                x += width * wide

    def _trailing(self, chunk: Chunk) -> float:
        """The width of the spaces at the end of a chunk, which do not count where it is aligned."""
        text = chunk.runs[-1].text if chunk.runs else ""
        count = len(text) - len(text.rstrip(" "))
        return count * self.width(Run(" ", chunk.runs[-1].style)) if count else 0

    def width(self, run: Run) -> float:
        return math.fsum(width for *_, width in self._glyphs(run.text, run.style))

    def outlines(self, placed: _Placed) -> str:
        digits = max(0, math.ceil(-math.log10(placed.style.size * _EXACT)))
        pen = SVGPathPen(None, ntos=lambda value: f"{value:.{digits}f}")
        x = placed.x
        for font, glyph, scale, up, right, width in self._glyphs(placed.words, placed.style):
            move = (scale * placed.wide, 0, 0, -scale, x + right * placed.wide, placed.y - up)
            font.draw_glyph_with_pen(glyph, TransformPen(pen, move))
            x += width * placed.wide
        drawn: str = pen.getCommands()
        return drawn

    def _glyphs(self, text: str, style: Style) -> Iterator[tuple[hb.Font, int, float, float, float, float]]:
        """Each glyph: its font and number, px by font unit, how far it is up and to the right, and its advance."""
        for at, words in self._by_family(text):
            font, made = self._font(at, is_bold=style.is_bold)
            for part in re.findall(f"[{re.escape(made)}]|[^{re.escape(made)}]+", words) if made else [words]:
                form = form_of(part) if part in made else None
                scale = style.size / font.face.upem * (form[0] if form else 1)
                up = form[1] * style.size if form else 0
                buffer = hb.Buffer()
                buffer.add_str(plain(part) if form else part)
                buffer.guess_segment_properties()
                hb.shape(font, buffer)
                for glyph, where in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
                    moved = where.x_offset * scale, up + where.y_offset * scale
                    yield font, glyph.codepoint, scale, moved[1], moved[0], where.x_advance * scale

    def _by_family(self, text: str) -> Iterator[tuple[int, str]]:
        """The parts of a text that are set in one family."""
        found: list[tuple[int, str]] = []
        for character in text:
            last = found[-1][0] if found else 0
            at = next((at for at, share in enumerate(self._shares) if character in share and character.strip()), last)
            if found and at == last:
                found[-1] = at, found[-1][1] + character
            else:
                found.append((at, character))
        yield from found

    def _font(self, at: int, *, is_bold: bool) -> tuple[hb.Font, str]:
        """A font of a family, and the characters that are made of others in it."""
        if (at, is_bold) not in self._fonts:
            family = self._families[at]
            font = hb.Font(find(family.files[is_bold]))
            font.set_variations({WEIGHT: family.weights[is_bold]})
            self._fonts[at, is_bold] = font, lacking(font.face)
        return self._fonts[at, is_bold]


def _grounds(text: Element, parts: Sequence[_Placed]) -> list[Element]:
    """What is behind a text, if anything."""
    color = text.get(GROUND)
    return [part.ground(color) for part in parts] if color else []


def _as_svg(root: Element, made: Mapping[Element, Sequence[Element]]) -> str:
    """The drawing, as a data URI, with other elements in the place of its texts."""
    copy = _copied(root, made)
    copy.set("xmlns", SVG[1:-1])
    return data_uri("image/svg+xml", ElementTree.tostring(copy, encoding="utf-8"))


def _copied(element: Element, made: Mapping[Element, Sequence[Element]]) -> Element:
    is_text = element in made
    kept = {
        name: _SPACING.sub("", value)
        for name, value in element.attrib.items()
        if name not in {"letter-spacing", "word-spacing"}
        and not (is_text and _OF_TEXT.fullmatch(name.rpartition("}")[2]))
    }
    copy = Element("g" if is_text else element.tag.removeprefix(SVG), kept)
    copy.tail, copy.text = element.tail, None if is_text else element.text
    if element.tag == f"{SVG}style" and copy.text:
        copy.text = _SPACING.sub("", copy.text)
    copy.extend(made[element] if is_text else [_copied(child, made) for child in element])
    return copy


def _least(root: Element, placed: Mapping[Element, Sequence[_Placed]]) -> tuple[float, str]:
    """The smallest size of a text in units of the drawing, and what it says; nothing is known of parts that are used
    elsewhere.
    """
    found: list[tuple[float, str]] = []

    def walk(element: Element, scale: float) -> None:
        if element.tag in {f"{SVG}defs", f"{SVG}symbol"} or (element.tag == f"{SVG}svg" and element is not root):
            return
        scale *= _scale(element.get("transform", ""))
        found.extend((part.style.size * scale, part.words) for part in placed.get(element, ()))
        for child in element:
            walk(child, scale)

    walk(root, 1)
    return min(found, default=(0, ""))


def _scale(transform: str) -> float:
    """By how much a transformation enlarges, in both directions together."""
    area = 1.0
    for name, inner in _MOVES.findall(transform):
        values = [float(value) for value in _NUMBERS.findall(inner)]
        if name == "matrix" and len(values) == 6:
            area *= abs(values[0] * values[3] - values[1] * values[2])
        elif name == "scale" and values:
            area *= abs(values[0] * values[-1])
    return math.sqrt(area)
