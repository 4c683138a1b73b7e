"""Line breaks in cells: kept in tables, joined in charts. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from html import escape
from typing import TypeVar, cast

from yanbao.model.html import Html

BREAK = "<br>\n"
"""The line feed is for programs that extract text from the HTML."""

_BREAK = re.compile(r"\s*\n\s*")

T = TypeVar("T")


def lines(text: str) -> Html:
    """A text as HTML, with its line breaks."""
    return escape(text).replace("\n", BREAK)


def one_line(text: str) -> str:
    """A text with its lines joined, with a space between Latin words only."""

    def joint(found: re.Match[str]) -> str:
        beside = text[: found.start()][-1:] + text[found.end() :][:1]
        return "" if any(unicodedata.east_asian_width(character) in "WF" for character in beside) else " "

    return _BREAK.sub(joint, text) if "\n" in text else text


def in_one_line(value: T) -> T:
    """A plain value, such as a plot, with the line breaks in all of its texts joined."""
    if isinstance(value, str):
        return cast("T", one_line(value)) if "\n" in value else value
    if isinstance(value, tuple):
        return cast("T", tuple(map(in_one_line, value)))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    return cast("T", replace(value, **{field.name: in_one_line(getattr(value, field.name)) for field in fields(value)}))
