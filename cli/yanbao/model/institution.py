"""Who publishes: what all reports of an institution have in common, as ``content/institution.yaml`` says it."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field

from yanbao.diagnostics import Marked
from yanbao.model.base import Color, Model
from yanbao.model.report import Section


class BrandColors(Model):
    """Colours in the place of the theme's; those left out are the theme's."""

    accent: Color | None = Field(default=None, description="Of marks, rules and numbers.", examples=["#0A4D8C"])
    deep: Color | None = Field(default=None, description="Ground of covers and dividers.")
    pale: Color | None = Field(default=None, description="Text on that ground.")
    soft: Color | None = Field(default=None, description="Labels on that ground.")
    tint: Color | None = Field(default=None, description="Ground of callouts and key numbers.")


class ChartedColors(BrandColors):
    """Colours in the place of the theme's, those of charts too."""

    series: tuple[Color, ...] | None = Field(
        default=None, min_length=1, description="Of the series of charts, in order."
    )


class Institution(Model):
    """Who publishes the reports of this project."""

    name: str = Field(description="Printed on the title page and in source lines.", examples=["示例证券研究所"])
    short_name: str = Field(default="", description="Printed where there is little room; the name if absent.")
    logo: Marked | None = Field(
        default=None, description="PNG, JPEG or SVG in content/, for light ground.", examples=["logo.svg"]
    )
    logo_on_dark: Marked | None = Field(default=None, description="The same for dark ground.")
    colors: ChartedColors = Field(default_factory=ChartedColors, description="In the place of the theme's.")
    dark: BrandColors = Field(
        default_factory=BrandColors, description="In the place of those that the HTML has where it is read in the dark."
    )
    disclaimer_line: str = Field(default="", description="At the foot of pages; the theme's if absent.")
    statements: Section | None = Field(
        default=None,
        description="Statements, rating scale and disclaimer, as in a section file; reports have them where their "
        "outline says statements.",
    )


@dataclass(frozen=True)
class Publisher:
    """The institution as reports print it. ``logo`` and ``logo_on_dark`` are data URIs, empty if there is none."""

    name: str
    short_name: str
    logo: str = ""
    logo_on_dark: str = ""
