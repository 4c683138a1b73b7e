"""Labels in HTML inside an SVG, as draw.io writes them, with a text beside each for programs that draw no HTML. Pure.

That text is one line, of which draw.io cuts the end off, but has the label's place, colour and size. So it gets the
words of the HTML, in its lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from yanbao.chinese import CLOSING, OPENING, breadth_of
from yanbao.load.findings import shorten
from yanbao.load.svgstyles import SVG, length

HTML, SWITCH = f"{SVG}foreignObject", f"{SVG}switch"

_LEADING = 1.2
"""Distance of lines, in em."""

_BLOCKS = frozenset({"div", "p", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "hr"})
_NO_WORDS = frozenset({"svg", "img", "table", "math", "mjx-container", "iframe", "video", "canvas", "input"})
GROUND = "data-ground"
"""The attribute of a text with the colour behind it, which keeps a line that it stands on from going through it."""

_GROUND = re.compile(
    r"(?:^|[;\s])background-color:\s*(#[0-9a-fA-F]{3,8}|rgb\([0-9., ]+\)|(?!transparent|none)[a-z]+)\s*(?:;|$)"
)
_WIDTH = re.compile(r"(?:^|[;\s])width:\s*([0-9.]+)px")
_TOKEN = re.compile(rf"[{OPENING}(\[]*(?:[!-~\u00a0-\u02af]+|\S)[{CLOSING}…,.;:!?)\]]*\s*")

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
    said = f", '{words_of(html)}'" if words_of(html) else ""
    if pictures:
        return f"has HTML in it{said} with <{min(pictures)}>, which is not in a PDF", AS_TEXT
    if not said:
        return None
    text = None if beside is None else next(beside.iter(f"{SVG}text"), None)
    if text is None or len(list(text)):
        return f"has HTML in it{said}, without a text for programs that draw none", AS_TEXT
    if ground := _GROUND.search(" ;".join(element.get("style", "") for element in html.iter())):
        text.set(GROUND, ground[1])
    size = length(text.get("font-size", ""), 16) or 16
    lines = [part for line in _lines(html) for part in _wrapped(line, _width(html) / size)]
    if len(lines) > 1 or "".join((text.text or "").split()) != "".join(lines[0].split()):
        _write(text, lines, _above(html))
    return None


def _write(text: Element, lines: list[str], above: float) -> None:
    """Write lines into a text, ``above`` of which, a share of all but the first, are above its place."""
    text.text = None
    for at, line in enumerate(lines):
        shift = _LEADING if at else -above * _LEADING * (len(lines) - 1)
        span = SubElement(text, f"{SVG}tspan", {"x": text.get("x", "0"), "dy": f"{shift:.4g}em"})
        span.text = line


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


def _lines(html: Element) -> list[str]:
    """The lines of a label, as its elements break them."""
    text = "".join(_pieces(html))
    return [line for part in text.split("\n") if (line := re.sub(r"[ \t]+", " ", part).strip(" "))]


def _pieces(element: Element) -> Iterator[str]:
    tag = str(element.tag).rpartition("}")[2]
    edge = "\n" if tag in _BLOCKS or tag == "br" else ""
    yield edge + re.sub(r"\s", _plain_space, element.text or "")
    for child in element:
        yield from _pieces(child)
        yield re.sub(r"\s", _plain_space, child.tail or "")
    yield edge if tag != "br" else ""


def _plain_space(found: re.Match[str]) -> str:
    return found[0] if found[0] == "\u00a0" else " "


def _wrapped(line: str, width: float) -> list[str]:
    """A line, broken to a width in em, as far as that is known before it is set."""
    made = [""]
    for token in _TOKEN.findall(line):
        if made[-1] and breadth_of((made[-1] + token).rstrip()) > width:
            made.append("")
        made[-1] += token
    return [part.rstrip() for part in made]
