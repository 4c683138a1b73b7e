"""Adds composite glyphs to a TrueType font.

Tables are edited as bytes: fontTools would take a second to unpack the outlines of a Chinese font.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, compress
from operator import lt

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable

_BOUNDS = struct.Struct(">4h")  # left, bottom, right, top
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
        self._offsets = list(_offsets(ttf))
        self._metrics = _metrics(ttf, count)

    def __len__(self) -> int:
        return len(self._metrics)

    def drawn(self) -> list[int]:
        """The glyphs that draw something, in order: of those of a cut font, few."""
        return list(compress(range(len(self)), map(lt, self._offsets, self._offsets[1:])))

    def extent(self, glyph: int) -> tuple[int, int, int]:
        """Advance width of a glyph, and the left and right ends of what it draws; zeros if nothing."""
        if self._offsets[glyph] == self._offsets[glyph + 1]:
            return 0, 0, 0
        left, _, right, _ = _BOUNDS.unpack_from(self._outlines, self._offsets[glyph] + 2)
        return self._metrics[glyph][0], left, right

    def add(self, glyph: int, scale: float = 1, right: int = 0, up: int = 0, wider: int = 0) -> None:
        """Add a glyph that draws ``glyph`` scaled, then moved; its width is scaled, then increased by ``wider``."""
        x0, y0, x1, y1 = (round(scale * side) for side in _BOUNDS.unpack_from(self._outlines, self._offsets[glyph] + 2))
        bounds = (x0 + right, y0 + up, x1 + right, y1 + up)
        flags = _OFFSETS_ARE_WORDS | _OFFSETS_ARE_XY | _IS_SCALED
        width, bearing = (round(scale * metric) for metric in self._metrics[glyph])
        self._outlines += _COMPOSITE.pack(-1, *bounds, flags, glyph, right, up, round(scale * _SCALE))
        self._offsets.append(len(self._outlines))
        self._metrics.append((width + wider, bearing + right))

    def add_empty(self, up_to: int) -> None:
        """Add glyphs that draw nothing and have no width, until the next one has this number."""
        count = up_to - len(self)
        self._offsets += [len(self._outlines)] * count
        self._metrics += [(0, 0)] * count

    def write(self) -> None:
        ttf, count = self._ttf, len(self)
        if len(ttf.getGlyphOrder()) != count:  # else fontTools would count them all again
            number(ttf, count)
        ttf["glyf"] = raw("glyf", bytes(self._outlines))
        ttf["loca"] = raw("loca", struct.pack(f">{count + 1}L", *self._offsets))
        ttf["hmtx"] = raw("hmtx", struct.pack(">" + count * "Hh", *chain.from_iterable(self._metrics)))
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


def _metrics(ttf: TTFont, count: int) -> list[tuple[int, int]]:
    """Advance width and left side bearing of each glyph."""
    table, full = ttf.reader["hmtx"], ttf["hhea"].numberOfHMetrics
    metrics: list[tuple[int, int]] = list(struct.iter_unpack(">Hh", table[: 4 * full]))
    bearings = struct.unpack(f">{count - full}h", table[4 * full :])
    return metrics + [(metrics[-1][0], bearing) for bearing in bearings]


def _offsets(ttf: TTFont) -> Sequence[int]:
    """Offset in ``glyf`` of each glyph, and of the end."""
    table = ttf.reader["loca"]
    if ttf["head"].indexToLocFormat == _LONG_LOCA:
        return struct.unpack(f">{len(table) // 4}L", table)
    return [2 * half for half in struct.unpack(f">{len(table) // 2}H", table)]


def raw(tag: str, data: bytes) -> DefaultTable:
    """A table of these bytes."""
    table = DefaultTable(tag)
    table.data = data
    return table
