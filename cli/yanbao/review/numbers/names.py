"""Names of subjects, however they are spaced: Gemini 1.5 Pro, Gemini1.5 Pro and Gemini-1.5-Pro are one."""

from __future__ import annotations

import re
from collections.abc import Iterable

_VARIANT = re.compile(r"(.*\d) [A-Za-z+]+")
"""Names that are cut short to their number: Gemini 1.5 Pro."""
_CUT = 4  # characters that a name cut short must have
_GENERIC = 2  # characters that a name must have to tell whose number it is


def pattern(names: Iterable[str], squeezed_names: Iterable[str]) -> re.Pattern[str]:
    """Finds names in a squeezed text, the longest first, and names that are cut short to their number."""
    cut = [match[1] for name in names if (match := _VARIANT.fullmatch(name))]
    known = {squeeze(name) for name in (*names, *cut)} | set(squeezed_names)
    ordered = sorted((name for name in known if len(name) >= _GENERIC), key=lambda name: (-len(name), name))
    return re.compile("|".join(map(_bounded, ordered)) or "(?!)")


def is_short_for(name: str, full_names: Iterable[str]) -> bool:
    """Whether a squeezed name is its subject's cut short: Gemini 1.5 for Gemini 1.5 Pro. Chinese names are not cut."""
    has_letters = any("a" <= char <= "z" for char in name)
    return len(name) >= _CUT and has_letters and any(squeeze(full).startswith(name) for full in full_names)


def squeeze(text: str) -> str:
    """A name without spaces, hyphens and case: Gemini 1.5 and Gemini1.5 are one."""
    return squeezed(text)[0]


def squeezed(text: str) -> tuple[str, list[int]]:
    kept = [(char.lower(), at) for at, char in enumerate(text) if char not in " -\u00a0·" and len(char.lower()) == 1]
    return "".join(char for char, _ in kept), [at for _, at in kept]


def _bounded(name: str) -> str:
    before = r"(?<![a-z0-9.])" if re.match(r"[a-z0-9]", name) else ""
    after = (
        r"(?![0-9.]*[0-9])(?![a-z])"
        if re.search(r"[0-9]$", name)
        else r"(?![a-z])"
        if re.search(r"[a-z]$", name)
        else ""
    )
    return before + re.escape(name) + after
