"""Fonts of reports for tests."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from yanbao.model.fonts import Family, FontFile, Fonts
from yanbao.model.sheet import FontSet
from yanbao.typography.fonts import cut_fonts, place_fonts

_numbers = count()
_shared: dict[Fonts, tuple[set[str], FontSet]] = {}
_folder = TemporaryDirectory(prefix="yanbao-test-fonts-")


NOTO_SANS = "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"


def font_family(
    name: str = "Test Sans",
    file: str = NOTO_SANS,
    package: str = "justmytype_intl_cjk",
    *,
    gap: float = 0.25,
    regular: int = 400,
) -> Fonts:
    """The fonts of a theme that names one variable font of a package."""
    font = FontFile(file, package)
    return Fonts((Family(name, font, font, (regular, 700)),), gap)


def shared_fonts(fonts: Fonts, characters: Iterable[str]) -> FontSet:
    """The theme's fonts with these characters at least. They are cut anew only if they lack one of them."""
    known, placed = _shared.get(fonts, (set[str](), None))
    wanted = known.union(characters)
    if placed is None or wanted != known:
        folder = Path(_folder.name, str(next(_numbers)))
        folder.mkdir()
        placed, _ = subset_fonts(fonts, wanted, folder)
        _shared[fonts] = wanted, placed
    return placed


def subset_fonts(fonts: Fonts, characters: Iterable[str], folder: Path) -> tuple[FontSet, tuple[str, ...]]:
    """The theme's fonts cut to some characters, placed in a folder, and the characters that they lack."""
    files = cut_fonts(fonts, characters)
    return place_fonts(files, fonts, folder), files.missing
