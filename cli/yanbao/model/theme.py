"""A theme's tokens: the one place for its colours, type scale and spacing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StrictBool, model_validator
from pydantic_core import PydanticCustomError

from yanbao.model.base import Color, Model
from yanbao.model.messages import Messages

Length = Annotated[float, Field(ge=0, le=2000, allow_inf_nan=False)]
Extent = Annotated[float, Field(ge=20, le=2000, allow_inf_nan=False)]
Size = Annotated[float, Field(gt=0, le=400, allow_inf_nan=False)]
_LEAST = 20  # mm between margins

Weight = Annotated[int, Field(ge=1, le=1000)]


class PageTokens(Model):
    """Lengths in mm. ``body`` is the height left for the blocks of a page; ``gutter`` separates columns."""

    width: Extent
    height: Extent
    top: Length
    side: Length
    bottom: Length
    body: Extent
    gutter: Length
    gap: Length = Field(description="Between the blocks of a stack.")

    @model_validator(mode="after")
    def _leaves_room(self) -> Self:
        if self.width - 2 * self.side < _LEAST or self.height - self.top - self.bottom < _LEAST:
            raise PydanticCustomError("bad_theme", "the margins leave no room on the page")
        return self


class BasicColors(Model):
    """Colours as #rrggbb.

    ``deep`` is the ground of cover and dividers, with ``pale`` text and ``soft`` labels on it; ``wash`` lies behind the
    pages of the HTML; ``quiet`` is what is there for comparison.
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
    """Sizes in pt. No text on paper may be smaller than ``least``."""

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
        raise PydanticCustomError("bad_theme", "'{name}' is not a file inside the package", {"name": value[:60]})
    return value


class FontTokens(Model):
    """One family from a PyPI font package; ``file`` is a variable font inside it.

    ``gap`` is the room between Chinese characters and Latin letters or digits on paper, in em.
    """

    family: Annotated[str, AfterValidator(_family)]
    package: Annotated[str, AfterValidator(_package)]
    file: Annotated[str, AfterValidator(_file)]
    regular: Weight = 400
    bold: Weight = 700
    gap: float = Field(0.25, ge=0, le=0.5)


class MarketColors(Model):
    """Colours of gains and losses; the tints are those of bars beside their numbers."""

    up: Color
    down: Color
    up_tint: Color
    down_tint: Color


class DarkTokens(Model):
    """What the HTML has instead of the light colours, where readers want it dark."""

    colors: BasicColors
    markets: dict[str, MarketColors]


class Tokens(Model):
    """``theme.yaml``. What it does not say, the theme that it is based on does.

    ``flows`` tells pages of text that run on over sheets of paper from slides, which must fit theirs. Without
    ``chinese``, text is set as the engines do it by themselves.
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
    """A loaded theme: its tokens and strings, its folders, and the texts of its templates, styles and script by name.

    The first folder is its own, the next that of the theme it is based on, and so on.
    """

    name: str
    folders: tuple[Path, ...]
    tokens: Tokens
    messages: Messages
    texts: tuple[Mapping[str, str], ...]
