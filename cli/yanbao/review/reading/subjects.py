"""Names of subjects, however they are spaced: Gemini 1.5 Pro, Gemini1.5 Pro and Gemini-1.5-Pro are one."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PART = re.compile(r"[A-Za-z]+|[0-9.]+|[^A-Za-z0-9.\s\-·]+")
_GAP = r"[ \-·]?"
_VARIANT = re.compile(r"(.*[0-9]) [A-Za-z+]+")
"""Names that are cut short to their number: Gemini 1.5 Pro."""
_CUT = 4  # characters that a name cut short must have
_SHORTEST = 2  # characters that a name must have to tell whose number it is


def pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Finds names, the longest first, and names that are cut short to their number."""
    cut = [match[1] for name in names if (match := _VARIANT.fullmatch(name))]
    known = {squeeze(name): name for name in (*names, *cut) if len(squeeze(name)) >= _SHORTEST}
    ordered = sorted(known, key=lambda name: (-len(name), name))
    if not ordered:
        return re.compile("(?!)")
    first = "".join(sorted({re.escape(name[0]) for name in ordered}))  # most characters begin no name
    return re.compile(f"(?=[{first}])(?:{'|'.join(_spaced(known[name]) for name in ordered)})", re.IGNORECASE)


def squeeze(name: str) -> str:
    """A name without spaces, hyphens and case: Gemini 1.5 and gemini1.5 are one."""
    return "".join(_PART.findall(name)).lower()


def is_short_for(name: str, full_names: Iterable[str]) -> bool:
    """Whether a squeezed name is its subject's cut short: Gemini 1.5 for Gemini 1.5 Pro. Chinese names are not cut."""
    has_letters = any("a" <= char <= "z" for char in name)
    return len(name) >= _CUT and has_letters and any(squeeze(full).startswith(name) for full in full_names)


def _spaced(name: str) -> str:
    """A name with or without its spaces; no part of a longer word or of another version: GPT-4 is not GPT-4 Turbo."""
    before = r"(?<![A-Za-z0-9])" if re.match(r"[A-Za-z0-9]", name) else ""
    after = ""
    if re.search(r"[A-Za-z]$", name):
        after = r"(?![A-Za-z0-9])"
    elif re.search(r"[0-9]$", name):
        after = r"(?!\.?[0-9]|[ \-]?[A-Za-z])"
    return before + _GAP.join(map(re.escape, _PART.findall(name))) + after
