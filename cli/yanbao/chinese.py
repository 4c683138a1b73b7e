"""Character classes of Chinese typesetting, and control characters for spacing and line breaks. Pure.

The controls are zero-width characters that occur in no author's text and no output. They are inserted into a page on
its way to the typesetter, which breaks lines at them (https://unicode.org/reports/tr14/); the report's fonts have
OpenType features that respond to ``SPACE`` (see ``typography/forms.py``). They draw nothing and are absent from
extracted text.

Follows W3C's Requirements for Chinese Text Layout (https://www.w3.org/TR/clreq/) and GB/T 15834—2011.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

SPACE = "\u200e"
"""After a letter, digit or Chinese character: add a gap. After closing punctuation: set it half width."""

TRIM = SPACE * 2
"""Before opening punctuation: set it half width."""

JOIN = "\u2060"
"""Word joiner: no line break here."""

YIELD = JOIN * 2
"""No line break here, unless a justified line would end too early."""

BREAK = "\u200b"
"""Zero-width space: a line break is allowed here."""

OPENING = "（《〈「『【〔〖“‘"
CLOSING = "，。、；：！？）》〉」』】〕〗”’"
"""Full-width punctuation whose glyph fills half of its box: opening marks the right half, closing marks the left."""

FULL = 0.9
"""Least width, in em, of a glyph that counts as full-width: some fonts have narrower marks, which stay as they are."""

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᵠᵡ"
LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ"
"""Subscript characters, as in formulas: digits first, then plus and minus."""

LATIN = f"0-9A-Za-z\u00b5\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u04ff{RAISED}{LOWERED}"
"""Contents of regex character classes: Chinese characters; letters and digits that get a gap next to them."""

_PLAIN = {kind: {unicodedata.normalize("NFKC", c): c for c in kind} | {"-": kind[11]} for kind in (RAISED, LOWERED)}

_GAP = re.compile(f"(?<=[{HAN}])(?=[{LATIN}])|(?<=[{LATIN}])(?=[{HAN}])")
_HALVED = re.compile(
    f"(?<=[{CLOSING}])(?=[{CLOSING}{OPENING}{RAISED}{LOWERED}])|(?<=[A-Za-z]’)(?=[A-Za-z])"  # an apostrophe
)
_TRIMMED = re.compile(f"(?<=[{OPENING}])(?=[{OPENING}])")


def gaps(text: str) -> set[int]:
    """Offsets between a Chinese character and a Latin letter or digit, where a gap is added."""
    return {match.start() for match in _GAP.finditer(text)}


def halved(text: str) -> set[int]:
    """Offsets after closing punctuation that is set half width."""
    return {match.start() for match in _HALVED.finditer(text)}


def trimmed(text: str) -> set[int]:
    """Offsets before opening punctuation that is set half width."""
    return {match.start() for match in _TRIMMED.finditer(text)}


def raised(text: str) -> str:
    """The text in superscript characters; empty if one of them has no such form."""
    return _in(text, _PLAIN[RAISED])


def lowered(text: str) -> str:
    """The text in subscript characters; empty if one of them has no such form."""
    return _in(text, _PLAIN[LOWERED])


def _in(text: str, forms: Mapping[str, str]) -> str:
    return "".join(map(forms.__getitem__, text)) if forms.keys() >= set(text) else ""


def breadth_of(text: str) -> float:
    """Approximate width of a text in em: Chinese characters count 1, Latin letters and digits 0.5."""
    return sum(1 if unicodedata.east_asian_width(character) in "WF" else 0.5 for character in text)
