"""A theme's design tokens: colours, type scale and spacing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StrictBool, model_validator
from pydantic_core import PydanticCustomError

from yanbao.model.base import Color, Model
from yanbao.model.fonts import Fonts
from yanbao.model.messages import Messages

Length = Annotated[float, Field(ge=0, le=2000, allow_inf_nan=False)]
Extent = Annotated[float, Field(ge=20, le=2000, allow_inf_nan=False)]
Size = Annotated[float, Field(gt=0, le=400, allow_inf_nan=False)]
_LEAST = 20  # mm: minimum space between margins

Weight = Annotated[int, Field(ge=1, le=1000)]


class PageTokens(Model):
    """Lengths in mm. ``body`` is the height for the blocks of a page; ``gutter`` separates columns."""

    width: Extent
    height: Extent
    top: Length
    side: Length
    bottom: Length
    body: Extent
    gutter: Length
    gap: Length = Field(description="Space between stacked blocks.")

    @model_validator(mode="after")
    def _leaves_room(self) -> Self:
        if self.width - 2 * self.side < _LEAST or self.height - self.top - self.bottom < _LEAST:
            raise PydanticCustomError("bad_theme", "the margins leave no room on the page")
        return self


class BasicColors(Model):
    """Colours as #rrggbb.

    ``deep`` is the background of cover and dividers, with ``pale`` text and ``soft`` labels on it; ``wash`` is the
    background around the pages of the HTML; ``quiet`` is for comparisons.
    """

    ink: Color
    muted: Color
    hairline: Color
    accent: Color
    deep: Color
    pale: Color
    soft: Color
    tint: Color
    wash: Color
    paper: Color
    quiet: Color


class ColorTokens(BasicColors):
    """The colours of pages and, in ``series``, of charts."""

    series: tuple[Color, ...] = Field(min_length=1)


class TypeTokens(Model):
    """Sizes in pt. ``least`` is the minimum size of text on paper."""

    numeral: Size
    display: Size
    title: Size
    lead: Size
    head: Size
    body: Size
    compact: Size
    caption: Size
    table: Size
    chart: Size
    list: Size
    source: Size
    foot: Size
    least: Size = 5


def _family(value: str) -> str:
    if not value.strip() or len(value) > 60 or not value.isprintable() or set(value) & set("\"'\\<>{};"):
        raise PydanticCustomError("bad_theme", "the name of a font family is letters, digits, spaces and hyphens")
    return value


def _package(value: str) -> str:
    if not re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", value):
        raise PydanticCustomError("bad_theme", "'{name}' is not the import name of a package", {"name": value[:60]})
    return value


def _file(value: str) -> str:
    if value.startswith("/") or set(value) & set("\\:\0") or {"", ".", ".."} & set(value.split("/")):
        message = "'{name}' is not a path below the folder of the theme or of the package"
        raise PydanticCustomError("bad_theme", message, {"name": value[:60]})
    return value


class FamilyTokens(Model):
    """A font family: ``file`` is a font of a PyPI ``package``, or else of the theme's folder.

    ``bold_file`` is its bold weight, if ``file`` has no other.
    """

    family: Annotated[str, AfterValidator(_family)] = ""
    package: Annotated[str, AfterValidator(_package)] = ""
    file: Annotated[str, AfterValidator(_file)]
    bold_file: Annotated[str, AfterValidator(_file)] = ""
    regular: Weight = 400
    bold: Weight = 700


class FontTokens(FamilyTokens):
    """The report's family, and a ``fallback`` for characters that it lacks.

    ``gap`` is the space between Chinese characters and Latin letters or digits on paper, in em.
    """

    gap: float = Field(0.25, ge=0, le=0.5)
    fallback: FamilyTokens | None = None


class MarketColors(Model):
    """Colours of gains and losses; the tints are for bars beside their numbers."""

    up: Color
    down: Color
    up_tint: Color
    down_tint: Color


class DarkTokens(Model):
    """The colours of the HTML's dark mode."""

    colors: BasicColors
    markets: dict[str, MarketColors]


class Tokens(Model):
    """``theme.yaml``. Missing keys come from the theme it is based on.

    ``flows`` distinguishes text that continues across sheets of paper from slides, whose content must fit on one.
    Without ``chinese``, text is set by the layout engine's own rules only.
    """

    base: str = Field(default="", description="The theme that it is based on.")
    flows: StrictBool = False
    page: PageTokens
    colors: ColorTokens
    type: TypeTokens
    fonts: FontTokens
    markets: dict[str, MarketColors]
    dark: DarkTokens
    chinese: StrictBool = True


@dataclass(frozen=True)
class Theme:
    """A loaded theme: its folders, tokens, fonts and strings, and its templates, styles and script as text, by name.

    The first folder is its own, followed by those of its base themes.
    """

    name: str
    folders: tuple[Path, ...]
    tokens: Tokens
    messages: Messages
    fonts: Fonts
    texts: tuple[Mapping[str, str], ...]
