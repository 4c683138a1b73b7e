"""A report, its sections and their pages, as authors write them."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, StrictBool, StrictInt

from yanbao.diagnostics import Marked
from yanbao.model.base import Anchor, ColumnKey, Model, Period, Prose
from yanbao.model.blocks import Block

GeneratedKind = Literal["cover", "contents", "figures"]
"""Generated pages, which the outline lists among section files."""

GENERATED_PAGES: tuple[GeneratedKind, ...] = get_args(GeneratedKind)


class Analyst(Model):
    """An analyst who signs a report."""

    name: str = Field(description="Name as printed.")
    licence: str = Field(default="", description="Licence number.", examples=["S0000000000000"])
    contact: str = Field(default="", description="Telephone number or address.")


class Report(Model):
    """A report: its title page and its outline."""

    title: Prose = Field(description="Title of the report.")
    subtitle: Prose | None = Field(default=None, description="Second line of the title page.")
    kind: str = Field(description="Printed above the title.", examples=["行业专题", "公司深度"])
    industry: str = Field(default="", description="Printed beside the kind.", examples=["传媒"])
    date: Period = Field(
        description="Publication date: a day, a month or a year.", examples=["2024-04-22", "2024-04", "2024"]
    )
    max_age: StrictInt | None = Field(
        default=None,
        ge=1,
        description="Maximum age of its numbers, in days before the report's date; by default, any age.",
        examples=[90],
    )
    institution: str = Field(
        default="",
        description="Printed on the title page and in source lines; by default, the name in content/institution.yaml.",
    )
    rating: str = Field(default="", description="Printed on the title page.", examples=["未评级"])
    analysts: tuple[Analyst, ...] = Field(default=(), description="The analysts who sign it, on the title page.")
    theme: str = Field(default="deck", description="Theme: a built-in one, or a folder in templates/.")
    market: Literal["cn", "hk", "us"] = Field(
        default="cn",
        description="Colours of gains and losses: in cn red is up and green down, in hk and us the reverse.",
    )
    language: str = Field(default="zh-CN", description="Language of the files, for screen readers and search.")
    colors: dict[ColumnKey, Annotated[StrictInt, Field(ge=1)]] = Field(
        default_factory=dict,
        description="Fixed colours of series and groups in all charts, by name: an index into the theme's palette, "
        "from 1. Others are assigned automatically.",
        examples=[{"ChatGPT": 2}],
    )
    outline: tuple[Marked, ...] = Field(
        min_length=1,
        description="Section files in order; cover, contents and figures are generated pages, statements are those of "
        "content/institution.yaml.",
        examples=[["cover", "summary.yaml", "contents", "figures", "models.yaml", "risks.yaml"]],
    )


STATEMENTS = "statements"
"""Outline entry for the institution's statements."""


class Page(Model):
    """One page: one message, stated in the title."""

    id: Anchor | None = Field(default=None, description="Id, which ref() can refer to.")
    title: Prose = Field(description="The page's one message.")
    head: Prose | None = Field(default=None, description="Line above the title; by default, the section's.")
    density: Literal["normal", "compact"] = Field(default="normal", description="compact uses smaller text.")
    blocks: tuple[Block, ...] = Field(min_length=1, description="Its blocks, from top to bottom.")


class Section(Model):
    """A section file: a numbered chapter with a divider page, or front and back matter."""

    section: Prose = Field(description="Title of the section.")
    numbered: StrictBool = Field(default=True, description="Make the section a numbered chapter with a divider page.")
    head: Prose | None = Field(default=None, description="Line above the titles of its pages.")
    lead: Prose | None = Field(default=None, description="A sentence on the divider page.")
    pages: tuple[Page, ...] = Field(min_length=1, description="The pages in order.")
