"""Fonts of reports for tests."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from yanbao.model.sheet import FontSet
from yanbao.model.theme import FontTokens
from yanbao.typography.fonts import cut_fonts, place_fonts


def subset_fonts(tokens: FontTokens, characters: Iterable[str], folder: Path) -> tuple[FontSet, tuple[str, ...]]:
    """The theme's font cut to some characters, placed in a folder, and the characters that it lacks."""
    files = cut_fonts(tokens, characters)
    return place_fonts(files, tokens, folder), files.missing
