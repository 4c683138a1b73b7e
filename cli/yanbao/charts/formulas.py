"""Formulas as SVG paths, by matplotlib's mathtext: TeX's notation for formulas, without a TeX system."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from yanbao.model.formulas import EM, Drawing, FormulaError

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties
    from matplotlib.path import Path

LONGEST = 200
"""Characters of a formula: more than a line has, and few enough to read quickly."""

_DEEPEST = 10  # braces within braces
_WIDEST, _HIGHEST = 45, 12  # em
_DUMMY = 0xA4  # the glyph that mathtext draws for one that its font lacks
_KNOWN = "https://matplotlib.org/stable/users/explain/text/mathtext.html lists what is known"
_READ = re.compile(r"\w+: (?P<what>.*?)(?:, found .*?)?\s+\(at char (?P<at>[0-9]+)\)", re.DOTALL | re.ASCII)
_SYMBOL = re.compile(r"Unknown symbol: (?P<name>\S+?),?\Z")


@lru_cache(maxsize=1000)
def draw(source: str) -> Drawing:
    """Draw a formula. Raises FormulaError."""
    _check(source)
    from matplotlib import rc_context
    from matplotlib.font_manager import FontProperties

    font = FontProperties(size=EM, math_fontfamily="stixsans")
    with rc_context({"mathtext.default": "it"}):  # whatever a matplotlibrc on the machine says
        return _drawn(source, font)


def _check(source: str) -> None:
    """Refuse what mathtext would take long for, or draw as something else."""
    if len(source) > LONGEST:
        raise FormulaError(f"{len(source)} characters are one formula; {LONGEST} are the most", 0, "make two of it")
    depth = 0
    for at, character in enumerate(source):
        if character == "$":
            raise FormulaError("a $ in a formula", at, "write \\mathrm{USD}, or the currency beside it")
        if unicodedata.east_asian_width(character) in "WF":
            raise FormulaError(f"formulas have no glyph for '{character}'", at, "write Chinese beside it")
        depth += (character == "{") - (character == "}")
        if depth > _DEEPEST:
            raise FormulaError("this formula is nested too deeply", at)


def _drawn(source: str, font: FontProperties) -> Drawing:
    from matplotlib.mathtext import MathTextParser
    from matplotlib.path import Path
    from matplotlib.textpath import text_to_path
    from matplotlib.transforms import Affine2D

    text = f"${source}$"
    try:
        parsed = MathTextParser("path").parse(text, dpi=72, prop=font)
    except ValueError as error:
        raise _unreadable(str(error)) from None
    except RecursionError:
        raise FormulaError("this formula is nested too deeply") from None
    if any(glyph[2] == _DUMMY for glyph in parsed.glyphs):
        at = next((at for at, character in enumerate(source) if not character.isascii()), 0)
        raise FormulaError(f"formulas have no glyph for '{source[at]}'", at, _KNOWN)
    width, height = parsed.width / EM, (parsed.height + parsed.depth) / EM
    if width > _WIDEST or height > _HIGHEST:
        message = f"this formula is {width:.0f} characters wide and {height:.0f} lines high"
        raise FormulaError(message, 0, f"make two of it: {_WIDEST} and {_HIGHEST} are the most")
    vertices, codes = text_to_path.get_text_path(font, text, ismath=True)
    if not len(vertices):  # matplotlib makes no path of nothing
        raise FormulaError("this formula draws nothing")
    path = Path(vertices, codes).transformed(Affine2D().scale(EM / text_to_path.FONT_SCALE))
    box = path.get_extents()
    left, top = min(0, round(box.x0)), -round(max(parsed.height, box.y1))
    right, bottom = round(max(parsed.width, box.x1)), -round(min(-parsed.depth, box.y0))
    return Drawing(_svg(path), left, top, right - left, bottom - top)


def _svg(path: Path) -> str:
    """A path in SVG's notation, in whole units, y downwards."""
    codes = (path.MOVETO, path.LINETO, path.CURVE3, path.CURVE4, path.CLOSEPOLY)
    letters = dict(zip(map(int, codes), "MLQCZ", strict=True))
    parts = []
    for vertices, code in path.iter_segments(simplify=False, curves=True):
        points = [] if code == path.CLOSEPOLY else vertices.tolist()
        turned = (str(round(-value if at % 2 else value)) for at, value in enumerate(points))
        parts.append(letters[int(code)] + " ".join(turned))
    return "".join(parts)


def _unreadable(told: str) -> FormulaError:
    """The error for a formula that mathtext cannot read."""
    found = _READ.search(told)
    if not found:
        return FormulaError("this formula cannot be read", 0, _KNOWN)
    what, at = found["what"].strip(), int(found["at"])
    if symbol := _SYMBOL.match(what):
        return FormulaError(f"formulas have no symbol '{symbol['name']}'", at, _KNOWN)
    if "end_group" in what:
        return FormulaError("this formula ends within braces: '}' is missing", at)
    if what.startswith("Expected \\"):
        return FormulaError(f"this formula cannot be read here: {what[0].lower()}{what[1:]}", at)
    if what.startswith("Double"):
        return FormulaError(f"a {what.lower()}", at, "write braces around one of them")
    return FormulaError("this formula cannot be read here", at, _KNOWN)
