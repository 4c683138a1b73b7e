"""Adds composite glyphs to a TrueType font.

Tables are edited as bytes: fontTools would take a second to unpack the outlines of a Chinese font.
"""

from __future__ import annotations

import io
import struct
import sys
from array import array
from functools import lru_cache
from itertools import compress
from operator import lt

from fontTools.ttLib import TTFont
from fontTools.ttLib.sfnt import SFNTWriter
from fontTools.ttLib.tables.DefaultTable import DefaultTable

_BOUNDS = struct.Struct(">4h")  # left, bottom, right, top
_METRIC = struct.Struct(">Hh")  # advance width, left side bearing
_COMPOSITE = struct.Struct(">5hHH2hh")  # contours, bounds, flags, glyph, x, y, scale
_OFFSETS_ARE_WORDS, _OFFSETS_ARE_XY, _IS_SCALED = 1, 2, 8
_SCALE = 1 << 14
_LONG_LOCA = 1
_DEEPEST = 2  # maximum nesting: an alternate of a superscript digit


class Glyphs:
    """The glyphs of a font, by glyph id. ``write`` stores the added ones in the font."""

    def __init__(self, ttf: TTFont) -> None:
        self._ttf = ttf
        count = ttf["maxp"].numGlyphs
        self._outlines = bytearray(ttf.reader["glyf"])
        self._offsets = _offsets(ttf)
        self._metrics = _metrics(ttf, count)

    def __len__(self) -> int:
        return len(self._metrics) // _METRIC.size

    def drawn(self) -> list[int]:
        """The glyphs that draw something, in order: of those of a cut font, few."""
        return list(compress(range(len(self)), map(lt, self._offsets, self._offsets[1:])))

    def extent(self, glyph: int) -> tuple[int, int, int]:
        """Advance width of a glyph, and the left and right ends of what it draws; zeros if nothing."""
        if self._offsets[glyph] == self._offsets[glyph + 1]:
            return 0, 0, 0
        left, _, right, _ = _BOUNDS.unpack_from(self._outlines, self._offsets[glyph] + 2)
        width, _ = _METRIC.unpack_from(self._metrics, glyph * _METRIC.size)
        return width, left, right

    def add(self, glyph: int, scale: float = 1, right: int = 0, up: int = 0, wider: int = 0) -> None:
        """Add a glyph that draws ``glyph`` scaled, then moved; its width is scaled, then increased by ``wider``."""
        x0, y0, x1, y1 = (round(scale * side) for side in _BOUNDS.unpack_from(self._outlines, self._offsets[glyph] + 2))
        bounds = (x0 + right, y0 + up, x1 + right, y1 + up)
        flags = _OFFSETS_ARE_WORDS | _OFFSETS_ARE_XY | _IS_SCALED
        metrics = _METRIC.unpack_from(self._metrics, glyph * _METRIC.size)
        width, bearing = (round(scale * metric) for metric in metrics)
        self._outlines += _COMPOSITE.pack(-1, *bounds, flags, glyph, right, up, round(scale * _SCALE))
        self._offsets.append(len(self._outlines))
        self._metrics += _METRIC.pack(width + wider, bearing + right)

    def add_empty(self, up_to: int) -> None:
        """Add glyphs that draw nothing and have no width, until the next one has this number."""
        count = up_to - len(self)
        self._offsets += array("I", [len(self._outlines)]) * count
        self._metrics += bytes(count * _METRIC.size)

    def write(self) -> None:
        ttf, count = self._ttf, len(self)
        if len(ttf.getGlyphOrder()) != count:  # else fontTools would count them all again
            number(ttf, count)
        ttf["glyf"] = raw("glyf", bytes(self._outlines))
        ttf["loca"] = raw("loca", _swapped(self._offsets).tobytes())
        ttf["hmtx"] = raw("hmtx", bytes(self._metrics))
        ttf["head"].indexToLocFormat = _LONG_LOCA
        ttf["hhea"].numberOfHMetrics = ttf["maxp"].numGlyphs = count
        for most in ("Points", "Contours"):
            setattr(ttf["maxp"], f"maxComposite{most}", getattr(ttf["maxp"], f"max{most}"))
        ttf["maxp"].maxComponentElements, ttf["maxp"].maxComponentDepth = 1, _DEEPEST


def name(glyph: int) -> str:
    """A glyph's name in substitution rules and character maps."""
    return f"g{glyph}"


def number(ttf: TTFont, count: int) -> None:
    """Name the glyphs of a font by their ids. fontTools would name them by characters, and count them each time."""
    names, ids = _names(count)
    ttf.setGlyphOrder(names)
    ttf._reverseGlyphOrderDict = ids  # noqa: SLF001 - what it would make of the names


@lru_cache(maxsize=8)
def _names(count: int) -> tuple[list[str], dict[str, int]]:
    """The names of so many glyphs, and their ids by name. Neither is ever changed."""
    names = [name(glyph) for glyph in range(count)]
    return names, {known: glyph for glyph, known in enumerate(names)}


def saved(ttf: TTFont) -> bytes:
    """The bytes of a font, its tables in the order in which they were: what fontTools would write, and then sort."""
    before, made = list(ttf.reader.keys()), io.BytesIO()
    tags = sorted(ttf.keys()[1:], key=lambda tag: before.index(tag) if tag in before else len(before))
    writer = SFNTWriter(made, len(tags), ttf.sfntVersion)
    for tag in tags:
        writer[tag] = ttf.getTableData(tag)
    writer.close()
    return made.getvalue()


def _metrics(ttf: TTFont, count: int) -> bytearray:
    """Advance width and left side bearing of each glyph; in the font, the last ones may share a width."""
    table, full = ttf.reader["hmtx"], ttf["hhea"].numberOfHMetrics
    metrics, bearings = bytearray(table[: full * _METRIC.size]), table[full * _METRIC.size :]
    rest = bytearray((count - full) * _METRIC.size)
    rest[0::4], rest[1::4] = (metrics[at : at + 1] * (count - full) for at in (-4, -3))
    rest[2::4], rest[3::4] = bearings[0::2], bearings[1::2]
    return metrics + rest


def _offsets(ttf: TTFont) -> array[int]:
    """Offset in ``glyf`` of each glyph, and of the end."""
    is_long = ttf["head"].indexToLocFormat == _LONG_LOCA
    offsets = array("I" if is_long else "H")
    offsets.frombytes(ttf.reader["loca"])
    return _swapped(offsets) if is_long else array("I", (2 * half for half in _swapped(offsets)))


def _swapped(numbers: array[int]) -> array[int]:
    """Numbers as a font has them, the highest byte first, or back."""
    made = numbers[:]
    if sys.byteorder == "little":
        made.byteswap()
    return made


def raw(tag: str, data: bytes) -> DefaultTable:
    """A table of these bytes."""
    table = DefaultTable(tag)
    table.data = data
    return table
