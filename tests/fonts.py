"""Fonts of reports for tests."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from yanbao.model.sheet import FontSet
from yanbao.model.theme import FontTokens
from yanbao.typography.fonts import cut_fonts, place_fonts

_numbers = count()
_shared: dict[str, tuple[set[str], FontSet]] = {}
_folder = TemporaryDirectory(prefix="yanbao-test-fonts-")


def shared_fonts(tokens: FontTokens, characters: Iterable[str]) -> FontSet:
    """The theme's font with these characters at least. It is cut anew only if it lacks one of them."""
    known, fonts = _shared.get(tokens.model_dump_json(), (set[str](), None))
    wanted = known.union(characters)
    if fonts is None or wanted != known:
        folder = Path(_folder.name, str(next(_numbers)))
        folder.mkdir()
        fonts, _ = subset_fonts(tokens, wanted, folder)
        _shared[tokens.model_dump_json()] = wanted, fonts
    return fonts


def subset_fonts(tokens: FontTokens, characters: Iterable[str], folder: Path) -> tuple[FontSet, tuple[str, ...]]:
    """The theme's font cut to some characters, placed in a folder, and the characters that it lacks."""
    files = cut_fonts(tokens, characters)
    return place_fonts(files, tokens, folder), files.missing
