"""Characters as Chinese setting sees them, where those side by side are not set solid, and signs for it. Pure.

Signs are characters of no width that stand in no text of an author's and in no output: they are written into a page on
its way to the typesetter, which breaks lines by them (https://unicode.org/reports/tr14/), and the report's fonts answer
to ``SPACE`` (see ``typography/forms.py``). The typesetter draws nothing for them: text is extracted without them.

By W3C's Requirements for Chinese Text Layout (https://www.w3.org/TR/clreq/) and GB/T 15834—2011.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

SPACE = "\u200e"
"""After a letter, digit or Chinese character: a gap follows. After a closing mark: it is half as wide."""

TRIM = SPACE * 2
"""Before an opening mark: it is half as wide."""

JOIN = "\u2060"
"""A line does not break here."""

BREAK = "\u200b"
"""A line may break here."""

OPENING = "（《〈「『【〔〖“‘"
CLOSING = "，。、；：！？）》〉」』】〕〗”’"
"""Full-width marks that are half empty: opening ones on the left, closing ones on the right."""

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᵠᵡ"
LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ"
"""Characters of formulas and powers, digits first, then plus and minus."""

LATIN = f"0-9A-Za-z\u00b5\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u04ff{RAISED}{LOWERED}"
"""Insides of character classes: Chinese characters; letters and digits that are set with a gap to them."""

_PLAIN = {kind: {unicodedata.normalize("NFKC", c): c for c in kind} | {"-": kind[11]} for kind in (RAISED, LOWERED)}

_GAP = re.compile(f"(?<=[{HAN}])(?=[{LATIN}])|(?<=[{LATIN}])(?=[{HAN}])")
_HALVED = re.compile(
    f"(?<=[{CLOSING}])(?=[{CLOSING}{OPENING}{RAISED}{LOWERED}])|(?<=[A-Za-z]’)(?=[A-Za-z])"  # an apostrophe
)
_TRIMMED = re.compile(f"(?<=[{OPENING}])(?=[{OPENING}])")


def gaps(text: str) -> set[int]:
    """Between Han and Latin letters or digits; each place is the number of characters before it."""
    return {match.start() for match in _GAP.finditer(text)}


def halved(text: str) -> set[int]:
    """After closing marks that are set half width."""
    return {match.start() for match in _HALVED.finditer(text)}


def trimmed(text: str) -> set[int]:
    """Before opening marks that are set half width."""
    return {match.start() for match in _TRIMMED.finditer(text)}


def raised(text: str) -> str:
    """The text in raised characters; empty if one of them has no such form."""
    return _in(text, _PLAIN[RAISED])


def lowered(text: str) -> str:
    """The text in lowered characters; empty if one of them has no such form."""
    return _in(text, _PLAIN[LOWERED])


def _in(text: str, forms: Mapping[str, str]) -> str:
    return "".join(map(forms.__getitem__, text)) if forms.keys() >= set(text) else ""


def breadth_of(text: str) -> float:
    """How many Chinese characters are as broad as a text: Latin letters and digits are half as broad."""
    return sum(1 if unicodedata.east_asian_width(character) in "WF" else 0.5 for character in text)
