"""A report, its sections and their pages, as authors write them."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, StrictBool, StrictFloat, StrictInt, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from yanbao.diagnostics import Marked
from yanbao.model.base import Anchor, ColumnKey, Days, Line, Model, Name, Period, Plain, Prose
from yanbao.model.blocks import Block, Card
from yanbao.model.conditions import is_bound
from yanbao.model.repeating import ForEach, Repetition, When
from yanbao.periods import Span, span

GeneratedKind = Literal["cover", "contents", "figures"]
"""Generated pages, which the outline lists among section files."""

GENERATED_PAGES: tuple[GeneratedKind, ...] = get_args(GeneratedKind)


DEFAULT_THEME = "deck"

UNDATED = "1900"
"""The date of a report whose own is missing or wrong."""

Divider = Literal["page", "band", "none"]
"""What begins a chapter in a theme of slides."""


class Analyst(Model):
    """An analyst who signs a report."""

    name: Plain = Field(description="Name as printed.")
    licence: Plain = Field(default="", description="Licence number.", examples=["S0000000000000"])
    contact: Plain = Field(default="", description="Telephone number or address.")


class Parameter(Model):
    """A value that a report may be built with, as ``params.NAME`` in expressions."""

    type: Literal["text", "number", "percent", "date"] = Field(default="text", description="What it is.")
    unit: str = Field(default="", description="Unit of a number.", examples=["亿元"])
    default: Annotated[str | StrictInt | StrictFloat | None, WithJsonSchema({"type": ["string", "number", "null"]})] = (
        Field(default=None, description="Its value where ``--set`` gives none; without it one has to be given.")
    )
    description: str = Field(default="", description="For you and your colleagues; not printed.")


def _parameter(value: Any) -> Any:
    return (
        value if isinstance(value, dict) else {"type": "text" if isinstance(value, str) else "number", "default": value}
    )


class Report(Model):
    """A report: its title page and its outline."""

    title: Prose = Field(description="Title of the report.")
    subtitle: Prose | None = Field(default=None, description="Second line of the title page.")
    kind: Line = Field(description="Printed above the title.", examples=["行业专题", "公司深度"])
    industry: Line = Field(default="", description="Printed beside the kind.", examples=["传媒"])
    date: Period = Field(
        description="Publication date: a day, a month or a year.", examples=["2024-04-22", "2024-04", "2024"]
    )
    period: Days | None = Field(
        default=None,
        description="What it is about: the week, month, quarter or year of its date, or the last one; 2024-04, 2024Q1, "
        "or 2024-04-22..2024-04-26. Expressions take rows up to its end.",
        examples=["week", "last month", "2024Q1", "2024-04-22..2024-04-26"],
    )
    params: dict[
        Name, Annotated[Parameter, BeforeValidator(_parameter, json_schema_input_type=str | float | Parameter)]
    ] = Field(
        default_factory=dict,
        description="Values that --set NAME=VALUE may change, as params.NAME in expressions. Short form: the default "
        "alone.",
        examples=[{"code": "600519.SH", "growth": {"default": "8%", "type": "percent"}}],
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
    rating: Line = Field(default="", description="Printed on the title page.", examples=["未评级"])
    analysts: tuple[Analyst, ...] = Field(default=(), description="The analysts who sign it, on the title page.")
    highlights: tuple[Card, ...] = Field(
        default=(),
        max_length=6,
        description="Key figures on the title page, at most six; on a deck they take the place of the chapters.",
    )
    theme: str = Field(default=DEFAULT_THEME, description="Theme: a built-in one, or a folder in templates/.")
    market: Literal["cn", "hk", "us"] = Field(
        default="cn",
        description="Colours of gains and losses: in cn red is up and green down, in hk and us the reverse.",
    )
    dividers: Divider = Field(
        default="page",
        description="What begins a chapter: a page of its own, a slim band above its first page, or nothing. Where "
        "text flows, as in the theme note, always a heading.",
    )
    language: str = Field(default="zh-CN", description="Language of the files, for screen readers and search.")
    colors: dict[ColumnKey, Annotated[StrictInt, Field(ge=1)]] = Field(
        default_factory=dict,
        description="Fixed colours of series and groups in all charts, by name: an index into the theme's palette, "
        "from 1. Others are assigned automatically.",
        examples=[{"ChatGPT": 2}],
    )
    file: Prose | None = Field(
        default=None,
        description="Name of its files in build/, without .pdf or .html; by default, that of its folder.",
        examples=["weekly-{{ report.date }}", "{{ stock.code }}-{{ report.date }}"],
    )
    for_each: ForEach | None = Field(
        default=None,
        description="Make a report for each of these rows or entities, from this one as a pattern. 'file' gives each a "
        "name.",
        examples=[{"as": "stock", "data": "coverage"}],
    )
    outline: tuple[Marked, ...] = Field(
        min_length=1,
        description="Section files in order; shared/NAME.yaml is one of content/shared/, which several reports may "
        "have; cover, contents and figures are generated pages, statements are those of content/institution.yaml.",
        examples=[["cover", "summary.yaml", "contents", "figures", "models.yaml", "risks.yaml"]],
    )

    @model_validator(mode="after")
    def _has_its_days(self) -> Report:
        if self.period is not None and self.days is None:
            raise PydanticCustomError("period_of_day", "a period such as 'week' needs a day in 'date', as 2024-04-26")
        if self.for_each is not None and not is_bound(self.file):
            message = (
                "'for_each' makes several reports: name their files by an expression, as in file: \"{{ stock.code }}\""
            )
            raise PydanticCustomError("file_of_each", message)
        return self

    @property
    def days(self) -> Span | None:
        """The first and last day of the period that the report is about."""
        if self.period is None:
            return None
        return span(self.period, date.fromisoformat(self.date) if _DAY.fullmatch(self.date) else None)


_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

STATEMENTS = "statements"
"""Outline entry for the institution's statements."""


class Page(Model):
    """One page: one message, stated in the title."""

    id: Anchor | None = Field(default=None, description="Id, which ref() can refer to.")
    title: Prose = Field(description="The page's one message.")
    head: Prose | None = Field(default=None, description="Line above the title; by default, the section's.")
    density: Literal["normal", "compact"] = Field(default="normal", description="compact uses smaller text.")
    blocks: tuple[Block, ...] = Field(min_length=1, description="Its blocks, from top to bottom.")
    when: When = None
    for_each: Repetition = None


class Section(Model):
    """A section file: a numbered chapter with a divider page, or front and back matter."""

    section: Prose = Field(description="Title of the section.")
    numbered: StrictBool = Field(default=True, description="Make the section a numbered chapter with a divider page.")
    head: Prose | None = Field(default=None, description="Line above the titles of its pages.")
    lead: Prose | None = Field(
        default=None, description="What the chapter comes to, in a sentence: on its divider page or band."
    )
    divider: Divider | None = Field(default=None, description="As 'dividers' of the report, for this chapter.")
    pages: tuple[Page, ...] = Field(min_length=1, description="The pages in order.")
    when: When = None
    for_each: Repetition = None
