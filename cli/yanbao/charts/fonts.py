"""Widths of text in the report's own fonts, and text broken into lines by them. Sizes and widths in pt.

Lengths are added by ``math.fsum`` here and in all of this room: ``sum`` rounds otherwise since Python 3.12, which would
make a chart depend on the Python that draws it.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from matplotlib.ft2font import FT2Font, LoadFlags

from yanbao.chinese import gaps, halved, trimmed
from yanbao.model.sheet import FontFace

ASCENT, DESCENT = 0.88, 0.12
"""The body of a Chinese character above and below the baseline, in em: what a line of text needs."""

MIDDLE = 0.37
"""Height of the middle of digits and Chinese characters alike above the baseline, in em."""

LEADING = 1.2
"""Distance of the lines of a label, in em."""

_CLOSING = "，。、；：！？）》〉」』】”’…%,.;:!?)]}"
_OPENING = "（《〈「『【“‘([{"
_TOKEN = re.compile(
    rf"[{re.escape(_OPENING)}]*"
    r"(?:[!-~\u00a0-\u2dff]+?(?:[-/]|(?![!-~\u00a0-\u2dff]))|\S)"  # a Latin word, to its hyphen; or one character
    rf"[{re.escape(_CLOSING)}]*\s*"
)
_BRACKETED = re.compile(rf"（[^（）]*）[{re.escape(_CLOSING)}]*\s*|{_TOKEN.pattern}")


@lru_cache(maxsize=16)
def widths(face: FontFace, gap: float | None = None) -> Widths:
    """The widths of one weight, shared by all charts of a report."""
    return Widths(FT2Font(str(face.path)), gap)


class Widths:
    """Widths of one font. A character that the font lacks counts one em: what its empty box takes.

    Text is spaced as the typesetter spaces it, with ``gap`` em between Han and Latin; solid if that is None.
    """

    def __init__(self, font: FT2Font, gap: float | None = None) -> None:
        self._font = font
        self._gap = gap
        self._spacing: dict[str, float] = {}
        self._advance: dict[str, float] = {}

    def of(self, text: str, size: float) -> float:
        """The width of ``text`` in one line at ``size`` pt."""
        solid = math.fsum(self._advance.get(c) or self._load(c) for c in text)
        return size * (solid if self._gap is None else solid + self._spaced(text, self._gap))

    def _spaced(self, text: str, gap: float) -> float:
        """What the rules of Chinese text add, or take where marks meet, in em."""
        if text not in self._spacing:
            self._spacing[text] = gap * len(gaps(text)) - len(halved(text) | trimmed(text)) / 2
        return self._spacing[text]

    def _load(self, character: str) -> float:
        if self._font.get_char_index(ord(character)) == 0:
            advance = 1.0
        else:
            glyph = self._font.load_char(ord(character), LoadFlags.NO_SCALE)
            advance = glyph.horiAdvance / self._font.units_per_EM
        self._advance[character] = advance
        return advance


def wrap(text: str, width: float, size: float, font: Widths, lines: int) -> tuple[str, ...]:
    """``text`` in at most ``lines`` lines of about equal length, none wider than ``width``.

    Lines break between Chinese characters, at spaces and after hyphens; inside a word or brackets only if these are
    wider than a line.
    What does not fit into the last line ends in an ellipsis.
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
    """What a line may not break, each with the spaces after it."""
    tokens: list[str] = []
    for whole in _BRACKETED.findall(text.strip()):
        fits = font.of(whole.rstrip(), size) <= width
        for token in (whole,) if fits else _TOKEN.findall(whole):
            tokens.extend(token if font.of(token.rstrip(), size) > width else (token,))
    return tokens or [""]


def _fill(tokens: list[str], width: float, size: float, font: Widths) -> list[str]:
    """Lines as full as ``width`` allows, spaces kept; a token wider than that has a line of its own."""
    lines = [""]
    for token in tokens:
        if lines[-1] and font.of((lines[-1] + token).rstrip(), size) > width:
            lines.append(token)
        else:
            lines[-1] += token
    return lines
