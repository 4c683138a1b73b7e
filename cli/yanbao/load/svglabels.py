"""Labels in HTML inside an SVG, as draw.io writes them, with a text beside each for programs that draw no HTML. Pure.

That text is one line, of which draw.io cuts the end off, but has the label's place, colour and size. So it gets the
words of the HTML, in its lines, and what is bold, coloured, larger or raised in them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from yanbao.load.findings import shorten
from yanbao.load.svgparts import Line, Look, height_of, lines_of, parts_of, said
from yanbao.load.svgstyles import SVG, length

HTML, SWITCH = f"{SVG}foreignObject", f"{SVG}switch"

_LEADING = 1.2
"""Distance of lines, in em."""

_NO_WORDS = frozenset({"svg", "img", "table", "math", "mjx-container", "iframe", "video", "canvas", "input"})
GROUND = "data-ground"
"""The attribute of a text with the colour behind it, which keeps a line that it stands on from going through it."""

_GROUND = re.compile(
    r"(?:^|[;\s])background-color:\s*(#[0-9a-fA-F]{3,8}|rgb\([0-9., ]+\)|(?!transparent|none)[a-z]+)\s*(?:;|$)"
)
_WIDTH = re.compile(r"(?:^|[;\s])width:\s*([0-9.]+)px")

_STRUCK = frozenset({"s", "strike", "del"})

Problem = tuple[str, str]
AS_TEXT = "export it with text in place of HTML: in draw.io 'Convert Labels to SVG', in Mermaid htmlLabels: false"


def resolve(parent: Element, switch: Element) -> Problem | None:
    """Put the branch of a switch that can be drawn in its place; or tell what would be lost."""
    branches = [one for one in switch if one.tag != HTML]
    for html in switch.iterfind(HTML):
        if problem := _take_over(html, branches[0] if branches else None):
            return problem
    kept = Element(f"{SVG}g", {name: value for name, value in switch.attrib.items() if name != "requiredFeatures"})
    kept.extend(branches[:1])
    kept.tail = switch.tail
    parent[list(parent).index(switch)] = kept
    return None


def words_of(html: Element) -> str:
    """What HTML says, shortened."""
    return shorten(" ".join("".join(html.itertext()).split()))


def _take_over(html: Element, beside: Element | None) -> Problem | None:
    """Give the text beside it the lines of some HTML."""
    pictures = {str(element.tag).rpartition("}")[2] for element in html.iter()} & _NO_WORDS
    words = f", '{words_of(html)}'" if words_of(html) else ""
    if pictures:
        return f"has HTML in it{words} with <{min(pictures)}>, which is not in a PDF", AS_TEXT
    struck = [one for one in html.iter() if str(one.tag).rpartition("}")[2] in _STRUCK]
    if struck:
        return f"has struck text in it, '{words_of(struck[0])}', which would be set as if it stood", AS_TEXT
    if not words:
        return None
    text = None if beside is None else next(beside.iter(f"{SVG}text"), None)
    if text is None or len(list(text)):
        return f"has HTML in it{words}, without a text for programs that draw none", AS_TEXT
    if ground := _GROUND.search(" ;".join(element.get("style", "") for element in html.iter())):
        text.set(GROUND, ground[1])
    size = length(text.get("font-size", ""), 16) or 16
    lines = lines_of(html, size, _width(html) / size)
    is_plain = len(lines) == 1 and all(look == Look() for _, look in lines[0])
    if not is_plain or "".join((text.text or "").split()) != "".join(said(lines[0]).split()):
        _write(text, lines, _above(html), size)
    return None


def _write(text: Element, lines: Sequence[Line], above: float, size: float) -> None:
    """Write lines into a text of ``size`` px, ``above`` of which, a share of all but the first, are above its place."""
    text.text = None
    heights = [_LEADING * height_of(line) for line in lines]
    for at, line in enumerate(lines):
        shift = heights[at] if at else -above * math.fsum(heights[1:])
        span = SubElement(text, f"{SVG}tspan", {"x": text.get("x", "0"), "dy": f"{shift:.4g}em"})
        for part, look in parts_of(line):
            if look == Look() and not len(span):
                span.text = part
            else:
                SubElement(span, f"{SVG}tspan", look.attributes(size)).text = part


def _above(html: Element) -> float:
    """How much of a label is above its middle: it stands at the top, in the middle, or at the bottom of its shape."""
    styles = " ".join(element.get("style", "") for element in html.iter())
    if "flex-start" in (found := re.search(r"align-items:([^;]*)", styles) or ("", ""))[1]:
        return 0
    return 1 if "flex-end" in found[1] else 0.5


def _width(html: Element) -> float:
    """The width in px in which a label wraps; without limit if it does not."""
    styles = [element.get("style", "") for element in html.iter()]
    if any(re.search(r"white-space:\s*(?:nowrap|pre\b)", style) for style in styles):
        return float("inf")
    widths = [float(found[1]) for style in styles if (found := _WIDTH.search(style))]
    return next((width for width in widths if width > 1), float("inf"))
