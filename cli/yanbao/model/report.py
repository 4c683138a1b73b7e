"""A report, its sections and their pages, as authors write them."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field

from yanbao.diagnostics import Marked
from yanbao.model.base import Anchor, Model, Period, Prose
from yanbao.model.blocks import Block

GeneratedKind = Literal["cover", "contents", "figures"]
"""Pages that the tool makes; named in the outline beside section files."""

GENERATED_PAGES: tuple[GeneratedKind, ...] = get_args(GeneratedKind)


class Report(Model):
    """``report.yaml``: the title page and the order of things."""

    title: Prose
    subtitle: Prose | None = None
    kind: str = Field(description="Such as 行业专题.")
    industry: str = Field(default="", description="Printed beside the kind, such as 传媒.")
    date: Period
    institution: str
    theme: str = "deck"
    market: Literal["cn", "hk", "us"] = "cn"
    language: str = "zh-CN"
    outline: tuple[Marked, ...] = Field(
        min_length=1, description="Section files in order; cover, contents and figures are made by the tool."
    )


class Page(Model):
    """One page: one message, said in the title."""

    id: Anchor | None = Field(default=None, description="Name that ref() points at.")
    title: Prose
    head: Prose | None = Field(default=None, description="Line above the title; the section's if absent.")
    density: Literal["normal", "compact"] = "normal"
    blocks: tuple[Block, ...] = Field(min_length=1)


class Section(Model):
    """A section file: a numbered chapter with a divider page, or front and back matter."""

    section: Prose = Field(description="Title of the section.")
    numbered: bool = Field(default=True, description="Whether the section is a numbered chapter with a divider page.")
    head: Prose | None = Field(default=None, description="Line above the titles of its pages.")
    lead: Prose | None = Field(default=None, description="A sentence on the divider page.")
    pages: tuple[Page, ...] = Field(min_length=1)
