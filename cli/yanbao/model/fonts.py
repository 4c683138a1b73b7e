"""The fonts of a theme: where the files of its families are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class FontFile:
    """A TrueType or OpenType font: the file ``name`` of an installed ``package``.

    Without a package it is a theme's own, below ``root``, and ``digest`` is that of its bytes.
    """

    name: str
    package: str = ""
    root: Path | None = None
    digest: str = ""


@dataclass(frozen=True)
class Family:
    """A font family: two weights, in one variable font or in a static one each."""

    name: str
    regular: FontFile
    bold: FontFile
    weights: tuple[int, int]

    @property
    def files(self) -> tuple[FontFile, FontFile]:
        return self.regular, self.bold


@dataclass(frozen=True)
class Fonts:
    """The families of a theme, the second for characters that the first lacks.

    ``gap`` is the space between Chinese characters and Latin letters or digits on paper, in em.
    """

    families: tuple[Family, ...]
    gap: float

    @property
    def files(self) -> tuple[FontFile, ...]:
        """The files of all families, each once."""
        return tuple(dict.fromkeys(file for family in self.families for file in family.files))
