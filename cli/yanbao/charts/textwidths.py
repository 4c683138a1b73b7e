"""Text widths in the report's own fonts, and line breaking based on them. Sizes and widths in pt.

Lengths are added with ``math.fsum`` in this whole package: since Python 3.12 ``sum`` rounds differently, and a chart
must not depend on the Python version.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache

from matplotlib.ft2font import FT2Font, LoadFlags

from yanbao.chinese import FULL, gaps, halved, trimmed
from yanbao.model.sheet import FontFace

ASCENT, DESCENT = 0.88, 0.12
"""Extent of a Chinese character's em box above and below the baseline, in em."""

MIDDLE = 0.37
"""Height of the middle of digits and Chinese characters above the baseline, in em."""

LEADING = 1.2
"""Line height of labels, in em."""

_CLOSING = "，。、；：！？）》〉」』】”’…%,.;:!?)]}"
_OPENING = "（《〈「『【“‘([{"
_TOKEN = re.compile(
    rf"[{re.escape(_OPENING)}]*"
    r"(?:[!-~\u00a0-\u2dff]+?(?:[-/]|(?![!-~\u00a0-\u2dff]))|\S)"  # a Latin word, up to a hyphen; or one character
    rf"[{re.escape(_CLOSING)}]*\s*"
)
_BRACKETED = re.compile(rf"（[^（）]*）[{re.escape(_CLOSING)}]*\s*|{_TOKEN.pattern}")


@lru_cache(maxsize=16)
def widths(face: FontFace, gap: float | None = None, fallback: FontFace | None = None) -> Widths:
    """The widths of one weight, shared by all charts of a report; ``fallback`` is for characters that it lacks."""
    return Widths([FT2Font(str(one.path)) for one in (face, fallback) if one], gap)


class Widths:
    """Glyph widths of a font, and of others for what it lacks. A character that all lack counts one em, as its box.

    Text is spaced as the typesetter does it, with ``gap`` em between Chinese and Latin characters; None turns this off.
    """

    def __init__(self, fonts: Sequence[FT2Font], gap: float | None = None) -> None:
        self._fonts = fonts
        self._gap = gap
        self._spacing: dict[str, float] = {}
        self._advance: dict[str, float] = {}

    def of(self, text: str, size: float) -> float:
        """The width of ``text`` in one line at ``size`` pt."""
        solid = math.fsum(self._advance.get(c) or self._load(c) for c in text)
        return size * (solid if self._gap is None else solid + self._spaced(text, self._gap))

    def _spaced(self, text: str, gap: float) -> float:
        """Width in em that Chinese spacing rules add, or remove where punctuation marks meet."""
        if text not in self._spacing:
            marks = [*(text[at - 1] for at in halved(text)), *(text[at] for at in trimmed(text))]
            wide = sum((self._advance.get(mark) or self._load(mark)) >= FULL for mark in marks)
            self._spacing[text] = gap * len(gaps(text)) - wide / 2
        return self._spacing[text]

    def _load(self, character: str) -> float:
        font = next((font for font in self._fonts if font.get_char_index(ord(character))), None)
        advance = 1.0
        if font:
            advance = font.load_char(ord(character), LoadFlags.NO_SCALE).horiAdvance / font.units_per_EM
        self._advance[character] = advance
        return advance


def wrap(text: str, width: float, size: float, font: Widths, lines: int) -> tuple[str, ...]:
    """Break ``text`` into at most ``lines`` lines of about equal length, none wider than ``width``.

    Lines break between Chinese characters, at spaces and after hyphens; inside a word or brackets only if these are
    wider than a line. Text that does not fit is cut with an ellipsis.
    """
    tokens = _tokens(text, width, size, font)
    broken = _fill(tokens, width, size, font)
    if len(broken) > lines:
        rest = shorten("".join(broken[lines - 1 :]).rstrip(), width, size, font)
        return (*(line.rstrip() for line in broken[: lines - 1]), rest)
    least = font.of(text, size) / len(broken)
    for step in range(8):
        even = _fill(tokens, least + (width - least) * step / 8, size, font)
        if len(even) <= len(broken):
            broken = even
            break
    return tuple(line.rstrip() for line in broken)


def shorten(text: str, width: float, size: float, font: Widths) -> str:
    """``text``, cut with an ellipsis if it is wider than ``width``."""
    if font.of(text, size) <= width:
        return text
    while text and font.of(text + "…", size) > width:
        text = text[:-1].rstrip()
    return text + "…"


def _tokens(text: str, width: float, size: float, font: Widths) -> list[str]:
    """Unbreakable segments, each with its trailing spaces."""
    tokens: list[str] = []
    for whole in _BRACKETED.findall(text.strip()):
        fits = font.of(whole.rstrip(), size) <= width
        for token in (whole,) if fits else _TOKEN.findall(whole):
            tokens.extend(token if font.of(token.rstrip(), size) > width else (token,))
    return tokens or [""]


def _fill(tokens: list[str], width: float, size: float, font: Widths) -> list[str]:
    """Greedily filled lines, spaces kept; a token wider than a line gets its own."""
    lines = [""]
    for token in tokens:
        if lines[-1] and font.of((lines[-1] + token).rstrip(), size) > width:
            lines.append(token)
        else:
            lines[-1] += token
    return lines
