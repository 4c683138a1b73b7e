"""The publishing institution: what all of its reports share, from ``content/institution.yaml``."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field

from yanbao.diagnostics import Marked
from yanbao.model.base import Color, Model
from yanbao.model.report import Section


class BrandColors(Model):
    """Colours that replace the theme's; those left out keep the theme's."""

    accent: Color | None = Field(default=None, description="For marks, rules and numbers.", examples=["#0A4D8C"])
    deep: Color | None = Field(default=None, description="Background of covers and dividers.")
    pale: Color | None = Field(default=None, description="Text on that background.")
    soft: Color | None = Field(default=None, description="Labels on that background.")
    tint: Color | None = Field(default=None, description="Background of callouts and key figures.")


class ChartedColors(BrandColors):
    """Colours that replace the theme's, including those of charts."""

    series: tuple[Color, ...] | None = Field(
        default=None, min_length=1, description="Colours of chart series, in order."
    )


class Institution(Model):
    """The institution that publishes the reports of this project."""

    name: str = Field(description="Printed on the title page and in source lines.", examples=["示例证券研究所"])
    short_name: str = Field(default="", description="Short name, printed where space is limited; by default, the name.")
    logo: Marked | None = Field(
        default=None, description="Logo for light backgrounds: PNG, JPEG or SVG in content/.", examples=["logo.svg"]
    )
    logo_on_dark: Marked | None = Field(default=None, description="Logo for dark backgrounds.")
    colors: ChartedColors = Field(default_factory=ChartedColors, description="Colours that replace the theme's.")
    dark: BrandColors = Field(
        default_factory=BrandColors, description="Colours that replace the theme's in the HTML's dark mode."
    )
    disclaimer_line: str = Field(default="", description="Footer of pages; by default, the theme's.")
    statements: Section | None = Field(
        default=None,
        description="Statements, rating scale and disclaimer, as in a section file; printed in reports whose outline "
        "lists statements.",
    )


@dataclass(frozen=True)
class Publisher:
    """The institution as reports print it. ``logo`` and ``logo_on_dark`` are data URIs, empty if there is none."""

    name: str
    short_name: str
    logo: str = ""
    logo_on_dark: str = ""
